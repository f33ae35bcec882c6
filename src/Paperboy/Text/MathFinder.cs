namespace Paperboy.Text;

/// <summary>A formula found in a source: where its TeX stands and where reading goes on.</summary>
internal readonly record struct FoundMath(int Start, int Length, int End, bool Display);

/// <summary>Tells formulas from dollars.</summary>
internal static class MathFinder
{
    /// <summary>The formula whose opening sign stands at the given place, if one does.</summary>
    public static bool TryFind(string source, SourceMap map, int at, out FoundMath math)
    {
        math = default;
        if (source[at] == '\\')
            return TryFindBracketed(source, map, at, out math);
        var display = at + 1 < source.Length && source[at + 1] == '$';
        var open = display ? 2 : 1;
        var close = display ? map.Next("$$", at + 2) : ClosingDollar(source, map, at + 1);
        if (close < 0 || close == at + open)
            return false;
        var tex = source.AsSpan(at + open, close - at - open);
        if (!display && !IsFormula(source, at, tex, close))
            return false;
        math = new FoundMath(at + open, tex.Length, close + open, display);
        return tex.ContainsAnyExcept(' ', '\n');
    }

    /// <summary>The formula of <c>\begin{equation}</c> and its like, with the arguments read up to the given place.</summary>
    public static bool TryFindEnvironment(string source, SourceMap map, int start, string name, out FoundMath math)
    {
        math = default;
        var close = $"\\end{{{name}}}";
        var end = IsMathEnvironment(name) ? map.Next(close, start) : -1;
        if (end < 0)
            return false;
        math = new FoundMath(start, end - start, end + close.Length, true);
        return true;
    }

    /// <summary>Whether an environment sets formulas.</summary>
    public static bool IsMathEnvironment(string name) => name.TrimEnd('*') is "equation" or "align" or "eqnarray" or "gather"
        or "multline" or "displaymath" or "math" or "flalign" or "alignat" or "split" or "cases" or "array" or "bmatrix" or "pmatrix";

    private static bool TryFindBracketed(string source, SourceMap map, int at, out FoundMath math)
    {
        math = default;
        var display = source[at + 1] == '[';
        var close = map.Follows(display ? "\\]" : "\\)", at + 2) ? ClosingBracket(source, map, at + 2, display ? ']' : ')') : -1;
        if (close < 0 || Prose(source.AsSpan(at + 2, close - at - 2)) > 2)
            return false;
        math = new FoundMath(at + 2, close - at - 2, close + 2, display);
        return source.AsSpan(math.Start, math.Length).ContainsAnyExcept(' ', '\n');
    }

    // A second beginning before the end says that the first was none.
    private static int ClosingBracket(string source, SourceMap map, int from, char close)
    {
        var open = close == ')' ? '(' : '[';
        for (var i = from; i + 1 < source.Length && i - from < SourceMap.Reach; i++)
        {
            map.Scanned++;
            if (source[i] != '\\')
                continue;
            if (source[i + 1] == close)
                return i;
            if (source[i + 1] == open)
                return -1;
            i++;
        }

        return -1;
    }

    private static int ClosingDollar(string source, SourceMap map, int from)
    {
        for (var i = from; (i = map.Next("$", i)) >= 0; i++)
        {
            if (source[i - 1] != '\\' || (i > 1 && source[i - 2] == '\\'))
                return i - from > SourceMap.Reach ? -1 : i;
        }

        return -1;
    }

    // Pandoc's rule keeps most currency apart (no space inside the dollars, no digit after the second); what it lets
    // through is a formula if it has TeX's signs, or is as short as a formula without them can be.
    private static bool IsFormula(string source, int at, ReadOnlySpan<char> tex, int close)
    {
        var signs = tex.IndexOfAny("\\^_{") >= 0;
        var prose = Prose(tex);
        if (prose > 2)
            return false;
        var tight = tex[0] is not (' ' or '\n') && tex[^1] is not (' ' or '\n');
        var digitFollows = close + 1 < source.Length && char.IsAsciiDigit(source[close + 1]);
        if (signs)
            return tight || prose == 0 || !char.IsAsciiDigit(tex[0]);
        var afterLetter = at > 0 && char.IsAsciiLetter(source[at - 1]);
        if (char.IsAsciiDigit(tex[0]) && (digitFollows || afterLetter || IsAmount(tex)))
            return false;
        return prose < 2 && (tight || (prose == 0 && !digitFollows && tex.Length <= 40 && !char.IsAsciiDigit(tex[0])));
    }

    // "5 per run, 4" between two dollars is prose; "25 kPa" is a quantity.
    private static bool IsAmount(ReadOnlySpan<char> tex) =>
        Words(tex, 4) > 0 || Words(tex, 3) > 1 || (tex.Contains(", ", StringComparison.Ordinal) && Words(tex, 2) > 0);

    private static int Prose(ReadOnlySpan<char> tex) => Words(tex, 4);

    // Words of so many letters or more outside any braces: "$5 million for training, $" has two of four.
    private static int Words(ReadOnlySpan<char> tex, int letters)
    {
        var words = 0;
        var depth = 0;
        for (var i = 0; i < tex.Length; i++)
        {
            if (tex[i] == '{')
                depth++;
            else if (tex[i] == '}')
                depth--;
            if (!char.IsAsciiLetter(tex[i]))
                continue;
            var start = i;
            while (i + 1 < tex.Length && char.IsAsciiLetter(tex[i + 1]))
                i++;
            var command = start > 0 && tex[start - 1] == '\\';
            if (!command && depth == 0 && i - start + 1 >= letters)
                words++;
        }

        return words;
    }
}
