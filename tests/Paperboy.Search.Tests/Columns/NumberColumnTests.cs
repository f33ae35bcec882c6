using Paperboy.Search.Columns;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class NumberColumnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Filters_and_probes_agree_with_plain_arrays(int seed)
    {
        var random = new Random(seed);
        foreach (var documents in RandomColumns.Sizes)
        {
            for (var round = 0; round < 4; round++)
            {
                var values = RandomColumns.Numbers(random, documents);
                using var file = ColumnFile.Of(values);
                var column = file.Numbers(documents);
                Assert.Equal(values.Count(value => value is not null), column.PresentCount);
                for (var i = 0; i < 12; i++)
                    CheckRange(column, values, Bound(random, values), Bound(random, values));
                CheckRange(column, values, long.MinValue, long.MaxValue);
                CheckRange(column, values, long.MaxValue, long.MinValue);
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Values_come_back_one_by_one_and_by_window(int seed)
    {
        var random = new Random(seed);
        foreach (var documents in RandomColumns.Sizes)
        {
            var values = RandomColumns.Numbers(random, documents);
            using var file = ColumnFile.Of(values);
            var column = file.Numbers(documents);
            var (window, present, again) = (new long[4096], new ulong[64], new ulong[64]);
            for (var document = 0; document < documents; document++)
            {
                if (document % 4096 == 0)
                {
                    column.ReadWindow(document / 4096, window, present);
                    column.FillPresent(document / 4096, again);
                    Assert.Equal(RandomColumns.Bits(document, documents, d => values[d] is not null), present);
                    Assert.Equal(present, again);
                }

                Assert.Equal(values[document] is not null, column.TryGet(document, out var value));
                Assert.Equal(values[document] ?? 0, value);
                Assert.Equal(values[document] ?? 0, window[document % 4096]);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => column.TryGet(documents, out _));
            Assert.Throws<ArgumentOutOfRangeException>(() => column.TryGet(-1, out _));
        }
    }

    [Fact]
    public void The_farthest_numbers_can_stand_together()
    {
        long?[] values = [long.MinValue, null, long.MaxValue, 0, -1, 1];
        using var file = ColumnFile.Of(values);
        var column = file.Numbers(values.Length);
        Assert.Equal((long.MinValue, long.MaxValue), (column.Minimum, column.Maximum));
        foreach (var from in (long[])[long.MinValue, long.MinValue + 1, -1, 0, 1, long.MaxValue])
        {
            foreach (var to in (long[])[long.MinValue, -1, 0, 1, long.MaxValue - 1, long.MaxValue])
                CheckRange(column, values, from, to);
        }
    }

    [Fact]
    public void A_column_without_any_value_answers_nothing()
    {
        using var file = ColumnFile.Of(new long?[5000]);
        var column = file.Numbers(5000);
        Assert.Equal(0, column.PresentCount);
        Assert.True(column.Minimum > column.Maximum);
        Assert.Equal(2, column.NextWindowThatMay(0, long.MinValue, long.MaxValue));
        Assert.Equal(0, file.Reader.LengthOf(Paperboy.Search.Segments.SectionKind.NumberValues));
    }

    [Fact]
    public void Equal_values_take_no_space_and_no_look()
    {
        using var file = ColumnFile.Of([.. Enumerable.Repeat<long?>(20260317, 9000)]);
        var column = file.Numbers(9000);
        Assert.Equal(0, file.Reader.LengthOf(Paperboy.Search.Segments.SectionKind.NumberValues));
        Assert.Equal(WindowMatch.All, column.Probe(2, 20260317, 20260317));
        Assert.Equal(WindowMatch.None, column.Probe(2, 20260318, 20261231));
    }

    [Fact]
    public void Windows_outside_a_range_are_skipped()
    {
        using var file = ColumnFile.Of([.. Enumerable.Range(0, 40_960).Select(d => (long?)d)]);
        var column = file.Numbers(40_960);
        Assert.Equal(3, column.NextWindowThatMay(0, 4096 * 3, 4096 * 5));
        Assert.Equal(5, column.NextWindowThatMay(5, 4096 * 3, 4096 * 5));
        Assert.Equal(column.WindowCount, column.NextWindowThatMay(6, 4096 * 3, 4096 * 5));
        Assert.Equal(WindowMatch.All, column.Probe(4, 4096 * 3, 4096 * 5));
    }

    [Fact]
    public void Documents_must_ascend_and_be_there()
    {
        var writer = new NumberColumnWriter();
        writer.Set(5, 1);
        Assert.Throws<ArgumentException>(() => writer.Set(5, 2));
        Assert.Throws<ArgumentException>(() => writer.Set(4, 2));
        Assert.Throws<ArgumentException>(() => new NumberColumnWriter().Set(-1, 2));
        var error = Assert.Throws<ArgumentException>(() => new ColumnFile(file => writer.WriteTo(file, 0, 5)));
        Assert.Contains("document 5 has a value, but there are 5 documents", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_columns_stand_in_one_file()
    {
        using var file = new ColumnFile(writer =>
        {
            for (var ordinal = 0; ordinal < 5; ordinal++)
                ColumnFile.Writer([ordinal, null, 100]).WriteTo(writer, ordinal, 3);
        });
        for (var ordinal = 0; ordinal < 5; ordinal++)
            Assert.Equal(ordinal, file.Numbers(3, ordinal).Minimum);
        var error = Assert.Throws<IndexCorruptException>(() => file.Numbers(3, 5));
        Assert.Contains("NumberZones 5 is missing", error.Message, StringComparison.Ordinal);
        Assert.Throws<IndexCorruptException>(() => file.Numbers(5000));
    }

    [Fact]
    public void Warm_filters_allocate_nothing()
    {
        var random = new Random(9);
        var values = RandomColumns.Numbers(random, 20_000);
        using var file = ColumnFile.Of(values);
        var column = file.Numbers(values.Length);
        var (bits, histogram) = (new ulong[64], new NumberHistogram(10_000, 0, 100));
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var window = 0; window < column.WindowCount; window++)
            {
                column.Fill(window, 0, int.MaxValue, bits);
                histogram.Add(column, window, bits);
                column.TryGet(window * 4096, out _);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static long Bound(Random random, long?[] values) => random.Next(4) switch
    {
        0 => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
        _ when values.Length > 0 => (values[random.Next(values.Length)] ?? 0) + random.Next(-1, 2),
        _ => 0,
    };

    private static void CheckRange(NumberColumn column, long?[] values, long from, long to)
    {
        var bits = new ulong[WindowBits.Words];
        for (var window = 0; window < column.WindowCount; window++)
        {
            bits.AsSpan().Fill(0x5555);
            column.Fill(window, from, to, bits);
            var expected = RandomColumns.Bits(window * 4096, values.Length, d => values[d] >= from && values[d] <= to);
            Assert.Equal(expected, bits);
            var (matching, documents) = (WindowBits.Count(expected), WindowBits.DocumentsIn(window, values.Length));
            var probe = column.Probe(window, from, to);
            Assert.True(probe != WindowMatch.None || matching == 0);
            Assert.True(probe != WindowMatch.All || matching == documents);
            Assert.True(matching == 0 || column.NextWindowThatMay(window, from, to) == window);
        }
    }
}
