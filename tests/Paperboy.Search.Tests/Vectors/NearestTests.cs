using System.Globalization;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests.Vectors;

/// <summary>Nearest neighbours against plain cosines of the vectors as they were handed in.</summary>
public sealed class NearestTests
{
    private const double Exactness = 0.005; // of a stored vector of 128 dimensions, times the greatest factor of a scale
    private static readonly IndexSchema Schema = new([new("title", 1)])
    {
        Columns = [new("category", ColumnKind.Keyword), new("votes", ColumnKind.Number)],
    };

    private static readonly QueryVocabulary Vocabulary = new(
        QueryField.Text("title", "ti"), QueryField.KeywordTree("category", "cat"), QueryField.Number("votes", "votes"));

    private static readonly VectorModel Old = new("old", 128);
    private static readonly VectorModel New = new("new", 192);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Neighbours_are_those_of_a_plain_search_through_changes_and_merges(int seed)
    {
        using var folder = new TemporaryFolder();
        using var writer = IndexWriter.Open(new IndexFolder(folder.Path), Schema, mergesInBackground: false);
        using var searcher = Searcher.Open(folder.Path);
        var (random, live) = (new Random(seed), new Dictionary<string, Paper>());
        var (olds, news) = (new InventedVectors(seed, Old, areClustered: true), new InventedVectors(seed + 1, New, areClustered: seed % 2 == 0));
        for (var commit = 1; commit <= Torture.Times(8, 10); commit++)
        {
            for (var change = random.Next(1, 900); change > 0; change--)
                Change(writer, live, random, random.Next(3) == 0 ? olds : news);
            if (random.Next(4) == 0)
                writer.MergeAll();
            writer.Commit(commit);
            Assert.True(searcher.Refresh());
            for (var query = 0; query < 10; query++)
                Compare(searcher, live, random, [olds.Next(), news.Next()]);
            Assert.Equal(
                live.Values.Where(paper => paper.Vector is not null).CountBy(paper => paper.Vector!.Model).OrderBy(of => of.Key.Fingerprint).Select(of => new VectorCount(of.Key, of.Value)),
                searcher.VectorCounts().OrderBy(of => of.Model.Fingerprint));
        }

        Assert.Empty(IndexCheck.Check(folder.Path).Problems);
    }

