namespace Paperboy.Text;

/// <summary>
/// What stands where in a source, found once: pairs of braces, and the last place of a closing sign. A reader that
/// looks for the end of what it has begun asks here, so that a thousand beginnings without an end cost no thousand
/// searches.
/// </summary>
internal sealed class SourceMap
{
    /// <summary>How far an end may be from its beginning, in characters.</summary>
    public const int Reach = 4000;

    private readonly string _source;
    private readonly int[]? _closing;
    private readonly Dictionary<string, int> _last = [];

    public SourceMap(string source)
    {
        _source = source;
        if (source.Contains('{', StringComparison.Ordinal))
            _closing = PairBraces(source);
    }

    /// <summary>How many characters were looked at ahead of reading, by which tests see that the work is linear.</summary>
    public long Scanned { get; set; }

    /// <summary>The closing brace of the group that opens here, or -1.</summary>
    public int Closing(int open) => _closing is null ? -1 : _closing[open] - 1;

    /// <summary>The next place of a sign at or after the given one and within reach, or -1.</summary>
    public int Next(string sign, int from)
    {
        if (!Follows(sign, from))
            return -1;
        var length = Math.Min(Reach, _source.Length - from);
        var found = _source.IndexOf(sign, from, length, StringComparison.Ordinal);
        Scanned += found < 0 ? length : found - from + 1;
        return found;
    }

    /// <summary>Whether the sign stands at or after the given place.</summary>
    public bool Follows(string sign, int from)
    {
        if (!_last.TryGetValue(sign, out var last))
            _last[sign] = last = _source.LastIndexOf(sign, StringComparison.OrdinalIgnoreCase);
        return from <= last;
    }

    private static int[] PairBraces(string source)
    {
        // One more than the place of the closing brace, so that 0 says that there is none.
        var closing = new int[source.Length];
        var open = new Stack<int>();
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\': i++; break;
                case '{': open.Push(i); break;
                case '}' when open.Count > 0: closing[open.Pop()] = i + 1; break;
                default: break;
            }
        }

        return closing;
    }
}
