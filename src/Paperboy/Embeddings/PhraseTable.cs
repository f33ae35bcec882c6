namespace Paperboy.Embeddings;

/// <summary>The phrases that have a row of their own: pairs of neighbouring words, by the words' rows.</summary>
internal sealed class PhraseTable
{
    private readonly ulong[] _pairs;
    private readonly int[] _slots; // phrase + 1; 0: free

    /// <param name="pairs">The row of the first word times 2^32, plus that of the second; no pair twice.</param>
    public PhraseTable(ulong[] pairs)
    {
        _pairs = pairs;
        var capacity = 16;
        while (capacity < 4 * pairs.Length)
            capacity *= 2;
        _slots = new int[capacity];
        for (var i = 0; i < pairs.Length; i++)
        {
            var slot = Slot(pairs[i]);
            while (_slots[slot] > 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i + 1;
        }
    }

    /// <summary>The number of phrases.</summary>
    public int Count => _pairs.Length;

    public ReadOnlySpan<ulong> Pairs => _pairs;

    /// <summary>The number of the phrase that two words make, or -1.</summary>
    public int Find(int first, int second)
    {
        var pair = Pair(first, second);
        for (var slot = Slot(pair); _slots[slot] is var entry and > 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_pairs[entry - 1] == pair)
                return entry - 1;
        }

        return -1;
    }

    public static ulong Pair(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;

    private int Slot(ulong pair) => (int)((pair * 0x9E3779B97F4A7C15UL) >> 40) & (_slots.Length - 1);
}
