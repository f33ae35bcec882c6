namespace Paperboy.Search.Columns;

/// <summary>
/// Verifies that what a column says of itself is true of its values: what skips windows and answers without a scan must
/// never be wrong. Checksums are verified by opening the column and reading its blocks, which throws
/// IndexCorruptException.
/// </summary>
internal static class ColumnCheck
{
    /// <summary>What is wrong with a column of numbers, in sentences.</summary>
    public static IEnumerable<string> Run(NumberColumn column)
    {
        var (values, present) = (new long[WindowBits.Length], new ulong[WindowBits.Words]);
        for (var window = 0; window < column.WindowCount; window++)
        {
            column.ReadWindow(window, values, present);
            var (minimum, maximum) = (long.MaxValue, long.MinValue);
            for (var place = WindowBits.Next(present, 0); place >= 0; place = WindowBits.Next(present, place + 1))
                (minimum, maximum) = (Math.Min(minimum, values[place]), Math.Max(maximum, values[place]));
            var zone = column.ZoneOf(window);
            if (zone.Present > 0 && (minimum, maximum) != (zone.Minimum, zone.Maximum))
                yield return $"window {window} has numbers from {minimum} to {maximum}, not from {zone.Minimum} to {zone.Maximum}";
        }
    }

    /// <summary>What is wrong with a column of keywords, in sentences.</summary>
    public static IEnumerable<string> Run(KeywordColumn column)
    {
        var dictionary = column.Dictionary;
        for (var value = 1; value < dictionary.Count; value++)
        {
            if (KeywordOrder.Compare(dictionary.Utf8(value - 1), dictionary.Utf8(value)) >= 0)
                yield return $"value {value} of the dictionary is not greater than the one before";
        }

        var everything = Enumerable.Repeat(ulong.MaxValue, WindowBits.Words).ToArray();
        var (starts, ordinals) = (new int[WindowBits.Length + 1], new List<int>());
        var (sums, counted, claimed) = (new int[dictionary.Count], new int[dictionary.Count], new int[dictionary.Count]);
        for (var window = 0; window < column.WindowCount; window++)
        {
            column.ReadWindow(window, starts, ordinals);
            column.Count(window, everything, claimed);
            foreach (var ordinal in ordinals)
                counted[ordinal]++;
            if (!counted.AsSpan().SequenceEqual(claimed))
                yield return $"window {window} has other values than its zone says";
            for (var value = 0; value < sums.Length; value++)
                sums[value] += counted[value];
            Array.Clear(counted);
            Array.Clear(claimed);
        }

        if (!dictionary.DocumentCounts.SequenceEqual(sums))
            yield return "the dictionary's numbers of documents are not those of the windows";
    }
}
