namespace Paperboy.Text;

/// <summary>
/// Reads TeX's commands with arguments among words: styles, links, citations, notes, environments, and formulas that
/// were typed without dollars.
/// </summary>
internal sealed class TexCommands(PaperTextParser parser)
{
    /// <summary>Reads the command of this name, whose name ends at the given place; false if it is none of these.</summary>
    public bool TryRead(string name, int end) =>
        ReadReference(name, end) || ReadFormula(name, end) || ReadStyle(name, end) || ReadEnvironment(name, end);

    /// <summary>The style of a command that is known without its backslash, or null.</summary>
    public static TextStyle? LostStyle(ReadOnlySpan<char> name) => name switch
    {
        "emph" or "textit" => TextStyle.Emphasis,
        "textbf" => TextStyle.Strong,
        "texttt" => TextStyle.Code,
        "textsc" => TextStyle.SmallCaps,
        "mathcal" or "mathbb" or "mathbf" or "mathrm" or "mathsf" or "textrm" or "textsf" or "operatorname" => TextStyle.None,
        _ => null,
    };

    private bool ReadStyle(string name, int end)
    {
        switch (name)
        {
            case "emph" or "textit" or "textsl" or "mathit": Argument(end, TextStyle.Emphasis); break;
            case "textbf" or "mathbf" or "boldsymbol" or "bm": Argument(end, TextStyle.Strong); break;
            case "texttt" or "mathtt" or "lstinline" or "code": Argument(end, TextStyle.Code); break;
            case "textsc": Argument(end, TextStyle.SmallCaps); break;
            case "textrm" or "textsf" or "textnormal" or "textup" or "text" or "mbox" or "hbox" or "mathrm" or "mathsf" or "underline"
                or "uline" or "operatorname" or "ensuremath" or "textmd" or "uppercase" or "lowercase" or "rev" or "revise":
                Argument(end, TextStyle.None);
                break;
            case "em" or "it" or "sl" or "itshape" or "slshape" or "itseries": Declare(end, TextStyle.Emphasis); break;
            case "bf" or "bfseries": Declare(end, TextStyle.Strong); break;
            case "tt" or "ttfamily": Declare(end, TextStyle.Code); break;
            case "sc" or "scshape": Declare(end, TextStyle.SmallCaps); break;
            case "rm" or "sf" or "sffamily" or "normalfont" or "small" or "large" or "Large" or "scriptsize" or "footnotesize" or "tiny"
                or "noindent" or "xspace" or "centering" or "bigskip" or "medskip" or "smallskip" or "left" or "right" or "big"
                or "displaystyle" or "textstyle" or "limits" or "allowbreak" or "boldmath" or "relax" or "protect" or "rmfamily"
                or "nobreakdash" or "Big" or "bigl" or "bigr" or "cal" or "mathcal" or "mathbb" or "url" or "cite" or "footnotemark":
                Declare(end, TextStyle.None);
                break;
            case "textsuperscript" or "textsubscript": Script(name, end); break;
            case "color" or "vspace" or "hspace" or "label" or "thanks" or "keywords" or "begingroup" or "endgroup":
                parser.At = AfterArgument(end);
                break;
            case "textcolor" or "colorbox": Argument(AfterArgument(end), TextStyle.None); break;
            default: return false;
        }

        return true;
    }

    private bool ReadReference(string name, int end)
    {
        var open = SkipOptional(end);
        var close = open < parser.Source.Length && parser.Source[open] == '{' ? parser.Map.Closing(open) : -1;
        if (close < 0)
            return open < parser.Source.Length && parser.Source[open] == '{' && ReadUnclosed(name, open);
        var argument = parser.Source.AsSpan(open + 1, close - open - 1);
        switch (name)
        {
            case "url" or "path" or "nolinkurl":
                parser.At = close + 1;
                parser.Link(argument.ToString(), WebAddress.Unescaped(argument.ToString()));
                break;
            case "href" or "hyperlink": ReadLink(argument.ToString(), close + 1); break;
            case "footnote" or "footnotetext":
                parser.Out.Append(" (");
                parser.Enter(open, suffix: ")");
                break;
            case "cite" or "citep" or "citet" or "citeauthor" or "citealp" or "citealt" or "citeyear" or "parencite" or "textcite"
                or "ref" or "eqref" or "autoref" or "cref" or "Cref":
                parser.Out.Append(parser.Out.Last is ' ' or '(' or '[' ? "[" : " [");
                parser.Out.Append(argument);
                parser.Out.Append(']');
                parser.At = close + 1;
                break;
            default: return false;
        }

        return true;
    }

