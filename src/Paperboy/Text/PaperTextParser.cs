using System.Buffers;
using System.Collections.Immutable;

namespace Paperboy.Text;

/// <summary>
/// Reads a source from left to right, once. This is the one place that knows which sign begins what; the readers it
/// calls know how that goes on. Groups are kept on a stack of its own, so depth costs heap, never the call stack.
/// </summary>
internal sealed class PaperTextParser
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\${}~`*<&_^[\"'-");

    private static readonly SearchValues<char> NotInOneWord = SearchValues.Create(" ,;|=:+<>_^");

    private readonly Stack<Group> _groups = new();
    private readonly Typing _typing;
    private readonly TexReader _tex;
    private readonly HtmlRemnants _html;
    private int _nextAddress = -1;

    public PaperTextParser(string source)
    {
        Source = source;
        Map = new SourceMap(source);
        _typing = new Typing(this);
        _tex = new TexReader(this);
        _html = new HtmlRemnants(this);
    }

    public string Source { get; }

    public SourceMap Map { get; }

    public RunBuilder Out { get; } = new();

    /// <summary>Where reading goes on.</summary>
    public int At { get; set; }

    /// <summary>Whether a group is open whose end will restore the style.</summary>
    public bool InGroup => _groups.Count > 0;

    public ImmutableArray<TextRun> Parse()
    {
        while (At < Source.Length)
        {
            var next = NextSign();
            if (next > At)
            {
                Out.Append(Source.AsSpan(At, next - At));
                At = next;
            }

            if (At < Source.Length)
                ReadSign();
        }

        return Out.ToRuns();
    }

    /// <summary>The character at an offset from the place of reading, or a space outside the source.</summary>
    public char Peek(int offset = 0) => (uint)(At + offset) < (uint)Source.Length ? Source[At + offset] : ' ';

    /// <summary>Emits the next characters as they stand.</summary>
    public void Literal(int length = 1)
    {
        Out.Append(Source.AsSpan(At, length));
        At += length;
    }

    /// <summary>
    /// Goes on inside the group that opens at the given brace; at its end what holds now is restored and the suffix
    /// written.
    /// </summary>
    public void Enter(int open, TextStyle style = TextStyle.None, string? href = null, string suffix = "")
    {
        _groups.Push(new Group(Map.Closing(open), Out.Style, Out.Href, suffix));
        Out.Style |= style;
        Out.Href ??= href;
        At = open + 1;
    }

    /// <summary>Emits an address as a link, or as text where it is none.</summary>
    public void Link(string address, string label)
    {
        var before = Out.Href;
        Out.Href ??= WebAddress.ToHref(address);
        Out.Append(label);
        Out.Href = before;
    }

    private void ReadSign()
    {
        var c = Source[At];
        if (At == _nextAddress)
        {
            ReadAddress();
            return;
        }

        switch (c)
        {
            case '\\': _tex.Read(); break;
            case '$': ReadDollar(); break;
            case '{': ReadOpenBrace(); break;
            case '}': ReadCloseBrace(); break;
            case '<': _html.ReadTag(); break;
            case '&': _html.ReadEntity(); break;
            default: _typing.Read(c); break;
        }
    }

    private int NextSign()
    {
        if (_nextAddress < At)
            _nextAddress = FindAddress();
        var sign = Source.AsSpan(At, _nextAddress - At).IndexOfAny(Signs);
        return sign < 0 ? _nextAddress : At + sign;
    }

    // Addresses are rare and their letters common, so they are looked for one ahead.
    private int FindAddress()
    {
        for (var from = At; from < Source.Length;)
        {
            var found = WebAddress.IndexOfSign(Source.AsSpan(from));
            Map.Scanned += found < 0 ? Source.Length - from : found + 1;
            if (found < 0)
                break;
            found += from;
            var starts = Source[found] == ':' ? [found - 5, found - 4] : (ReadOnlySpan<int>)[found];
            foreach (var start in starts)
            {
                if (start >= At && WebAddress.StartsAt(Source, start))
                    return start;
            }

            from = found + 3;
        }

        return Source.Length;
    }

    private void ReadAddress()
    {
        var end = WebAddress.End(Source, At);
        if (end <= At)
        {
            Literal();
            return;
        }

        var address = WebAddress.Unescaped(Source[At..end]);
        // A lost \href leaves its two arguments behind: https://example.org{here}.
        if (end < Source.Length && Source[end] == '{' && Map.Closing(end) > end + 1 && Out.Href is null
            && WebAddress.ToHref(address) is { } href)
        {
            Enter(end, href: href);
            return;
        }

        At = end;
        Link(address, address);
    }

    private void ReadDollar()
    {
        if (MathFinder.TryFind(Source, Map, At, out var math))
            Math(math);
        else
            Literal(Peek(1) == '$' ? 2 : 1);
    }

    /// <summary>Emits a formula.</summary>
    public void Math(FoundMath math)
    {
        var tex = Source.Substring(math.Start, math.Length).Trim();
        // MathJax's \unicode is how some editors write a dash; it is no formula.
        if (tex.StartsWith("\\unicode{", StringComparison.Ordinal) && tex.IndexOf('}', StringComparison.Ordinal) == tex.Length - 1)
            Out.Append(MathText.ToUnicode(tex));
        else
            Out.AppendMath(tex, math.Display);
        At = math.End;
    }

    private void ReadOpenBrace()
    {
        var close = Map.Closing(At);
        if (close < 0)
            Literal();
        else if (close == At + 1)
            At += 2;
        else if (IsMarkupGroup(Source.AsSpan(At + 1, System.Math.Min(close - At - 1, 60))))
            Enter(At);
        else if (!TryEnterLostCommand())
            Literal();
    }

    // Some services strip backslashes and leave the command: mathcal{O}(n). No word of a language stands so.
    private bool TryEnterLostCommand()
    {
        var start = At;
        while (start > 0 && At - start < 12 && char.IsAsciiLetter(Source[start - 1]))
            start--;
        var name = Source.AsSpan(start, At - start);
        if (TexCommands.LostStyle(name) is not { } style || !Out.TakeBack(name))
            return false;
        Enter(At, style);
        return true;
    }

    private void ReadCloseBrace()
    {
        if (_groups.Count == 0 || _groups.Peek().End != At)
        {
            Literal();
            return;
        }

        var group = _groups.Pop();
        At++;
        Out.Append(group.Suffix);
        Out.Style = group.Style;
        Out.Href = group.Href;
    }

    // Braces are markup around a command, a formula, an address, or one word whose capitals they protect in a
    // bibliography. "min{S, T}" and "Text + {Image or Audio}" are the author's own, and so is what stands behind a
    // letter: a command that lost its backslash, whose argument would otherwise run into its name.
    private bool IsMarkupGroup(ReadOnlySpan<char> inside)
    {
        if (inside[0] is '\\' && inside.Length > 1 && inside[1] is not ('{' or '}' or ' '))
            return true;
        if (inside[0] is '{' or '$' || inside.StartsWith("http"))
            return true;
        // A sign alone in braces is a sign without TeX's spacing: 10{,}000.
        if (inside.Length == 1 && char.IsPunctuation(inside[0]) | char.IsSymbol(inside[0]))
            return true;
        return !char.IsLetterOrDigit(Out.Last) && Out.Last is not ('_' or '^' or '}' or '=' or '+' or '/')
            && inside.IndexOfAny(NotInOneWord) < 0 && char.IsLetter(inside[0]) && Out.Last != '\\';
    }

    private readonly record struct Group(int End, TextStyle Style, string? Href, string Suffix);
}
