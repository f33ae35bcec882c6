using Xunit;

namespace Paperboy.Search.Tests.Queries;

/// <summary>The engine against an oracle that scores every document: same ids, same scores, to the last bit.</summary>
public sealed class RankingOracleTests
{
    private static readonly IndexSchema[] Schemas =
    [
        new([new("title", 2), new("abstract", 1)]),
        new([new("text", 1)]),
        new([new("a", 3), new("b", 1) { AddsLength = false }, new("c", 7)]) { K1 = 0.9f, B = 0.4f },
    ];

    [Theory]
    [InlineData(1, 300, 40)]
    [InlineData(2, 3000, 60)]
    [InlineData(3, 9000, 2000)]
    [InlineData(4, 9000, 20)]
    public void The_best_are_those_of_scoring_every_document(int seed, int documents, int vocabulary)
    {
        using var folder = new TemporaryFolder();
        var schema = Schemas[seed % Schemas.Length];
        var corpus = new RandomCorpus(seed, vocabulary);
        var oracle = new NaiveOracle(schema);
        using (var writer = IndexWriter.Open(folder.Path, schema))
        {
            for (var i = 0; i < documents; i++)
                Upsert(writer, oracle, schema, corpus, $"d{corpus.Random.Next(10 * documents)}");
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        Assert.Equal(oracle.Statistics(), StatisticsOf(searcher));
        for (var i = 0; i < 60; i++)
            Compare(searcher, oracle, corpus);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Updates_deletions_merges_and_reopening_change_nothing(int seed)
    {
        using var folder = new TemporaryFolder();
        var schema = Schemas[seed % Schemas.Length];
        var corpus = new RandomCorpus(seed, 200);
        var oracle = new NaiveOracle(schema);
        var writer = IndexWriter.Open(folder.Path, schema);
        using var searcher = Searcher.Open(folder.Path);
        for (var commit = 1; commit <= 120; commit++)
        {
            for (var change = corpus.Random.Next(80); change > 0; change--)
                Change(writer, oracle, schema, corpus);
            if (corpus.Random.Next(40) == 0)
                writer.MergeAll();
            writer.Commit(commit);
            if (corpus.Random.Next(10) == 0)
            {
                writer.Dispose();
                writer = IndexWriter.Open(folder.Path, schema);
            }

            Assert.Equal(oracle.Count, writer.DocumentCount);
            searcher.Refresh();
            Assert.Equal((commit, oracle.Count), (searcher.CommittedSequence, searcher.DocumentCount));
            for (var i = 0; i < 4; i++)
                Compare(searcher, oracle, corpus);
        }

        writer.MergeAll();
        writer.Commit(1000);
        writer.Dispose();
        searcher.Refresh();
        Assert.Equal(oracle.Statistics(), StatisticsOf(searcher));
        Assert.Empty(IndexCheck.Check(folder.Path).Problems);
    }

    private static void Change(IndexWriter writer, NaiveOracle oracle, IndexSchema schema, RandomCorpus corpus)
    {
        var id = $"d{corpus.Random.Next(3000)}";
        if (corpus.Random.Next(4) == 0)
        {
            writer.Delete(id);
            oracle.Delete(id);
        }
        else
        {
            Upsert(writer, oracle, schema, corpus, id);
        }
    }

    private static void Upsert(IndexWriter writer, NaiveOracle oracle, IndexSchema schema, RandomCorpus corpus, string id)
    {
        var document = new IndexDocument(id);
        for (var field = 0; field < schema.Fields.Count; field++)
            document.Add(schema.Fields[field].Name, corpus.Text(8 << field));
        writer.Upsert(document);
        oracle.Upsert(document);
    }

    private static void Compare(Searcher searcher, NaiveOracle oracle, RandomCorpus corpus)
    {
        var query = string.Join(' ', Enumerable.Range(0, corpus.Random.Next(1, 9)).Select(_ => corpus.Word()));
        var (limit, offset) = (corpus.Random.Next(1, 40), corpus.Random.Next(4) == 0 ? corpus.Random.Next(30) : 0);
        var all = oracle.Search(searcher, new SearchRequest(query, limit, offset)).Hits;
        var expected = all.Skip(offset).Take(limit);

        var found = searcher.Search(new SearchRequest(query, limit, offset));
        Assert.Equal(expected, found.Hits);
        Assert.True(found.Total.Exact ? found.Total.Value == all.Count : found.Total.Value <= all.Count, $"{found.Total} of {all.Count}");
        var counted = searcher.Search(new SearchRequest(query, limit, offset, CountAll: true));
        Assert.Equal(new SearchTotal(all.Count, true), counted.Total);
        var id = $"d{corpus.Random.Next(3000)}";
        Assert.Equal(oracle.Contains(id), searcher.Contains(id));
    }

    private static (long Documents, double AverageLength) StatisticsOf(Searcher searcher)
    {
        var snapshot = searcher.Use();
        snapshot.Release();
        return (snapshot.StoredCount, snapshot.AverageLength);
    }
}