    // The end was cut off with the rest of the record.
    private bool ReadUnclosed(string name, int open)
    {
        if (name is not ("footnote" or "url" or "href" or "emph" or "textbf" or "textit" or "texttt"))
            return false;
        parser.Out.Append(name == "footnote" ? " (" : "");
        parser.At = open + 1;
        return true;
    }

    private void ReadLink(string address, int at)
    {
        var href = WebAddress.ToHref(address);
        if (at < parser.Source.Length && parser.Source[at] == '{' && parser.Map.Closing(at) > at + 1)
        {
            parser.Enter(at, href: href);
            return;
        }

        parser.At = at;
        parser.Link(address, WebAddress.Unescaped(address));
    }

    // \frac{1}{2} without dollars is a formula together with its arguments.
    private bool ReadFormula(string name, int end)
    {
        var arguments = name switch
        {
            "frac" or "tfrac" or "dfrac" or "sfrac" or "nicefrac" or "binom" => 2,
            "sqrt" or "mathcal" or "mathbb" or "mathfrak" or "mathscr" or "hat" or "widehat" or "tilde" or "widetilde" or "bar"
                or "overline" or "vec" or "pmod" => 1,
            _ => 0,
        };
        var at = name == "sqrt" ? SkipOptional(end) : end;
        for (var i = 0; i < arguments; i++)
        {
            if (at >= parser.Source.Length || parser.Source[at] != '{' || parser.Map.Closing(at) < 0)
                return false;
            at = parser.Map.Closing(at) + 1;
        }

        if (arguments == 0)
            return false;
        parser.Math(new FoundMath(parser.At, at - parser.At, at, false));
        return true;
    }

    private bool ReadEnvironment(string name, int end)
    {
        if (name is not ("begin" or "end") || end >= parser.Source.Length || parser.Source[end] != '{' || parser.Map.Closing(end) is not (> 0 and var close)
            || close - end > 20)
            return false;
        var environment = parser.Source[(end + 1)..close];
        if (name == "begin" && MathFinder.TryFindEnvironment(parser.Source, parser.Map, close + 1, environment, out var math))
        {
            parser.Math(math);
            return true;
        }

        parser.Out.Append(' ');
        parser.At = SkipOptional(close + 1);
        return true;
    }

    private void Argument(int end, TextStyle style)
    {
        while (end < parser.Source.Length && parser.Source[end] == ' ' && end + 1 < parser.Source.Length && parser.Source[end + 1] == '{')
            end++;
        if (end < parser.Source.Length && parser.Source[end] == '{' && parser.Map.Closing(end) > 0)
            parser.Enter(end, style);
        else
            parser.At = end;
    }

    // Outside a group a declaration would hold to the end of the text, which no author of a record meant.
    private void Declare(int end, TextStyle style)
    {
        if (parser.InGroup)
            parser.Out.Style |= style;
        parser.At = end;
        if (parser.Out.Last != ' ' || end >= parser.Source.Length || parser.Source[end] != ' ')
            return;
        parser.At++;
    }

    private void Script(string name, int end)
    {
        var close = end < parser.Source.Length && parser.Source[end] == '{' ? parser.Map.Closing(end) : -1;
        var inside = close > 0 && close - end < 40 ? parser.Source[(end + 1)..close] : null;
        if (inside is null || inside.AsSpan().IndexOfAny("\\${") >= 0)
        {
            Argument(end, TextStyle.None);
            return;
        }

        parser.Out.Append(name == "textsuperscript" ? Scripts.Superscript(inside) : Scripts.Subscript(inside));
        parser.At = close + 1;
    }

    private int AfterArgument(int at) =>
        at < parser.Source.Length && parser.Source[at] == '{' && parser.Map.Closing(at) > 0 ? parser.Map.Closing(at) + 1 : at;

    private int SkipOptional(int at)
    {
        if (at >= parser.Source.Length || parser.Source[at] != '[')
            return at;
        var close = parser.Source.AsSpan(at, Math.Min(80, parser.Source.Length - at)).IndexOf(']');
        return close < 0 ? at : at + close + 1;
    }
}
