using System.Text;
using Paperboy.Catalog.Bibliographies;
using Paperboy.Text;

namespace Paperboy.Discover.Drafts;

/// <summary>
/// Turns a stretch of LaTeX into the words that stand in print: without citations, references, floats and displayed
/// formulas, with the author's own short macros replaced. Accents, styles and formulas among words are
/// <see cref="PaperText"/>'s business.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="macros">The author's macros without arguments: name and what it stands for.</param>
internal sealed class TexProse(TexSource source, IReadOnlyDictionary<string, string> macros)
{
    // Of environments that hold no sentences.
    private static readonly HashSet<string> Floats = new(StringComparer.Ordinal)
    {
        "figure", "table", "wrapfigure", "wraptable", "sidewaystable", "tabular", "tabularx", "tabulary", "longtable", "subfigure", "minipage",
        "equation", "align", "alignat", "flalign", "gather", "multline", "eqnarray", "displaymath", "math", "dmath", "split",
        "algorithm", "algorithmic", "tikzpicture", "picture", "CCSXML", "thebibliography", "teaserfigure",
    };

    // Commands that are dropped with their arguments.
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "label", "ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vspace", "hspace", "includegraphics", "input", "include",
        "subfile", "bibliography", "bibliographystyle", "addbibresource", "usepackage", "documentclass", "thanks", "footnote", "footnotemark",
        "footnotetext", "newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "setlength", "pagestyle", "thispagestyle",
        "todo", "hypersetup", "vskip", "hskip", "looseness", "index", "pdfoutput", "author", "affiliation", "email", "institute", "date",
        "ccsdesc", "keywords", "settopmatter", "title", "maketitle", "tableofcontents", "graphicspath", "captionsetup", "icmlauthor",
    };

    /// <summary>The words of a stretch.</summary>
    /// <param name="from">Its first character.</param>
    /// <param name="to">The character behind it.</param>
    /// <param name="most">About the most characters to give.</param>
    public string Words(int from, int to, int most)
    {
        var kept = new StringBuilder();
        var text = source.Text;
        var at = from;
        while (at < to && kept.Length < most)
        {
            var sign = text.AsSpan(at, to - at).IndexOf('\\');
            var upTo = Math.Min(sign < 0 ? to : at + sign, at + most);
            kept.Append(text, at, upTo - at);
            at = upTo;
            if (sign >= 0 && at < to && text[at] == '\\')
                at = Math.Max(at + 1, Command(at, to, kept));
        }

        return BibTexText.Plain(kept.ToString());
    }

    // Reads a command and gives the place behind it.
    private int Command(int backslash, int to, StringBuilder kept)
    {
        var text = source.Text;
        var end = source.NameEnd(backslash);
        var name = text[(backslash + 1)..end];
        if (name.Length == 0)
            return Symbol(backslash, to, kept);
        if (Silent.Contains(name) || IsCitation(name))
        {
            // The space that ties a citation to its word would else stand before the full stop.
            while (kept.Length > 0 && kept[^1] is '~' or ' ')
                kept.Length--;
            return AfterArguments(end, to);
        }

        if (macros.TryGetValue(name, out var stands))
        {
            kept.Append(stands);
            return end;
        }

        switch (name)
        {
            case "begin" when source.TryArgument(end, out var begun):
                return Environment(text[begun], begun.End.Value + 1, to, kept);
            case "end" when source.TryArgument(end, out var ended):
                kept.Append(' ');
                return ended.End.Value + 1;
            case "item" or "par" or "newline" or "linebreak" or "quad" or "qquad":
                kept.Append(' ');
                return source.AfterOptions(end);
            case "section" or "subsection" or "subsubsection" or "paragraph" or "subparagraph" or "chapter" or "caption"
                when source.TryArgument(end, out var heading) && heading.End.Value < to:
                kept.Append(' ').Append(text[heading]).Append(". ");
                return heading.End.Value + 1;
            default:
                kept.Append('\\').Append(name);
                return end;
        }
    }

    private int Symbol(int backslash, int to, StringBuilder kept)
    {
        // A displayed formula.
        if (backslash + 1 < to && source.Text[backslash + 1] == '[' && source.Text.IndexOf("\\]", backslash, Math.Min(to - backslash, 4_000), StringComparison.Ordinal) is >= 0 and var close)
            return close + 2;
        var length = Math.Min(2, to - backslash);
        kept.Append(source.Text, backslash, length);
        return backslash + length;
    }

    private int Environment(string name, int after, int to, StringBuilder kept)
    {
        kept.Append(' ');
        if (Floats.Contains(name.TrimEnd('*')) && source.EndOf(name, after) is >= 0 and var end)
            return Math.Min(to, end);
        return source.AfterOptions(after);
    }

    // Behind all arguments, of which \footnotetext[1]{...} and \setlength{..}{..} have several.
    private int AfterArguments(int at, int to)
    {
        while (at < to && source.TryArgument(at, out var argument) && argument.End.Value < to && argument.Start.Value <= at + 500)
            at = argument.End.Value + 1;
        return Math.Max(at, source.AfterOptions(at));
    }

    /// <summary>Whether a command of this name cites: cite, citep, Textcite, parencites, nocite, footfullcite.</summary>
    public static bool IsCitation(string name) =>
        name.Contains("cite", StringComparison.OrdinalIgnoreCase)
        && !name.Contains("citestyle", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("Declare", StringComparison.Ordinal)
        && name is not ("defcitealias" or "citetext" or "citename" or "citefield" or "citereset" or "AtEveryCite" or "AtEveryCitekey");
}
