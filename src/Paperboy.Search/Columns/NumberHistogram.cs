using System.Numerics;

namespace Paperboy.Search.Columns;

/// <summary>
/// Counts documents by their value divided by a whole number and rounded down: with days as yyyymmdd and 10,000, by
/// year. One histogram serves the windows of any number of segments.
/// </summary>
internal sealed class NumberHistogram
{
    private const int MostBuckets = 1 << 20;

    // What counting one selected value costs, in vector comparisons.
    private const int ComparisonsPerValue = 2;
    private readonly int[] _counts;

    /// <summary>Counts the keys from <paramref name="least"/> to <paramref name="most"/>; see <see cref="Others"/> for the rest.</summary>
    public NumberHistogram(long divisor, long least, long most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(divisor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unchecked((ulong)(most - least)), (ulong)MostBuckets, nameof(most));
        (Divisor, Least) = (divisor, least);
        _counts = new int[most - least + 1];
    }

    public long Divisor { get; }

    /// <summary>The key of the first bucket.</summary>
    public long Least { get; }

    /// <summary>The number of documents of each key from <see cref="Least"/> on.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>How many documents have a value whose key has no bucket.</summary>
    public int Others { get; private set; }

    /// <summary>The key of a value.</summary>
    public static long KeyOf(long value, long divisor)
    {
        var (quotient, rest) = Math.DivRem(value, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }

    public void Clear()
    {
        _counts.AsSpan().Clear();
        Others = 0;
    }

    /// <summary>Adds the documents of a window that are in <paramref name="bits"/> and have a value.</summary>
    public void Add(NumberColumn column, int window, ReadOnlySpan<ulong> bits)
    {
        if (column.ZoneOf(window).Present == 0)
            return;
        Span<ulong> selection = stackalloc ulong[WindowBits.Words];
        var block = column.Select(window, bits, selection);
        var selected = WindowBits.Count(selection);
        if (selected == 0)
            return;
        var first = KeyOf(block.Zone.Minimum, Divisor);
        var last = KeyOf(block.Zone.Maximum, Divisor);
        if (first == last)
            Add(first, selected);
        else if (CostOfComparing(block, last - first) < ComparisonsPerValue * selected)
            AddByComparing(block, selection, first, last);
        else
            AddEach(block, selection, first, last);
    }

    // A comparison of vectors tests 64 bytes; Int64 differences that overflow count as too many.
    private static long CostOfComparing(NumberBlock block, long keys) =>
        keys is < 0 or > WindowBits.Length ? long.MaxValue : (keys + 1) * (block.Lanes.Width / 8) * ((block.Lanes.Count + 63) / 64);

    private void Add(long key, int count)
    {
        var bucket = unchecked((ulong)(key - Least));
        if (key >= Least && bucket < (ulong)_counts.Length)
            _counts[bucket] += count;
        else
            Others += count;
    }

    // Compares all values with the range of each key in turn.
    private void AddByComparing(NumberBlock block, ReadOnlySpan<ulong> selection, long first, long last)
    {
        var low = 0UL;
        for (var key = first; key < last; key++)
        {
            var next = unchecked((ulong)(((key + 1) * Divisor) - block.Zone.Minimum));
            Add(key, block.Lanes.CountInRange(low, next - 1, selection));
            low = next;
        }

        Add(last, block.Lanes.CountInRange(low, ulong.MaxValue, selection));
    }

    private void AddEach(NumberBlock block, ReadOnlySpan<ulong> selection, long first, long last)
    {
        // The distance of the window's minimum from the first value that its key could have.
        var ahead = unchecked((ulong)(block.Zone.Minimum - (first * Divisor)));
        var span = unchecked((ulong)(block.Zone.Maximum - block.Zone.Minimum));
        var isInside = first >= Least && unchecked((ulong)(last - Least)) < (ulong)_counts.Length;
        if (!isInside || block.Lanes.Width > 32 || Divisor > int.MaxValue || ahead + span > uint.MaxValue)
        {
            AddAny(block, selection);
            return;
        }

        var counts = _counts.AsSpan((int)(first - Least), (int)(last - first) + 1);
        if (Divisor == 1)
        {
            block.Lanes.CountEach(selection, 1, counts);
            return;
        }

        // Division by multiplication, exact for 32 bits: Lemire, Kaser, Kurz, "Faster remainder by direct computation", 2019.
        var reciprocal = (ulong.MaxValue / (ulong)Divisor) + 1;
        if (block.Lanes.Width == 32)
            AddQuotients(block.Lanes.As<uint>(), selection, ahead, reciprocal, counts);
        else if (block.Lanes.Width == 16)
            AddQuotients(block.Lanes.As<ushort>(), selection, ahead, reciprocal, counts);
        else
            AddQuotients(block.Lanes.As<byte>(), selection, ahead, reciprocal, counts);
    }

    private static void AddQuotients<T>(
        ReadOnlySpan<T> lanes, ReadOnlySpan<ulong> selection, ulong ahead, ulong reciprocal, Span<int> counts)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var word = 0; word * 64 < lanes.Length; word++)
        {
            var rest = lanes[(word * 64)..];
            var bits = selection[word];
            if (bits == ulong.MaxValue)
            {
                foreach (var distance in rest[..64])
                    counts[(int)Math.BigMul(reciprocal, ulong.CreateTruncating(distance) + ahead, out _)]++;
                continue;
            }

            for (; bits != 0; bits &= bits - 1)
            {
                var distance = ulong.CreateTruncating(rest[BitOperations.TrailingZeroCount(bits)]);
                counts[(int)Math.BigMul(reciprocal, distance + ahead, out _)]++;
            }
        }
    }

    private void AddAny(NumberBlock block, ReadOnlySpan<ulong> selection)
    {
        for (var lane = WindowBits.Next(selection, 0); lane >= 0; lane = WindowBits.Next(selection, lane + 1))
            Add(KeyOf(unchecked(block.Zone.Minimum + (long)block.Lanes[lane]), Divisor), 1);
    }
}
