using System.Text;
using Paperboy.Search.Columns;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class FacetCountsTests
{
    [Fact]
    public void Counts_of_segments_add_up_by_text()
    {
        var random = new Random(1);
        var facets = new FacetCounts();
        for (var round = 0; round < 30; round++)
        {
            var segments = Enumerable.Range(0, random.Next(1, 5))
                .Select(_ => RandomColumns.Keywords(random, random.Next(300), random.Next(1, 60), 1.5)).ToList();
            facets.Clear();
            foreach (var values in segments)
            {
                using var file = ColumnFile.Of(values);
                var dictionary = file.Keywords(values.Length).Dictionary;
                facets.Add(dictionary, dictionary.DocumentCounts);
            }

            var expected = segments.SelectMany(s => s).SelectMany(v => v).CountBy(v => v)
                .OrderByDescending(v => v.Value)
                .ThenBy(v => Encoding.UTF8.GetBytes(v.Key), Comparer<byte[]>.Create((a, b) => KeywordOrder.Compare(a, b)))
                .Select(v => new FacetValue(v.Key, v.Value)).ToList();
            foreach (var most in (int[])[0, 1, 5, 20, 1000])
                Assert.Equal(expected.Take(most), facets.Top(most));
        }
    }

    [Fact]
    public void Equal_counts_are_ordered_by_text_and_none_is_left_out()
    {
        var facets = new FacetCounts();
        foreach (var value in (string[])["stat.ML", "cs.LG", "CS.AI", "cs.CL"])
            facets.Add(Encoding.UTF8.GetBytes(value), 3);
        facets.Add("econ.EM"u8, 0);
        facets.Add("gone"u8, 5);
        facets.Add("gone"u8, -5);
        Assert.Equal(["CS.AI", "cs.CL", "cs.LG", "stat.ML"], facets.Top(9).Select(v => v.Value));
        Assert.Equal(["CS.AI", "cs.CL"], facets.Top(2).Select(v => v.Value));
    }

    [Fact]
    public void Used_again_it_allocates_only_what_it_returns()
    {
        using var file = ColumnFile.Of(RandomColumns.Keywords(new Random(2), 2000, 180, 1.7));
        var dictionary = file.Keywords(2000).Dictionary;
        var facets = new FacetCounts();
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            facets.Clear();
            facets.Add(dictionary, dictionary.DocumentCounts);
            facets.Top(10);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated, 1, 10 * 80); // ten strings and the list
    }
}
