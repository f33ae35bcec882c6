using System.Numerics;

namespace Paperboy.Search.Columns;

/// <summary>Counts the values of selected documents of a window.</summary>
internal static class FacetKernel
{
    // The codes of lanes of 8 bits; from so many selected documents on it pays to count in an array of these first.
    private const int ByteCodes = 256;
    private const int FewestForArray = 64;

    // What counting one selected value costs, in vector comparisons.
    private const int ComparisonsPerValue = 2;

    /// <summary>
    /// Adds <paramref name="sign"/> to counts[distinct[code]] for each value of the selected documents, of which there
    /// are so many.
    /// </summary>
    public static void Add(
        KeywordWindow block, ReadOnlySpan<ulong> selection, int selected, int sign, ReadOnlySpan<int> distinct, Span<int> counts)
    {
        if (selected == 0)
            return;
        if (block.Width > 8 || selected < FewestForArray)
        {
            AddLayers(block, selection, selected, sign, distinct, counts);
            AddPairs(block, selection, sign, distinct, counts);
            return;
        }

        Span<int> ofCode = stackalloc int[ByteCodes];
        ofCode.Clear();
        AddLayers(block, selection, selected, sign, [], ofCode[..Math.Max(distinct.Length, 1)]);
        AddPairs(block, selection, sign, [], ofCode);
        for (var code = 0; code < distinct.Length; code++)
            counts[distinct[code]] += ofCode[code];
    }

    // Without a map codes are counted as they are.
    private static void AddLayers(
        KeywordWindow block, ReadOnlySpan<ulong> selection, int selected, int sign, ReadOnlySpan<int> map, Span<int> counts)
    {
        scoped Span<ulong> compact = stackalloc ulong[WindowBits.Words];
        var at = 0;
        for (var layer = 0; layer < block.LayerCount; layer++)
        {
            var lanes = block.Layer(layer, ref at, out var present);
            if (!present.IsEmpty)
                BitCompaction.Compact(selection, present, compact);
            var ofLayer = (present.IsEmpty ? selection : compact)[..((lanes.Count + 63) / 64)];
            if (!map.IsEmpty)
                AddMapped(lanes, ofLayer, sign, map, counts);
            else if (counts.Length * ofLayer.Length < ComparisonsPerValue * selected * (long)lanes.Count / WindowBits.Length)
                AddByComparing(lanes, ofLayer, sign, counts);
            else
                lanes.CountEach(ofLayer, sign, counts);
        }
    }

    private static void AddByComparing(Lanes lanes, ReadOnlySpan<ulong> selection, int sign, Span<int> counts)
    {
        for (var code = 0; code < counts.Length; code++)
            counts[code] += sign * lanes.CountInRange((ulong)code, (ulong)code, selection);
    }

    private static void AddMapped(Lanes lanes, ReadOnlySpan<ulong> selection, int sign, ReadOnlySpan<int> map, Span<int> counts)
    {
        for (var word = 0; word < selection.Length; word++)
        {
            for (var bits = selection[word]; bits != 0; bits &= bits - 1)
                counts[map[(int)lanes[(word * 64) + BitOperations.TrailingZeroCount(bits)]]] += sign;
        }
    }

    private static void AddPairs(
        KeywordWindow block, ReadOnlySpan<ulong> selection, int sign, ReadOnlySpan<int> map, Span<int> counts)
    {
        if (block.Width == 8)
        {
            AddPairs(block.PairDocuments, block.PairCodes.As<byte>(), selection, sign, map, counts);
            return;
        }

        for (var i = 0; i < block.PairDocuments.Length; i++)
        {
            if (WindowBits.Contains(selection, block.PairDocuments[i]))
                counts[CodeOrOrdinal((int)block.PairCodes[i], map)] += sign;
        }
    }

    private static void AddPairs(
        ReadOnlySpan<ushort> documents,
        ReadOnlySpan<byte> codes,
        ReadOnlySpan<ulong> selection,
        int sign,
        ReadOnlySpan<int> map,
        Span<int> counts)
    {
        codes = codes[..documents.Length];
        for (var i = 0; i < documents.Length; i++)
        {
            if (WindowBits.Contains(selection, documents[i]))
                counts[CodeOrOrdinal(codes[i], map)] += sign;
        }
    }

    private static int CodeOrOrdinal(int code, ReadOnlySpan<int> map) => map.IsEmpty ? code : map[code];
}
