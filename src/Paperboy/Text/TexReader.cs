using System.Globalization;

namespace Paperboy.Text;

/// <summary>
/// Reads TeX's control sequences among words: accents, escaped signs, symbols, styles, links, citations, and formulas
/// that were typed without dollars. A control word that is unknown is an author's own macro: its argument is read as
/// text, or else its name.
/// </summary>
internal sealed class TexReader(PaperTextParser parser)
{
    public void Read()
    {
        var next = parser.Peek(1);
        if (parser.At + 1 >= parser.Source.Length)
            parser.At++;
        else if (char.IsAsciiLetter(next))
            ReadWord();
        else
            ReadSymbol(next);
    }

    private void ReadSymbol(char sign)
    {
        switch (sign)
        {
            case '(' or '[':
                if (MathFinder.TryFind(parser.Source, parser.Map, parser.At, out var math))
                    parser.Math(math);
                else
                    Emit(sign, 2);
                break;
            case '\'' or '`' or '"' or '^' or '~' or '=' or '.': ReadAccent(sign, parser.At + 2, 2); break;
            case ' ' or '\n' or '\r' or '\t' or ',' or ';' or ':' or '~': Emit(' ', 2); break;
            case '\\': ReadLineBreak(); break;
            case '-' or '/' or '!' or '@': parser.At += 2; break;
            case '&': parser.At += parser.Source.AsSpan(parser.At + 2).StartsWith("amp;") ? 6 : 2; parser.Out.Append('&'); break;
            case '|': Emit('‖', 2); break;
            case '%' or '#' or '$' or '_' or '{' or '}' or '*' or '<' or '>' or ')' or ']': Emit(sign, 2); break;
            case >= '0' and <= '9' when parser.Out.Last == ' ' && parser.Peek(2) != ')': Emit('$', 1); break;
            default: parser.Literal(); break;
        }
    }

    private void ReadLineBreak()
    {
        // "\\%" is an escape that was escaped again.
        if (parser.Peek(2) is '%' or '&' or '$' or '_' or '#')
            parser.At++;
        else
            Emit(' ', 2);
    }

    private void Emit(char c, int length)
    {
        parser.Out.Append(c);
        parser.At += length;
    }

    private void ReadAccent(char accent, int letterAt, int length)
    {
        if (!IsQuoteOrApostrophe(accent) && TryReadLetter(letterAt, out var letter, out var end)
            && TexAccents.Compose(accent, letter) is { } composed)
        {
            parser.Out.Append(composed);
            parser.At = end;
        }
        else if (accent is '=' or '.' or '\'' or '"' or '^' or '~' or '`')
        {
            var braces = parser.Peek(2) == '{' && parser.Peek(3) == '}';
            Emit(accent, braces ? 4 : 2);
        }
        else
        {
            parser.At += length;
            parser.Out.Append(accent);
        }
    }

    // JSON's escapes: it\'s, and \"words\" whose end is in sight.
    private bool IsQuoteOrApostrophe(char accent)
    {
        var inWord = parser.At > 0 && char.IsLetter(parser.Source[parser.At - 1]);
        if (accent == '\'')
            return inWord && parser.Peek(2) is 's' or 't' && !char.IsLetter(parser.Peek(3)) && parser.Peek(2) != '{';
        if (accent != '"' || inWord)
            return false;
        var rest = parser.Source.AsSpan(parser.At + 2, Math.Min(80, parser.Source.Length - parser.At - 2));
        var end = rest.IndexOf("\\\"");
        return end > 0 && (end + 2 >= rest.Length || !char.IsLetter(rest[end + 2])) && rest[0] != '{';
    }

    // The letter of an accent: e, {e}, {\i}, \i, { e}.
    private bool TryReadLetter(int at, out string letter, out int end)
    {
        var source = parser.Source;
        while (at < source.Length && source[at] == ' ' && char.IsAsciiLetter(source[at - 1]))
            at++;
        letter = "";
        end = at;
        if (at >= source.Length)
            return false;
        if (source[at] == '{')
        {
            end = parser.Map.Closing(at) + 1;
            if (end <= at + 1 || end - at > 8)
                return false;
            letter = source[(at + 1)..(end - 1)].Trim();
            if (letter is "\\i" or "\\j")
                letter = letter[1..];
            return true;
        }

        var control = source[at] == '\\';
        if (control)
            at++;
        if (at >= source.Length || (control && source[at] is not ('i' or 'j')))
            return false;
        letter = source[at].ToString();
        end = at + 1;
        while (control && end < source.Length && source[end] == ' ')
            end++;
        return true;
    }

    private void ReadWord()
    {
        var source = parser.Source;
        var end = parser.At + 1;
        while (end < source.Length && char.IsAsciiLetter(source[end]))
            end++;
        var name = source[(parser.At + 1)..end];
        if (TryReadCode(name, end))
            return;
        if (name.Length == 1 && TexAccents.Combining(name[0]) != '\0' && TryReadLetter(end, out var letter, out var after)
            && TexAccents.Compose(name[0], letter) is { } composed)
        {
            parser.Out.Append(composed);
            parser.At = after;
        }
        else if (!ReadReference(name, end) && !ReadFormula(name, end) && !ReadStyle(name, end) && !ReadEnvironment(name, end))
        {
            ReadName(name, end);
        }
    }

    // A character by its number: JSON's \u2019 and TeX's \char"0986.
    private bool TryReadCode(string name, int end)
    {
        var json = name.Length > 0 && name[0] == 'u' && parser.At + 6 <= parser.Source.Length;
        var at = json ? parser.At + 2 : end + 1;
        if ((!json && (name != "char" || end >= parser.Source.Length || parser.Source[end] != '"')) || at + 4 > parser.Source.Length
            || !ushort.TryParse(parser.Source.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return false;
        parser.Out.Append((char)code);
        parser.At = at + 4;
        return true;
    }

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

    private void ReadName(string name, int end)
    {
        var source = parser.Source;
        var group = end < source.Length && source[end] == '{' && parser.Map.Closing(end) > end + 1;
        if (TexSymbols.Word(name) is { } word)
        {
            parser.Out.Append(word);
            parser.At = AfterEmptyGroup(end, IsSpaceEaten(name, word, end));
        }
        else if (TexSymbols.GluedPrefix(name) is > 0 and var length)
        {
            parser.Out.Append(TexSymbols.Word(name[..length])!);
            parser.At += 1 + length;
        }
        else if (group && !char.IsLetterOrDigit(parser.Out.Last))
        {
            parser.Enter(end);
        }
        else if (char.IsLetterOrDigit(parser.Out.Last) && !group)
        {
            // Nobody's macro, but a backslash between two words.
            parser.Literal(end - parser.At);
        }
        else
        {
            parser.Out.Append(name);
            parser.At = AfterEmptyGroup(end, false);
        }
    }

    // TeX swallows the space behind a control word. Authors of records mostly mean it, but for letters of a name:
    // "\o stergaard" is one word, "\alpha and" are two.
    private bool IsSpaceEaten(string name, string word, int end) =>
        word.Length <= 2 && char.IsLetter(word[0]) && TexSymbols.Symbol(name, out _, out _) is null && name.Length <= 2
        && char.IsLetter(parser.Out.Last) && end + 1 < parser.Source.Length && char.IsLower(parser.Source[end + 1]);

    private int AfterEmptyGroup(int at, bool eatSpace)
    {
        if (at + 1 < parser.Source.Length && parser.Source[at] == '{' && parser.Source[at + 1] == '}')
            return at + 2;
        return eatSpace && at < parser.Source.Length && parser.Source[at] == ' ' ? at + 1 : at;
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
