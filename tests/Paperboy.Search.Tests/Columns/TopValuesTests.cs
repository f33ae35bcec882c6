using Paperboy.Search.Columns;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class TopValuesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_greatest_values_are_those_of_a_full_sort(int seed)
    {
        var random = new Random(seed);
        var top = new TopValues(Ties);
        for (var round = 0; round < 12; round++)
        {
            var segments = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Values(random)).ToList();
            var files = segments.Select(ColumnFile.Of).ToList();
            var all = new List<ValuedDocument>();
            var best = new List<ValuedDocument>();
            var capacity = random.Next(4) switch { 0 => 0, 1 => 1, 2 => 20, _ => random.Next(12_000) };
            top.Reset(capacity);
            for (var segment = 0; segment < files.Count; segment++)
            {
                var values = segments[segment];
                var column = files[segment].Numbers(values.Length);
                var windows = Enumerable.Range(0, column.WindowCount).ToArray();
                random.Shuffle(windows);
                foreach (var window in windows)
                {
                    var bits = RandomColumns.Bits(random, WindowBits.DocumentsIn(window, values.Length));
                    top.Offer(column, segment, window, bits);
                    for (var place = WindowBits.Next(bits, 0); place >= 0; place = WindowBits.Next(bits, place + 1))
                        all.Add(new ValuedDocument(values[(window * 4096) + place], segment, (window * 4096) + place));
                }
            }

            top.DrainTo(best);
            all.Sort((a, b) => a.Value == b.Value ? Ties(a, b) : Comparer<long?>.Default.Compare(b.Value, a.Value));
            Assert.Equal(all.Take(capacity), best);
            files.ForEach(file => file.Dispose());
        }
    }

    [Fact]
    public void Windows_with_lesser_values_are_not_looked_at()
    {
        using var file = ColumnFile.Of([.. Enumerable.Range(0, 100 * 4096).Select(d => (long?)-(d / 100))]);
        var column = file.Numbers(100 * 4096);
        var top = new TopValues((a, b) => a.Document.CompareTo(b.Document));
        var everything = Enumerable.Repeat(ulong.MaxValue, WindowBits.Words).ToArray();
        top.Reset(50);
        var looked = 0;
        for (var window = 0; window < column.WindowCount; window++)
        {
            if (!top.MayContribute(column, window))
                continue;
            looked++;
            top.Offer(column, 0, window, everything);
        }

        Assert.Equal(1, looked);
        var best = new List<ValuedDocument>();
        top.DrainTo(best);
        Assert.Equal(Enumerable.Range(0, 50), best.Select(document => document.Document));
    }

    [Fact]
    public void A_window_whose_greatest_value_ties_with_the_worst_of_the_best_is_looked_at()
    {
        using var file = ColumnFile.Of([.. Enumerable.Repeat<long?>(7, 3 * 4096)]);
        var column = file.Numbers(3 * 4096);
        var top = new TopValues((a, b) => b.Document.CompareTo(a.Document));
        var everything = Enumerable.Repeat(ulong.MaxValue, WindowBits.Words).ToArray();
        top.Reset(2);
        for (var window = 0; window < 3; window++)
            top.Offer(column, 0, window, everything);
        var best = new List<ValuedDocument>();
        top.DrainTo(best);
        Assert.Equal([(3 * 4096) - 1, (3 * 4096) - 2], best.Select(document => document.Document));
    }

    // Many equal values, so that ties decide.
    private static long?[] Values(Random random)
    {
        var different = random.Next(2) == 0 ? random.Next(1, 4) : random.Next(1, 200);
        return [.. Enumerable.Range(0, random.Next(9000)).Select(d => random.Next(3) == 0 ? (long?)null : random.Next(different) - 100)];
    }

    // Not the order of documents, as ids are in no order either.
    private static int Ties(ValuedDocument a, ValuedDocument b) =>
        (a.Document * 7919 % 10_007, a.Document, a.Segment).CompareTo((b.Document * 7919 % 10_007, b.Document, b.Segment));
}
