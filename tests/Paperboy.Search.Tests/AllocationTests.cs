using Paperboy.Search.Tests.Queries;
using Xunit;

namespace Paperboy.Search.Tests;

public sealed class AllocationTests
{
    private const int MostBytesPerQuery = 6_000; // 20 hits with their ids, 6 terms, the result
    private const int MostBytesOfFacets = 6_000; // 12 values with their names, the histogram of years

    [Fact]
    public void A_warm_query_allocates_little_beyond_its_results() =>
        Assert.InRange(BytesPerQuery(request => request), 1, MostBytesPerQuery);

    [Fact]
    public void A_warm_count_allocates_little_beyond_its_facets()
    {
        var counting = BytesPerQuery(request => request with
        {
            CountAll = true,
            Facets = [new("category", 8), new("date", 8, 10_000)],
        });
        Assert.InRange(counting, 1, MostBytesPerQuery + MostBytesOfFacets);
    }

    private static long BytesPerQuery(Func<SearchRequest, SearchRequest> asked)
    {
        using var folder = new TemporaryFolder();
        var corpus = new RandomCorpus(seed: 6, vocabulary: 500);
        var schema = new IndexSchema([new("title", 2), new("abstract", 1)])
        {
            Columns = [new("category", ColumnKind.Keyword), new("date", ColumnKind.Number)],
        };
        using (var writer = IndexWriter.Open(folder.Path, schema))
        {
            for (var i = 0; i < 8000; i++)
            {
                writer.Upsert(new IndexDocument($"document-{i}").Add("title", corpus.Text(8)).Add("abstract", corpus.Text(40))
                    .AddKeyword("category", $"category {i % 90}").Set("date", 20_200_101 + (10_000 * (i / 2000))));
                if (i % 3000 == 2999)
                    writer.Commit(i);
            }

            writer.Commit(8000);
        }

        using var searcher = Searcher.Open(folder.Path);
        var request = asked(new SearchRequest("w1x9 w2x9 w3x9 w30x9 w100x9 w200x9", 20));
        for (var i = 0; i < 20; i++)
            searcher.Search(request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            searcher.Search(request);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }
}
