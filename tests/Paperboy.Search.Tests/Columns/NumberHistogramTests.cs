using Paperboy.Search.Columns;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class NumberHistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Counts_agree_with_plain_division(int seed)
    {
        var random = new Random(seed);
        foreach (var documents in RandomColumns.Sizes)
        {
            for (var round = 0; round < 6; round++)
            {
                var values = round < 3 ? Days(random, documents) : RandomColumns.Numbers(random, documents);
                using var file = ColumnFile.Of(values);
                foreach (var divisor in (long[])[1, 2, 7, 10_000, 1L << 33, long.MaxValue])
                    Check(file.Numbers(documents), values, divisor, random);
            }
        }
    }

    [Fact]
    public void Years_of_days_are_counted_over_several_segments()
    {
        var random = new Random(3);
        var segments = Enumerable.Range(0, 4).Select(i => Days(random, 3000 * i)).ToList();
        var histogram = new NumberHistogram(10_000, 1990, 2026);
        foreach (var values in segments)
        {
            using var file = ColumnFile.Of(values);
            var column = file.Numbers(values.Length);
            var everything = Enumerable.Repeat(ulong.MaxValue, WindowBits.Words).ToArray();
            for (var window = 0; window < column.WindowCount; window++)
                histogram.Add(column, window, everything);
        }

        for (var year = 1990; year <= 2026; year++)
            Assert.Equal(segments.Sum(s => s.Count(day => day / 10_000 == year)), histogram.Counts[year - 1990]);
        Assert.Equal(0, histogram.Others);
        histogram.Clear();
        Assert.Equal(-1, histogram.Counts.IndexOfAnyExcept(0));
    }

    [Fact]
    public void Keys_at_the_far_ends_are_told_apart_from_those_without_a_bucket()
    {
        var bits = Enumerable.Repeat(ulong.MaxValue, WindowBits.Words).ToArray();
        long?[] values = [.. Enumerable.Range(0, 300).Select(i => (long?)(long.MaxValue - i))];
        using var file = ColumnFile.Of(values);
        foreach (var (least, most, inside) in ((long, long, int)[])[
            (long.MinValue, long.MinValue + 500, 0), (long.MaxValue - 10, long.MaxValue, 11), (long.MaxValue - 300, long.MaxValue, 300)])
        {
            var histogram = new NumberHistogram(1, least, most);
            histogram.Add(file.Numbers(values.Length), 0, bits);
            Assert.Equal((inside, 300 - inside), (histogram.Counts.ToArray().Sum(), histogram.Others));
        }
    }

    [Fact]
    public void Keys_round_down_below_zero_too()
    {
        Assert.Equal(-1, NumberHistogram.KeyOf(-1, 10_000));
        Assert.Equal(-1, NumberHistogram.KeyOf(-10_000, 10_000));
        Assert.Equal(-2, NumberHistogram.KeyOf(-10_001, 10_000));
        Assert.Equal(long.MinValue, NumberHistogram.KeyOf(long.MinValue, 1));
    }

    [Fact]
    public void Impossible_buckets_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberHistogram(0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberHistogram(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberHistogram(1, long.MinValue, long.MaxValue));
    }

    private static long?[] Days(Random random, int documents)
    {
        var span = random.Next(1, 34);
        return [.. Enumerable.Range(0, documents).Select(_ => random.Next(20) == 0
            ? (long?)null
            : ((1993 + random.Next(span)) * 10_000) + (random.Next(1, 13) * 100) + random.Next(1, 29))];
    }

    // With buckets for all keys, if these are not too many, and with buckets for some.
    private static void Check(NumberColumn column, long?[] values, long divisor, Random random)
    {
        var some = values.FirstOrDefault(value => value is not null) ?? 0;
        var least = Math.Max(long.MinValue + 100, NumberHistogram.KeyOf(some, divisor)) - random.Next(50);
        Check(column, values, new NumberHistogram(divisor, least, least + random.Next(50)), random);
        var (first, last) = (NumberHistogram.KeyOf(column.Minimum, divisor), NumberHistogram.KeyOf(column.Maximum, divisor));
        if (column.PresentCount > 0 && (Int128)last - first < 1 << 18)
            Check(column, values, new NumberHistogram(divisor, first, last), random);
    }

    private static void Check(NumberColumn column, long?[] values, NumberHistogram histogram, Random random)
    {
        var (divisor, least) = (histogram.Divisor, histogram.Least);
        var (expected, others) = (new int[histogram.Counts.Length], 0);
        for (var window = 0; window < column.WindowCount; window++)
        {
            var bits = RandomColumns.Bits(random, 4096);
            histogram.Add(column, window, bits);
            for (var place = WindowBits.Next(bits, 0); place >= 0; place = WindowBits.Next(bits, place + 1))
            {
                if ((window * 4096) + place >= values.Length || values[(window * 4096) + place] is not { } value)
                    continue;
                var key = (Int128)Math.Floor((decimal)value / divisor) - least;
                if (key >= 0 && key < expected.Length)
                    expected[(int)key]++;
                else
                    others++;
            }
        }

        Assert.Equal(expected, histogram.Counts.ToArray());
        Assert.Equal(others, histogram.Others);
    }
}
