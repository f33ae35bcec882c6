using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

public sealed class PaperCrowdingTests : IDisposable
{
    private const float Rounding = 0.0035f;

    private readonly EmbeddedPapers _all = new();

    private static ClosenessThresholds Thresholds => new([new ClosenessThreshold(1, 0.5f, 0)], 300);

    private static string Fingerprint => BuiltInEmbedder.General.Fingerprint;

    public void Dispose() => _all.Dispose();

    [Fact]
    public async Task Every_paper_gets_its_crowding_with_its_vector()
    {
        await Add(300);
        var profile = _all.Profiles.Find(Fingerprint)!;
        Assert.Equal((300, 300), (profile.Papers, profile.Sampled.Count));
        Assert.InRange(profile.LeastSimilarity("lanterns and tides", 300), 0.1f, 0.999f);
        Assert.InRange(CrowdingOfAll(profile).Min(), 0.1f, 1);
    }

    [Fact]
    public async Task Of_few_papers_nothing_is_told_and_all_get_their_crowding_when_there_are_more()
    {
        await Add(VectorProfile.FewestPapers - 1);
        Assert.Null(_all.Profiles.Find(Fingerprint));
        Assert.Equal(0, _all.Index.VectorOf("arXiv:2601.00007")!.Crowding);
        await Add(VectorProfile.FewestPapers + 10);
        CrowdingOfAll(_all.Profiles.Find(Fingerprint)!);
    }

    [Fact]
    public async Task A_catalog_that_has_grown_gets_a_new_sample_and_all_its_papers_their_crowding_by_it()
    {
        await Add(250);
        var (before, vector) = (_all.Profiles.Find(Fingerprint)!, _all.Index.VectorOf("arXiv:2601.00007")!);
        await Add(900);
        Assert.Same(before, _all.Profiles.Find(Fingerprint));
        await Add(1000);
        var after = _all.Profiles.Find(Fingerprint)!;
        Assert.Equal((250, 1000), (before.Papers, after.Papers));
        CrowdingOfAll(after);

        // The vectors are those of the index, none made anew.
        Assert.Equal(vector.Values.ToArray(), _all.Index.VectorOf("arXiv:2601.00007")!.Values.ToArray());
        Assert.NotEqual(vector.Crowding, _all.Index.VectorOf("arXiv:2601.00007")!.Crowding);
        Assert.False(await _all.Vectors().AddAsync(default));
    }

    [Fact]
    public async Task A_renewal_that_was_interrupted_is_done_after_the_next_start()
    {
        await Add(250);
        Import(1000);
        Assert.True(await _all.Vectors().AddAsync(default)); // embeds the new papers; of the old ones none has got its new crowding
        Assert.Equal((1000, 0), (_all.Profiles.Find(Fingerprint)!.Papers, _all.Profiles.Reached(Fingerprint)));
        await AddAll(_all.Vectors()); // as after a start
        Assert.Equal(_all.Index.Sequence, _all.Profiles.Reached(Fingerprint));
        CrowdingOfAll(_all.Profiles.Find(Fingerprint)!);
    }

    [Fact]
    public async Task A_profile_is_the_same_after_a_start_and_for_the_same_papers()
    {
        await Add(300);
        var (known, read) = (_all.Profiles.Find(Fingerprint)!, new VectorProfiles(_all.Database).Find(Fingerprint)!);
        Assert.Equal((known.Thresholds.Documents, known.Papers), (read.Thresholds.Documents, read.Papers));
        Assert.Equal(known.Thresholds.ByLength, read.Thresholds.ByLength);
        Assert.Equal(known.Sampled, read.Sampled);
        Assert.Equal(known.Sample.ToArray(), read.Sample.ToArray());
        var drawn = await new ProfileDraw(_all.Database, _all.Papers).DrawAsync(BuiltInEmbedder.General, known.Model, default);
        Assert.Equal(known.Sampled, drawn!.Sampled);
        Assert.Equal(known.Thresholds.ByLength, drawn.Thresholds.ByLength);
    }

    [Fact]
    public async Task A_profile_goes_when_no_paper_has_a_vector_of_its_embedder_any_more()
    {
        var gone = new VectorProfile(new VectorModel("gone", 64), 300, Thresholds, [], []);
        _all.Profiles.Save(gone, [], 0);
        Assert.NotNull(new VectorProfiles(_all.Database).Find("gone"));
        await Add(300);
        Assert.Null(new VectorProfiles(_all.Database).Find("gone"));
        Assert.NotNull(_all.Profiles.Find(Fingerprint));
    }

    [Fact]
    public void A_papers_own_title_does_not_crowd_its_place()
    {
        var profile = new VectorProfile(new VectorModel("m", 64), 300, Thresholds, ["a", "b"], [.. Axis(0), .. Axis(1)]);
        Assert.Equal([0f, 0.5f], profile.CrowdingOf(["a", "elsewhere"], new[] { Axis(0), Axis(0) }.SelectMany(of => of).ToArray()));
        Assert.Throws<ArgumentException>(() => new VectorProfile(new VectorModel("m", 64), 300, Thresholds, ["a"], [.. Axis(0), .. Axis(1)]));

        static float[] Axis(int place) => [.. Enumerable.Range(0, 64).Select(i => i == place ? 1f : 0f)];
    }

    [Theory]
    [InlineData(200, 799, false)]
    [InlineData(200, 800, true)]
    [InlineData(9_999, 40_000, true)]
    [InlineData(10_000, 40_000, true)] // the sample could be larger
    [InlineData(10_000, 39_999, false)]
    public void A_sample_is_outgrown_by_four_times_as_many_papers(long drawn, long now, bool isOutgrown) =>
        Assert.Equal(isOutgrown, new VectorProfile(new VectorModel("m", 64), drawn, Thresholds, [], []).IsOutgrown(now));

    // Checks that each paper's is that of the profile, and gives them.
    private float[] CrowdingOfAll(VectorProfile profile)
    {
        var ids = new IndexQueue(_all.Database).After(0, 10_000).Select(change => change.Id).ToArray();
        var vectors = ids.Select(id => _all.Index.VectorOf(id)!).ToArray();
        var expected = profile.CrowdingOf(ids, vectors.SelectMany(vector => vector.Values.ToArray()).ToArray());
        Assert.All(vectors.Zip(expected), of => Assert.Equal(of.Second, of.First.Crowding, Rounding));
        return expected;
    }

    private Task Add(int papers)
    {
        Import(papers);
        return AddAll(_all.Vectors());
    }

    private void Import(int papers)
    {
        _all.Papers.Save([.. Invented.Lines(papers).Select(RecordJson.Read)], new ImportRun());
        _all.Service.Drain(CancellationToken.None);
    }

    private static async Task AddAll(PaperVectors vectors)
    {
        while (await vectors.AddAsync(default))
        {
        }
    }
}
