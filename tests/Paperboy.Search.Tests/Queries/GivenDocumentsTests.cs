using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries;

/// <summary>Scores of documents that are asked for by their ids, against those that a search finds.</summary>
public sealed class GivenDocumentsTests
{
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    public void Given_documents_have_the_scores_of_a_search(int seed)
    {
        var papers = new RandomPapers(new RandomCorpus(seed, 120));
        var queries = new RandomQueries(papers);
        using var folder = new TemporaryFolder();
        using var writer = IndexWriter.Open(folder.Path, RandomPapers.Schema);
        using var searcher = Searcher.Open(folder.Path);
        string[] ids = [.. Enumerable.Range(0, 800).Select(number => $"d{number}")];
        for (var commit = 1; commit <= 4; commit++)
        {
            for (var change = 0; change < 300; change++)
                writer.Upsert(papers.Paper(ids[papers.Random.Next(700)])); // the last hundred are never there
            writer.Commit(commit);
            searcher.Refresh();
            for (var asked = 0; asked < 40; asked++)
                Compare(searcher, queries.Query().WithSort(SortOrder.Relevance), ids);
        }
    }

    [Fact]
    public void Ids_may_come_in_any_order_and_twice()
    {
        using var folder = new TemporaryFolder();
        using (var writer = IndexWriter.Open(folder.Path, RandomPapers.Schema))
        {
            for (var number = 0; number < 300; number++)
                writer.Upsert(new IndexDocument($"d{number}").Add("title", number % 2 == 0 ? "graphs" : "towers"));
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        var scores = searcher.WordScores(QueryParser.Parse("graphs", RandomPapers.Vocabulary), ["d200", "d7", "d200", "nobody", "d0", new string('x', 5_000)]);
        Assert.True(scores[0] > 0);
        Assert.Equal([scores[0], 0, scores[0], 0, scores[0], 0], scores);
    }

    // Conditions are not looked at: a document that fails one has a score, and is not found.
    private static void Compare(Searcher searcher, ParsedQuery query, string[] ids)
    {
        var found = searcher.Search(new SearchRequest(query, 10_000)).Hits.ToDictionary(hit => hit.Id, hit => hit.Score);
        var scores = searcher.WordScores(query, ids);
        for (var i = 0; i < ids.Length; i++)
        {
            if (found.TryGetValue(ids[i], out var score))
                Assert.Equal(score, scores[i]);
            else if (!FilterCompiler.HasConditions(query.Root) && !query.IsEmpty)
                Assert.Equal(0, scores[i]);
        }
    }
}
