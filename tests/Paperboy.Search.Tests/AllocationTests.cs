using Paperboy.Search.Tests.Queries;
using Xunit;

namespace Paperboy.Search.Tests;

public sealed class AllocationTests
{
    private const int MostBytesPerQuery = 6_000; // 20 hits with their ids, 6 terms, the result

    [Fact]
    public void A_warm_query_allocates_little_beyond_its_results()
    {
        using var folder = new TemporaryFolder();
        var corpus = new RandomCorpus(seed: 6, vocabulary: 500);
        using (var writer = IndexWriter.Open(folder.Path, new IndexSchema([new("title", 2), new("abstract", 1)])))
        {
            for (var i = 0; i < 8000; i++)
            {
                writer.Upsert(new IndexDocument($"document-{i}").Add("title", corpus.Text(8)).Add("abstract", corpus.Text(40)));
                if (i % 3000 == 2999)
                    writer.Commit(i);
            }

            writer.Commit(8000);
        }

        using var searcher = Searcher.Open(folder.Path);
        var request = new SearchRequest("w1x9 w2x9 w3x9 w30x9 w100x9 w200x9", 20);
        for (var i = 0; i < 20; i++)
            searcher.Search(request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            searcher.Search(request);
        var perQuery = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        Assert.InRange(perQuery, 1, MostBytesPerQuery);
    }
}
