namespace Paperboy.Search.Columns;

/// <summary>Turns the layers of a window back into the values of its documents.</summary>
internal static class KeywordWindowDecoder
{
    /// <summary>Makes starts[i] the number of values of all documents before the i-th. The last is the number of all.</summary>
    public static void CountValues(KeywordWindow block, Span<int> starts)
    {
        starts.Clear();
        var at = 0;
        for (var layer = 0; layer < block.LayerCount; layer++)
        {
            var lanes = block.Layer(layer, ref at, out var present);
            for (var place = Next(present, lanes.Count, 0); place >= 0; place = Next(present, lanes.Count, place + 1))
                starts[place + 1]++;
        }

        foreach (var document in block.PairDocuments)
            starts[document + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
    }

    /// <summary>Puts the values of the i-th document from starts[i] on.</summary>
    public static void ReadValues(KeywordWindow block, ReadOnlySpan<int> distinct, ReadOnlySpan<int> starts, Span<int> ordinals)
    {
        var at = 0;
        for (var layer = 0; layer < block.LayerCount; layer++)
        {
            var lanes = block.Layer(layer, ref at, out var present);
            var lane = 0;
            for (var place = Next(present, lanes.Count, 0); place >= 0; place = Next(present, lanes.Count, place + 1))
                ordinals[starts[place] + layer] = distinct[(int)lanes[lane++]];
        }

        // The listed values are the last of their documents.
        for (var i = block.PairDocuments.Length - 1; i >= 0;)
        {
            var document = block.PairDocuments[i];
            for (var to = starts[document + 1] - 1; i >= 0 && block.PairDocuments[i] == document; i--)
                ordinals[to--] = distinct[(int)block.PairCodes[i]];
        }
    }

    /// <summary>Reads the values of one document, as many as there is room for, and returns how many it has.</summary>
    public static int Read(KeywordWindow block, ReadOnlySpan<int> distinct, int place, Span<int> ordinals)
    {
        var (count, at) = (0, 0);
        for (var layer = 0; layer < block.LayerCount; layer++)
        {
            var lanes = block.Layer(layer, ref at, out var present);
            if (!present.IsEmpty && !WindowBits.Contains(present, place))
                continue;
            if (count < ordinals.Length)
                ordinals[count] = distinct[(int)lanes[present.IsEmpty ? place : BitCompaction.Rank(present, place)]];
            count++;
        }

        for (var i = block.PairDocuments.IndexOf((ushort)place); i >= 0 && i < block.PairDocuments.Length && block.PairDocuments[i] == place; i++)
        {
            if (count < ordinals.Length)
                ordinals[count] = distinct[(int)block.PairCodes[i]];
            count++;
        }

        return count;
    }

    /// <summary>What speaks against the bytes of a block whose checksum is right, or null.</summary>
    public static string? FindProblem(KeywordWindow block, int documents, KeywordZone zone)
    {
        var (at, values) = (0, block.PairDocuments.Length);
        Span<ulong> everything = stackalloc ulong[WindowBits.Words];
        for (var layer = 0; layer < block.LayerCount; layer++)
        {
            var lanes = block.Layer(layer, ref at, out var present);
            values += lanes.Count;
            if (!present.IsEmpty && WindowBits.Count(present) != lanes.Count)
                return $"has not as many documents in layer {layer} as it says";
            WindowBits.SetFirst(everything, lanes.Count);
            if (lanes.CountInRange((ulong)zone.Distinct, ulong.MaxValue, everything) > 0)
                return $"has a code in layer {layer} beyond its {zone.Distinct} values";
        }

        if (values != zone.Values)
            return $"has {values} values where its zone says {zone.Values}";
        var last = 0;
        for (var i = 0; i < block.PairDocuments.Length; i++)
        {
            var document = block.PairDocuments[i];
            if (document < last || document >= documents)
                return $"lists document {document} of {documents} after document {last}";
            if (block.PairCodes[i] >= (ulong)zone.Distinct)
                return $"lists a code beyond its {zone.Distinct} values";
            last = document;
        }

        return null;
    }

    // The next document of a layer; without bits it has the first so many.
    private static int Next(ReadOnlySpan<ulong> present, int count, int from) =>
        present.IsEmpty ? (from < count ? from : -1) : WindowBits.Next(present, from);
}
