using System.Text;
using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

/// <summary>
/// Another embedder takes over, and all papers stand in one ranking meanwhile. The models are rotations of one another, but for
/// the rounding of their numbers: what a search must find is known at each moment.
/// </summary>
public sealed class EmbedderChangeTests : IDisposable
{
    private const int Papers = 2_400;
    private const int Topics = 30;
    private const int TopicWords = 10;

    // Invented, and such that stemming leaves them alone.
    private static readonly string[] Words = [.. Enumerable.Range(0, Topics * TopicWords).Select(i => $"{"bdfgk"[i % 5]}{"aou"[i / 5 % 3]}{"lmnprt"[i / 15 % 6]}{"aou"[i / 90 % 3]}{"vz"[i / 270]}o")];

    private static readonly TokenVectors First = Model(seed: 1);
    private static readonly TokenVectors Second = Rotated(First, seed: 2);
    private static readonly TokenVectors Third = Rotated(First, seed: 3);

    private readonly EmbeddedPapers _all = new();
    private readonly Dictionary<TokenVectors, Dictionary<string, float[]>> _exact = [];
    private VectorMaps _maps;
    private PaperVectors _vectors;

    public EmbedderChangeTests()
    {
        Save(Lines());
        _all.Service.Drain(CancellationToken.None);
        (_maps, _vectors) = Start();
        Use(First);
        while (Step())
        {
        }
    }

    public void Dispose() => _all.Dispose();

    [Fact]
    public void All_papers_stand_in_one_ranking_from_the_first_new_vector_on()
    {
        Use(Second);
        var steps = 0;
        while (Step())
        {
            steps++;
            Assert.Equal(Papers, _all.Index.VectorCounts().Sum(count => count.Documents));
            if (CountOf(Second) == 0)
                continue;
            Assert.NotNull(_maps.Find(ModelOf(First), ModelOf(Second)));
            AssertRanking(Second);
            Assert.Equal(6, new SimilarPapers(_all.Index, _maps, _all.Papers, _all.Profiles).Of("arXiv:2601.00007", 6, default).Count);
        }

        Assert.InRange(steps, 10, 100);
        Assert.Equal(Papers, CountOf(Second));
        Step();
        Assert.False(Directory.Exists(_all.Folder.Data.VectorMaps));
    }

    [Fact]
    public void After_a_restart_the_map_is_there_and_the_change_goes_on()
    {
        Use(Second);
        StepUntil(() => CountOf(Second) > 0);
        var (written, done) = (File.GetLastWriteTimeUtc(MapFile()), CountOf(Second));
        (_maps, _vectors) = Start();
        AssertRanking(Second);
        Step();
        Assert.InRange(CountOf(Second), done + 1, Papers);
        Assert.Equal(written, File.GetLastWriteTimeUtc(MapFile()));
        AssertRanking(Second);
    }

    [Fact]
    public void A_server_killed_before_the_map_is_learned_has_lost_no_old_vector()
    {
        Use(Second);
        Step();
        Step();
        Assert.Equal((Papers, 0), (CountOf(First), CountOf(Second)));
        (_maps, _vectors) = Start();
        StepUntil(() => CountOf(Second) > 0);
        AssertRanking(Second);
    }

    [Fact]
    public void A_damaged_map_is_learned_again()
    {
        Use(Second);
        StepUntil(() => CountOf(Second) > 0);
        File.WriteAllText(MapFile(), "no map");
        (_maps, _vectors) = Start();
        Assert.Null(_maps.Find(ModelOf(First), ModelOf(Second)));
        StepUntil(() => _maps.Find(ModelOf(First), ModelOf(Second)) is not null);
        AssertRanking(Second);
    }

    [Fact]
    public void While_the_new_embedder_is_away_nothing_is_lost()
    {
        Use(Second);
        StepUntil(() => CountOf(Second) > 0);
        var before = CountOf(Second);
        File.WriteAllText(_all.Folder.Data.Embedder, "no model");
        Assert.Throws<EmbedderException>(() => Step());
        Assert.Equal((Papers - before, before), (CountOf(First), CountOf(Second)));
        AssertRanking(Second);
        Use(Second);
        Step();
        Assert.InRange(CountOf(Second), before + 1, Papers);
    }

    [Fact]
    public void Changed_back_in_the_middle_the_first_model_takes_over_again()
    {
        Use(Second);
        StepUntil(() => CountOf(Second) > 1_500);
        Use(First);
        StepUntil(() => _maps.Find(ModelOf(Second), ModelOf(First)) is not null);
        Assert.Null(_maps.Find(ModelOf(First), ModelOf(Second)));
        AssertRanking(First);
        while (Step())
        {
        }

        Assert.Equal(Papers, CountOf(First));
    }

    [Fact]
    public void Three_models_live_in_one_ranking()
    {
        Use(Second);
        StepUntil(() => CountOf(Second) > 0);
        Use(Third);
        StepUntil(() => _maps.Find(ModelOf(First), ModelOf(Third)) is not null && _maps.Find(ModelOf(Second), ModelOf(Third)) is not null);
        Assert.Equal(3, _all.Index.VectorCounts().Count);
        AssertRanking(Third);
        Assert.Null(_maps.Find(ModelOf(First), ModelOf(Second)));
        var old = _all.Index.VectorCounts().First(count => count.Model == ModelOf(First));
        Assert.True(old.Documents > 0);
        while (Step())
        {
        }

        Assert.Equal(Papers, CountOf(Third));
    }