    [Theory]
    [InlineData(false, 10, 0)]
    [InlineData(true, 10, 0)]
    [InlineData(true, 100, 0)]
    [InlineData(false, 10, 0.5f)]
    [InlineData(true, 100, 0.5f)]
    [InlineData(true, 200, 0.5f)]
    public void Of_the_truly_nearest_98_in_100_are_found(bool areClustered, int limit, float share)
    {
        using var folder = new TemporaryFolder();
        var vectors = new InventedVectors(21, new VectorModel("m", 256), areClustered);
        var papers = Enumerable.Range(0, 12_000).ToDictionary(IdOf, number => vectors.Next(crowding: number % 11 / 20f));
        using (var writer = IndexWriter.Open(folder.Path, Schema))
        {
            foreach (var (id, vector) in papers)
                writer.Upsert(new IndexDocument(id).Set(vector));
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        var (found, asked) = (0, 40);
        for (var query = 0; query < asked; query++)
        {
            var vector = vectors.Next();
            var expected = papers.OrderByDescending(paper => InventedVectors.Cosine(vector, paper.Value) - (share * paper.Value.Crowding)).Take(limit).Select(paper => paper.Key).ToHashSet();
            found += searcher.Nearest(new NearestRequest([vector], limit) { CrowdingShare = share }).Count(neighbour => expected.Contains(neighbour.Id));
        }

        Assert.InRange((double)found / (asked * limit), 0.98, 1);
    }

    [Fact]
    public void Equally_close_documents_come_by_their_ids()
    {
        using var folder = new TemporaryFolder();
        var vector = new InventedVectors(31, Old, areClustered: false).Next();
        using (var writer = IndexWriter.Open(folder.Path, Schema))
        {
            foreach (var number in Enumerable.Range(0, 500).OrderBy(number => number * 37 % 500))
                writer.Upsert(new IndexDocument(IdOf(number)).Set(vector));
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        var neighbours = searcher.Nearest(new NearestRequest([vector], 20));
        Assert.Equal(Enumerable.Range(0, 20).Select(IdOf), neighbours.Select(neighbour => neighbour.Id));
        Assert.All(neighbours, neighbour => Assert.Equal(1, neighbour.Similarity, 0.001));
    }

    [Fact]
    public void A_vector_is_the_same_to_the_bit_after_any_number_of_merges()
    {
        using var folder = new TemporaryFolder();
        var vectors = new InventedVectors(41, New, areClustered: true);
        var query = vectors.Next();
        using var writer = IndexWriter.Open(folder.Path, Schema);
        using var searcher = Searcher.Open(folder.Path);
        writer.Upsert(new IndexDocument("first").Set(vectors.Next(crowding: 0.3f)));
        writer.Commit(1);
        searcher.Refresh();
        var (vector, similarity) = (searcher.VectorOf("first")!, searcher.Similarities([query], ["first"]));
        Assert.Equal(0.3f, vector.Crowding, 0.00002);
        for (var commit = 2; commit < 6; commit++)
        {
            for (var i = 0; i < 90; i++)
                writer.Upsert(new IndexDocument($"{commit}-{i}").Set(vectors.Next()));
            writer.MergeAll();
            writer.Commit(commit);
        }

        Assert.True(searcher.Refresh());
        Assert.Equal(vector.Values.ToArray(), searcher.VectorOf("first")!.Values.ToArray());
        Assert.Equal(similarity, searcher.Similarities([query], ["first"]));

        // What was read from an index can be put back, with a new crowding, and nothing is lost.
        writer.Upsert(new IndexDocument("first").Set(new ModelVector(vector.Model, vector.Values.Span) { Crowding = vector.Crowding }));
        writer.Commit(9);
        searcher.Refresh();
        Assert.Equal(similarity, searcher.Similarities([query], ["first"]));
    }

    [Fact]
    public void What_has_no_vector_is_near_nothing()
    {
        using var folder = new TemporaryFolder();
        var vectors = new InventedVectors(51, Old, areClustered: true);
        using var searcher = Searcher.Open(folder.Path);
        Assert.Empty(searcher.Nearest(new NearestRequest([vectors.Next()], 10)));
        using (var writer = IndexWriter.Open(folder.Path, Schema))
        {
            writer.Upsert(new IndexDocument("without").Add("title", "no vector"));
            writer.Upsert(new IndexDocument("old").Set(vectors.Next()));
            writer.Upsert(new IndexDocument("other").Set(new InventedVectors(52, new VectorModel("other", 128), areClustered: true).Next()));
            writer.Upsert(new IndexDocument("wide").Set(new InventedVectors(53, new VectorModel("old", 256), areClustered: true).Next()));
            writer.Commit(1);
        }

        searcher.Refresh();
        Assert.Equal("old", Assert.Single(searcher.Nearest(new NearestRequest([vectors.Next()], 10))).Id);
        Assert.Empty(searcher.Nearest(new NearestRequest([vectors.Next()], 0)));
        Assert.Null(searcher.VectorOf("without"));
        Assert.Null(searcher.VectorOf("absent"));
        var similarities = searcher.Similarities([vectors.Next()], ["without", "old", "absent", "wide", new string('x', 600)]);
        Assert.Equal([false, true, false, false, false], similarities.Select(of => float.IsFinite(of.Similarity)));
        Assert.Throws<ArgumentOutOfRangeException>(() => searcher.Nearest(new NearestRequest([vectors.Next()], -1)));
        foreach (var share in (float[])[-0.1f, 1.1f, float.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => searcher.Nearest(new NearestRequest([vectors.Next()], 1) { CrowdingShare = share }));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(-1f, 0f)]
    [InlineData(float.NaN, 0f)]
    [InlineData(float.PositiveInfinity, 0f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, float.NegativeInfinity)]
    public void A_scale_that_does_not_grow_with_the_cosine_is_refused(float factor, float offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimilarityScale(factor, offset));

    [Fact]
    public void A_cancelled_request_ends()
    {
        using var folder = new TemporaryFolder();
        var vectors = new InventedVectors(61, Old, areClustered: true);
        using (var writer = IndexWriter.Open(folder.Path, Schema))
        {
            writer.Upsert(new IndexDocument("a").Set(vectors.Next()));
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        Assert.Throws<OperationCanceledException>(() => searcher.Nearest(new NearestRequest([vectors.Next()], 1), new CancellationToken(canceled: true)));
        Assert.Single(searcher.Nearest(new NearestRequest([vectors.Next()], 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    public void A_warm_request_allocates_little_beyond_its_results(float share)
    {
        using var folder = new TemporaryFolder();
        var vectors = new InventedVectors(71, New, areClustered: true);
        using (var writer = IndexWriter.Open(folder.Path, Schema))
        {
            for (var i = 0; i < 9000; i++)
                writer.Upsert(i % 3 == 0 ? new IndexDocument(IdOf(i)) : new IndexDocument(IdOf(i)).Set(vectors.Next(crowding: i % 5 / 10f)));
            writer.Commit(1);
        }

        using var searcher = Searcher.Open(folder.Path);
        var request = new NearestRequest([vectors.Next()], 20) { CrowdingShare = share };
        for (var i = 0; i < 20; i++)
            searcher.Nearest(request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            searcher.Nearest(request);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, 2500); // 20 ids and the list of them
    }

    private static void Change(IndexWriter writer, Dictionary<string, Paper> live, Random random, InventedVectors vectors)
    {
        var id = IdOf(random.Next(6000));
        if (random.Next(6) == 0)
        {
            writer.Delete(id);
            live.Remove(id);
            return;
        }

        var paper = new Paper(random.Next(5) == 0 ? null : vectors.Next(crowding: random.Next(3) == 0 ? 0 : (0.4f * random.NextSingle()) - 0.1f), random.Next(12), random.Next(100));
        live[id] = paper;
        var document = new IndexDocument(id).Add("title", "paper").AddKeyword("category", $"c{paper.Category}").Set("votes", paper.Votes);
        writer.Upsert(paper.Vector is null ? document : document.Set(paper.Vector));
    }

    private static void Compare(Searcher searcher, Dictionary<string, Paper> live, Random random, ModelVector[] asked)
    {
        var (condition, isMet) = Condition(random);
        if (random.Next(3) == 0)
            asked = [asked[random.Next(2)]];
        asked[0] = new ModelVector(asked[0].Model, asked[0].Values.Span) { Scale = new SimilarityScale(0.7f + random.NextSingle(), random.NextSingle() - 0.5f) };
        var limit = random.Next(1, 40);
        var least = random.Next(3) == 0 ? random.NextSingle() : float.NegativeInfinity;
        var share = random.Next(3) switch { 0 => 0, 1 => 0.5f, _ => random.NextSingle() };
        var request = new NearestRequest(asked, limit) { Conditions = condition, LeastSimilarity = least, CrowdingShare = share };
        var neighbours = searcher.Nearest(request);
        var expected = live.Where(paper => isMet(paper.Value)).ToDictionary(paper => paper.Key, paper => CosineOf(paper.Value, asked));
        Assert.Equal(neighbours.OrderByDescending(Closeness).ThenBy(of => of.Id, StringComparer.Ordinal), neighbours);
        Assert.InRange(neighbours.Count, Math.Min(limit, expected.Values.Count(cosine => cosine >= least + Exactness)), limit);
        Assert.All(neighbours, of => Assert.InRange(of.Similarity - expected[of.Id], -Exactness, Exactness));
        Assert.All(neighbours, of => Assert.Equal(CrowdingOf(live[of.Id], asked), of.Crowding, 0.00004));
        var worst = neighbours.Count < limit ? double.NegativeInfinity : Closeness(neighbours[^1]);
        var missed = expected.Keys.Except(neighbours.Select(of => of.Id)).Count(
            id => expected[id] >= least + Exactness && expected[id] - (share * CrowdingOf(live[id], asked)) > worst + Exactness);
        Assert.InRange(missed, 0, 1 + (limit / 10)); // sketches may rule out a few; recall has a test of its own
        Assert.Equal(
            neighbours.Select(of => new VectorSimilarity(of.Similarity, of.Crowding)), searcher.Similarities(asked, [.. neighbours.Select(of => of.Id)]));

        float Closeness(Neighbour of) => of.Similarity - (share * of.Crowding);
    }

    // By the scale of what asks, as the similarity.
    private static float CrowdingOf(Paper paper, ModelVector[] asked) =>
        Array.Find(asked, vector => vector.Model == paper.Vector?.Model) is { } same ? same.Scale.Of(paper.Vector!.Crowding) : 0;

    private static (ParsedQuery? Query, Func<Paper, bool> IsMet) Condition(Random random)
    {
        var (category, votes) = (random.Next(12), random.Next(100));
        return random.Next(4) switch
        {
            0 => (QueryParser.Parse($"cat:c{category}", Vocabulary), paper => paper.Category == category),
            1 => (QueryParser.Parse($"paper votes:>={votes} -cat:c{category}", Vocabulary), paper => paper.Votes >= votes && paper.Category != category),
            2 => (QueryParser.Parse("free words ask for nothing", Vocabulary), _ => true),
            _ => (null, _ => true),
        };
    }

    private static double CosineOf(Paper paper, ModelVector[] asked) =>
        Array.Find(asked, vector => vector.Model == paper.Vector?.Model) is { } same
            ? (same.Scale.Factor * InventedVectors.Cosine(same, paper.Vector!)) + same.Scale.Offset
            : double.NaN;

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number:D5}");

    private sealed record Paper(ModelVector? Vector, int Category, int Votes);
}
