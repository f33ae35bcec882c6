using System.Globalization;
using Paperboy.Text;

namespace Paperboy.Discover.Drafts;

/// <summary>
/// A LaTeX source in which all that is not set is blank: comments, what \iffalse hides, verbatim text. Every other
/// character keeps its place, so that lines can be told. Made in time linear in its length.
/// </summary>
internal sealed class TexSource
{
    private static readonly string[] Unread = ["comment", "verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "filecontents", "filecontents*"];

    private const int LongestVerb = 1_000;

    private readonly SourceMap _map;
    private readonly HashSet<string> _endless = new(StringComparer.Ordinal);
    private readonly List<string> _bibliographies = [];

    public TexSource(string source)
    {
        Text = Blank(source.ToCharArray(), source);
        _map = new SourceMap(Text);
    }

    public string Text { get; }

    /// <summary>The .bib files that the source carries within itself, by the environment filecontents.</summary>
    public IReadOnlyList<string> Bibliographies => _bibliographies;

    /// <summary>The line of a place, counted from 1.</summary>
    public int LineOf(int offset) => 1 + Text.AsSpan(0, offset).Count('\n');

    /// <summary>The place behind the name of the command whose backslash stands at a place.</summary>
    public int NameEnd(int backslash)
    {
        var end = backslash + 1;
        while (end < Text.Length && char.IsAsciiLetter(Text[end]))
            end++;
        return end;
    }

    /// <summary>The place behind optional arguments, and a star before them.</summary>
    public int AfterOptions(int at)
    {
        if (at < Text.Length && Text[at] == '*')
            at++;
        while (AfterSpace(at) is var open && open < Text.Length && Text[open] == '[' && CloseOption(open) is > 0 and var close)
            at = close + 1;
        return at;
    }

    /// <summary>The argument in braces that follows, behind optional ones: from its first character to its closing brace.</summary>
    public bool TryArgument(int at, out Range argument)
    {
        var open = AfterSpace(AfterOptions(at));
        argument = default;
        if (open >= Text.Length || Text[open] != '{' || _map.Closing(open) is not (>= 0 and var close))
            return false;
        argument = (open + 1)..close;
        return true;
    }

    /// <summary>The place of the next \end of an environment; -1: there is none.</summary>
    public int EndOf(string environment, int from) => Find(Text, $"\\end{{{environment}}}", from);

    private int AfterSpace(int at)
    {
        var from = at;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
        {
            // An empty line ends a paragraph, and with it the command.
            if (Text[at] == '\n' && at > from && Text.AsSpan(from, at - from).Contains('\n'))
                return from;
            at++;
        }

        return at;
    }

    private int CloseOption(int open)
    {
        // Options are short; a bracket without an end is text.
        var span = Text.AsSpan(open, Math.Min(500, Text.Length - open));
        var depth = 0;
        for (var i = 1; i < span.Length; i++)
        {
            depth += span[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (span[i] == ']' && depth <= 0)
                return open + i;
            if (depth < 0)
                break;
        }

        return -1;
    }

    private string Blank(char[] text, string source)
    {
        for (var at = 0; at < source.Length;)
        {
            var sign = source.AsSpan(at).IndexOfAny('\\', '%');
            if (sign < 0)
                break;
            at += sign;
            var end = source[at] == '%' ? LineEnd(source, at) : UnreadEnd(source, at);
            if (end > at)
                Erase(text, at, end);
            at = end > at ? end : at + 2;
        }

        return new string(text);
    }

    // Where what is not read ends that begins with this backslash; 0: nothing does.
    private int UnreadEnd(string source, int at)
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("\\iffalse"))
            return Find(source, "\\fi", at + 8) is >= 0 and var fi ? fi + 3 : 0;
        if (rest.StartsWith("\\verb") && rest.Length > 6 && !char.IsAsciiLetter(rest[5]))
        {
            var delimiter = rest[5] == '*' ? 6 : 5;
            if (rest.Length <= delimiter + 1)
                return 0;
            var inside = rest[(delimiter + 1)..Math.Min(rest.Length, LongestVerb)];
            var close = inside.IndexOfAny(rest[delimiter], '\n');
            return close >= 0 && inside[close] != '\n' ? at + delimiter + close + 2 : 0;
        }

        if (!rest.StartsWith("\\begin{"))
            return 0;
        foreach (var name in Unread)
        {
            if (!rest[7..].StartsWith(name) || rest.Length <= 7 + name.Length || rest[7 + name.Length] != '}')
                continue;
            var end = Find(source, $"\\end{{{name}}}", at);
            if (end >= 0 && name.StartsWith("filecontents", StringComparison.Ordinal))
                Keep(source[(at + 8 + name.Length)..end]);
            return end < 0 ? 0 : end + name.Length + 6;
        }

        return 0;
    }

    // \begin{filecontents}{references.bib} ... \end{filecontents}
    private void Keep(string content)
    {
        var open = content.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : content.IndexOf('}', open);
        if (close > 0 && content.AsSpan(open, close - open).TrimEnd().EndsWith(".bib"))
            _bibliographies.Add(content[(close + 1)..]);
    }

    // What was not found once is not looked for again: a thousand beginnings without an end cost one search.
    private int Find(string source, string what, int from)
    {
        if (_endless.Contains(what))
            return -1;
        var found = source.IndexOf(what, from, StringComparison.Ordinal);
        if (found < 0)
            _endless.Add(what);
        return found;
    }

    private static int LineEnd(string source, int at) => source.IndexOf('\n', at) is >= 0 and var end ? end : source.Length;

    private static void Erase(char[] text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i] is not ('\n' or '\r'))
                text[i] = ' ';
        }
    }

    /// <summary>A name in the words of an error, short.</summary>
    public static string Shown(ReadOnlySpan<char> name) =>
        name.Length <= 60 ? name.Trim().ToString() : string.Create(CultureInfo.InvariantCulture, $"{name[..60].Trim()}…");
}