    [Fact]
    public void What_comes_during_a_change_is_embedded_first()
    {
        Use(Second);
        StepUntil(() => CountOf(Second) > 0);
        Save([Invented.Line(("id", "arXiv:2609.00001"), ("title", "Sparse towers"), ("abstract", "Small graphs."))]);
        _all.Service.Drain(CancellationToken.None);
        Assert.Null(_all.Index.VectorOf("arXiv:2609.00001"));
        Step();
        Assert.Equal(ModelOf(Second), _all.Index.VectorOf("arXiv:2609.00001")!.Model);
        Assert.InRange(CountOf(First), 1, Papers);
    }

    // The ten closest to queries are those of the complete new vectors, but for what rounding may move.
    private void AssertRanking(TokenVectors model)
    {
        var embedder = BuiltInEmbedder.Of(model, "test");
        if (!_exact.TryGetValue(model, out var vectors))
        {
            _exact[model] = vectors = new IndexQueue(_all.Database).After(0, 10_000).Select(change => change.Paper!)
                .ToDictionary(paper => paper.Id, paper => Embed(embedder, EmbedderText.Document(paper.Title, paper.Abstract)));
        }

        var (kept, asked) = (0, 0);
        foreach (var text in Enumerable.Range(0, 5).Select(topic => string.Join(' ', Words.Skip(topic * TopicWords).Take(3))))
        {
            var query = Embed(embedder, EmbedderText.Query(text));
            var expected = vectors.OrderByDescending(vector => VectorKernels.Dot(vector.Value, query)).Take(10).Select(vector => vector.Key).ToHashSet();
            var found = _all.Index.Nearest(new NearestRequest(_maps.Everywhere(new ModelVector(ModelOf(model), query)), 10), default);
            Assert.Equal(10, found.Count);
            (kept, asked) = (kept + found.Count(near => expected.Contains(near.Id)), asked + 10);
        }

        Assert.InRange((double)kept / asked, 0.7, 1);
    }

    private static float[] Embed(BuiltInEmbedder embedder, EmbedderText text)
    {
        var vector = new float[embedder.Dimensions];
        embedder.Embed(text, vector);
        return vector;
    }

    private (VectorMaps, PaperVectors) Start()
    {
        var maps = _all.Maps();
        return (maps, _all.Vectors(maps, batchSize: 150));
    }

    // Papers of topics, with some words of others.
    private static IEnumerable<string> Lines()
    {
        var random = new Random(20);
        for (var i = 0; i < Papers; i++)
        {
            var topic = random.Next(Topics);
            string Word() => Words[((random.Next(3) == 0 ? random.Next(Topics) : topic) * TopicWords) + random.Next(TopicWords)];
            yield return Invented.Line(
                ("id", $"arXiv:2601.{i:D5}"),
                ("title", string.Join(' ', Enumerable.Range(0, 5).Select(_ => Word())) + $" {i}"),
                ("abstract", string.Join(' ', Enumerable.Range(0, 12).Select(_ => Word())) + "."));
        }
    }

    private bool Step() => _vectors.AddAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    private void StepUntil(Func<bool> isSo)
    {
        for (var step = 0; !isSo(); step++)
        {
            Assert.InRange(step, 0, 100);
            Step();
        }
    }

    private void Use(TokenVectors model)
    {
        TokenVectorFile.Write(model, _all.Folder.Data.Embedder);

        // Two models within one tick of the file system's clock would be taken for one.
        File.SetLastWriteTimeUtc(_all.Folder.Data.Embedder, DateTime.UnixEpoch.AddSeconds(model.Scales[0] * 1e9));
    }

    private long CountOf(TokenVectors model) => _all.Index.CountVectors(ModelOf(model)).Vectors;

    private string MapFile() => Assert.Single(Directory.GetFiles(_all.Folder.Data.VectorMaps));

    private static VectorModel ModelOf(TokenVectors model) => new(BuiltInEmbedder.Of(model, "test").Fingerprint, TokenVectors.Dimensions);

    private void Save(IEnumerable<string> lines) => _all.Papers.Save([.. lines.Select(RecordJson.Read)], new ImportRun());

    private static TokenVectors Model(int seed)
    {
        var layout = new TokenLayout(Vocabulary.Of([.. Words.Select(Encoding.UTF8.GetBytes)]), new PhraseTable([]), 400);
        var random = new Random(seed);
        float[] table = [.. Enumerable.Range(0, layout.Rows * TokenVectors.Dimensions).Select(_ => (float)(random.NextDouble() - 0.5))];
        return TokenVectors.Quantize(layout, table, 2);
    }

    // Reflections across random planes: what lies between two vectors stays as it is.
    private static TokenVectors Rotated(TokenVectors model, int seed)
    {
        var (random, table) = (new Random(seed), model.ToTable());
        for (var reflection = 0; reflection < 6; reflection++)
        {
            var normal = new float[TokenVectors.Dimensions];
            foreach (ref var value in normal.AsSpan())
                value = (float)(random.NextDouble() - 0.5);
            VectorKernels.Normalize(normal);
            for (var row = 0; row < model.Layout.Rows; row++)
            {
                var vector = table.AsSpan(row * TokenVectors.Dimensions, TokenVectors.Dimensions);
                var share = 2 * VectorKernels.Dot(vector, normal);
                for (var i = 0; i < normal.Length; i++)
                    vector[i] -= share * normal[i];
            }
        }

        return TokenVectors.Quantize(model.Layout, table, model.TitleCount);
    }
}
