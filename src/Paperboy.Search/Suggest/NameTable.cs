using System.Runtime.CompilerServices;
using System.Text;
using Paperboy.Search.Columns;
using Paperboy.Search.Text;

namespace Paperboy.Search.Suggest;

/// <summary>
/// The values of a keyword column by the beginning of each of their words, for names of people, of which any may be typed
/// first. Lists by the first three bytes of a word hold all values; those of one and two bytes only the most frequent.
/// It is made when a segment is first asked, takes about 4 bytes for each word of each value, and goes with the segment.
/// </summary>
internal sealed class NameTable
{
    /// <summary>How many values of a list are looked at, at most: the most frequent ones.</summary>
    public const int MostLookedAt = 4096;

    private const int KeyBytes = 3;
    private const int ListCount = 1 << 14;
    private const int MostOfShort = 256;

    private static readonly ConditionalWeakTable<KeywordDictionary, Lazy<NameTable>> Tables = [];

    private readonly KeywordDictionary _values;
    private readonly Dictionary<int, List<int>> _short = []; // by one or two bytes
    private readonly int[] _starts = new int[ListCount + 1];
    private readonly int[] _lists;

    private NameTable(KeywordDictionary values)
    {
        _values = values;
        var counts = values.DocumentCounts.ToArray();
        var order = new int[counts.Length];
        for (var i = 0; i < order.Length; i++)
            (order[i], counts[i]) = (i, -counts[i]);
        Array.Sort(counts, order);
        var (lists, entries) = (new List<int>(), new List<int>());
        foreach (var value in order)
            AddWords(value, lists, entries);
        _lists = SortByList(lists, entries);
    }

    /// <summary>The table of a column, whose segment the caller keeps open meanwhile.</summary>
    public static NameTable Of(KeywordDictionary values) =>
        Tables.GetValue(values, static dictionary => new Lazy<NameTable>(() => new NameTable(dictionary))).Value;

    /// <summary>The words of a text, folded as those of names are.</summary>
    public static List<byte[]> WordsOf(string text)
    {
        var words = new List<byte[]>();
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (!reader.IsOverlap)
                words.Add(reader.Exact.ToArray());
        }

        return words;
    }

    /// <summary>The most frequent values in which each of the prefixes begins some word.</summary>
    public List<int> Find(IReadOnlyList<byte[]> prefixes, int most)
    {
        var found = new List<int>();
        if (prefixes.Count == 0)
            return found;
        var candidates = ListOf(prefixes.MaxBy(prefix => prefix.Length)!);
        for (var i = 0; i < candidates.Length && i < MostLookedAt && found.Count < most; i++)
        {
            if (HasAll(candidates[i], prefixes))
                found.Add(candidates[i]);
        }

        return found;
    }

    private static int ListOfThree(ReadOnlySpan<byte> word) => (int)(((word[0] | ((uint)word[1] << 8) | ((uint)word[2] << 16)) * 2654435761u) >> 18);

    private static int ShortKey(ReadOnlySpan<byte> word) => word.Length == 1 ? word[0] : 256 + (word[0] << 8) + word[1];

    private ReadOnlySpan<int> ListOf(ReadOnlySpan<byte> prefix)
    {
        if (prefix.Length < KeyBytes)
            return _short.TryGetValue(ShortKey(prefix), out var list) ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list) : [];
        var key = ListOfThree(prefix);
        return _lists.AsSpan(_starts[key].._starts[key + 1]);
    }

    private bool HasAll(int value, IReadOnlyList<byte[]> prefixes)
    {
        Span<char> text = stackalloc char[256];
        if (!Encoding.UTF8.TryGetChars(_values.Utf8(value), text, out var length))
            return false;
        Span<byte> buffer = stackalloc byte[TermReader.BufferLength];
        foreach (var prefix in prefixes)
        {
            var reader = new TermReader(text[..length], buffer);
            var has = false;
            while (!has && reader.Read())
                has = reader.Exact.StartsWith(prefix);
            if (!has)
                return false;
        }

        return true;
    }

    private void AddWords(int value, List<int> lists, List<int> entries)
    {
        Span<char> text = stackalloc char[256];
        if (!Encoding.UTF8.TryGetChars(_values.Utf8(value), text, out var length))
            return;
        var first = entries.Count;
        var reader = new TermReader(text[..length], stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            var word = reader.Exact;
            for (var bytes = 1; bytes < KeyBytes && bytes <= word.Length; bytes++)
                AddShort(ShortKey(word[..bytes]), value);
            if (word.Length < KeyBytes)
                continue;
            var key = ListOfThree(word);
            if (lists.IndexOf(key, first) >= 0)
                continue;
            lists.Add(key);
            entries.Add(value);
        }
    }

    private void AddShort(int key, int value)
    {
        ref var list = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_short, key, out _);
        list ??= [];
        if (list.Count < MostOfShort && (list.Count == 0 || list[^1] != value))
            list.Add(value);
    }

    // Keeps the order within each list: the most frequent first.
    private int[] SortByList(List<int> lists, List<int> entries)
    {
        foreach (var list in lists)
            _starts[list + 1]++;
        for (var list = 0; list < ListCount; list++)
            _starts[list + 1] += _starts[list];
        var next = _starts.AsSpan(0, ListCount).ToArray();
        var sorted = new int[entries.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[next[lists[i]]++] = entries[i];
        return sorted;
    }
}
