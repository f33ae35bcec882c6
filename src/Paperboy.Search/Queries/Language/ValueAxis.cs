namespace Paperboy.Search.Queries.Language;

/// <summary>A range read from a text, and what about it was not as it should be.</summary>
internal readonly record struct RangeReading(long From, long To, string? Remark);

/// <summary>One end of a range as typed: a number, or the days of a year, a month or a day.</summary>
internal readonly record struct RangeEnd(long First, long Last, string? Remark = null);

/// <summary>
/// Reads and writes the values of a column of numbers: <c>5</c>, <c>&gt;=5</c>, <c>5+</c>, <c>1..5</c>, <c>..5</c>, <c>5..</c>.
/// </summary>
internal abstract class ValueAxis
{
    private static readonly string[] Comparisons = [">=", "=>", "≥", "<=", "=<", "≤", ">", "<", "="];

    public static ValueAxis Of(QueryFieldKind kind) => kind == QueryFieldKind.Date ? DateAxis.Instance : NumberAxis.Instance;

    /// <summary>The value of an open lower end.</summary>
    protected abstract long Min { get; }

    /// <summary>The value of an open upper end.</summary>
    protected abstract long Max { get; }

    /// <summary>Null: the text is no range of this column.</summary>
    public RangeReading? Read(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(",;:!?)]");
        if (FindDots(text, out var before, out var after))
            return ReadBetween(text[..before], text[after..]);
        text = text.TrimEnd('.');
        foreach (var comparison in Comparisons)
        {
            if (text.StartsWith(comparison))
                return ReadCompared(comparison, text[comparison.Length..].Trim());
        }

        if (text.EndsWith('+'))
            return ReadCompared(">=", text[..^1]);
        if (ReadEnd(text) is { } end)
            return new RangeReading(end.First, end.Last, end.Remark);
        var tie = FindTie(text);
        return tie > 0 ? ReadBetween(text[..tie], text[(tie + 1)..]) : null;
    }

    /// <summary>The shortest text that is read as this range.</summary>
    public string Write(long from, long to)
    {
        if (from == Min && to == Max)
            return ">=" + WriteFirst(from);
        if (from == Min)
            return "<=" + WriteLast(to);
        if (to == Max)
            return ">=" + WriteFirst(from);
        return WriteBetween(from, to);
    }

    /// <summary>Reads one end; null: it is none.</summary>
    protected abstract RangeEnd? ReadEnd(ReadOnlySpan<char> text);

    protected abstract string WriteFirst(long value);

    protected abstract string WriteLast(long value);

    protected abstract string WriteBetween(long from, long to);

    /// <summary>The value before, or the lowest itself.</summary>
    protected abstract long Before(long value);

    /// <summary>The value after, or the highest itself.</summary>
    protected abstract long After(long value);

    /// <summary>Where a dash between two values stands (<c>2020-2024</c>), or -1.</summary>
    protected abstract int FindTie(ReadOnlySpan<char> text);

    private RangeReading? ReadCompared(string comparison, ReadOnlySpan<char> text)
    {
        if (ReadEnd(text) is not { } end)
            return null;
        return comparison switch
        {
            "=" => new(end.First, end.Last, end.Remark),
            ">" => new(After(end.Last), Max, end.Remark),
            "<" => new(Min, Before(end.First), end.Remark),
            ">=" or "=>" or "≥" => new(end.First, Max, end.Remark),
            _ => new(Min, end.Last, end.Remark),
        };
    }

    private RangeReading? ReadBetween(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (hasLeft, hasRight) = (!IsOpen(left), !IsOpen(right));
        var first = hasLeft ? ReadEnd(left) : new RangeEnd(Min, Min);
        var last = hasRight ? ReadEnd(right) : new RangeEnd(Max, Max);
        if (first is not { } from || last is not { } to || !(hasLeft || hasRight))
            return null;
        return from.First <= to.Last
            ? new(from.First, to.Last, from.Remark ?? to.Remark)
            : new(to.First, from.Last, $"{left} is after {right}; the range is read the other way round.");
    }

    private static bool IsOpen(ReadOnlySpan<char> end) => end.IsEmpty || end is "*";

    private static bool FindDots(ReadOnlySpan<char> text, out int before, out int after)
    {
        before = text.IndexOf('…');
        after = before + 1;
        if (before >= 0)
            return true;
        before = text.IndexOf("..");
        after = before + 2;
        if (before < 0)
            return false;
        while (after < text.Length && text[after] == '.')
            after++;
        return true;
    }
}
