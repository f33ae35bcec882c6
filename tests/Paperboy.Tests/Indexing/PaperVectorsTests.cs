using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Tests.Embeddings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

public sealed class PaperVectorsTests : IDisposable
{
    private readonly EmbeddedPapers _all = new();

    public PaperVectorsTests()
    {
        _all.Save(Invented.Lines(300));
        _all.Service.Drain(CancellationToken.None);
    }

    private static VectorModel General => new(BuiltInEmbedder.General.Fingerprint, BuiltInEmbedder.General.Dimensions);

    public void Dispose() => _all.Dispose();

    [Fact]
    public async Task Every_paper_gets_a_vector_and_is_found_by_words_before_and_after()
    {
        var found = FoundByWords();
        Assert.False(AllHaveVectors(General));
        await AddAll();
        Assert.True(AllHaveVectors(General));
        Assert.Equal(found, FoundByWords());
        Assert.False(await _all.Vectors().AddAsync(default));
    }

    [Fact]
    public async Task Similar_papers_are_the_closest_and_never_the_paper_itself()
    {
        var similar = new SimilarPapers(_all.Index, _all.Maps(), _all.Papers, _all.Profiles);
        Assert.Empty(similar.Of("arXiv:2601.00007", 6, default));
        await AddAll();
        var near = similar.Of("arXiv:2601.00007", 6, default);
        Assert.Equal(6, near.Count);
        Assert.DoesNotContain(near, paper => paper.Paper.Id == "arXiv:2601.00007");
        Assert.Equal(near.OrderByDescending(paper => paper.Similarity).Select(paper => paper.Paper.Id), near.Select(paper => paper.Paper.Id));
        Assert.Empty(similar.Of("arXiv:9999.99999", 6, default));
    }

    [Fact]
    public async Task A_paper_of_which_nothing_is_close_has_no_similar_papers()
    {
        _all.Save([RecordOf("arXiv:2602.00001", "Whales sing", "Humpback whales sing in the deep sea.")]);
        _all.Service.Drain(CancellationToken.None);
        await AddAll();
        Assert.Empty(new SimilarPapers(_all.Index, _all.Maps(), _all.Papers, _all.Profiles).Of("arXiv:2602.00001", 6, default));
    }

    [Fact]
    public async Task A_paper_that_changes_is_embedded_again()
    {
        await AddAll();
        var before = _all.Index.VectorOf("arXiv:2601.00007")!.Values.ToArray();
        _all.Save([RecordOf("arXiv:2601.00007", "A title about whales", "Whales sing in the deep sea.")]);
        _all.Service.Drain(CancellationToken.None);
        Assert.Null(_all.Index.VectorOf("arXiv:2601.00007"));
        await AddAll();
        Assert.NotEqual(before, _all.Index.VectorOf("arXiv:2601.00007")!.Values.ToArray());
    }

    [Fact]
    public async Task A_paper_that_changes_while_it_is_embedded_keeps_its_newer_text()
    {
        var asOf = _all.Index.Sequence;
        var old = new IndexQueue(_all.Database).After(0, 300).Single(change => change.Id == "arXiv:2601.00007");
        var vector = new float[General.Dimensions];
        vector[0] = 1;
        _all.Save([RecordOf("arXiv:2601.00007", "A title about whales", "Whales sing in the deep sea.")]);
        _all.Service.Drain(CancellationToken.None);
        Assert.True(_all.Service.SetVectors([(old, new ModelVector(General, vector))], asOf));
        Assert.Null(_all.Index.VectorOf("arXiv:2601.00007"));
        Assert.Equal("arXiv:2601.00007", _all.Index.Search(new SearchRequest("whales", 1), default).Hits.Single().Id);
        await AddAll();
        Assert.True(AllHaveVectors(General));
    }

    [Fact]
    public async Task Another_embedder_takes_over_paper_by_paper()
    {
        await AddAll();
        File.WriteAllBytes(_all.Folder.Data.Embedder, TokenVectorFile.ToBytes(SmallModel.Make(1, "sparse", "tower", "cach")));
        var adapted = BuiltInEmbedder.Open(_all.Folder.Data.Embedder);
        Assert.True(AllHaveVectors(General));
        await AddAll();
        Assert.True(AllHaveVectors(new VectorModel(adapted.Fingerprint, adapted.Dimensions)));
        Assert.False(AllHaveVectors(General));
    }

    [Fact]
    public async Task A_model_that_cannot_be_used_is_an_error_and_the_old_vectors_stay()
    {
        await AddAll();
        File.WriteAllText(_all.Folder.Data.Embedder, "no model");
        var failure = await Assert.ThrowsAsync<EmbedderException>(() => _all.Vectors().AddAsync(default));
        Assert.Contains("adapted model", failure.Message, StringComparison.Ordinal);
        Assert.True(AllHaveVectors(General));
    }

    [Fact]
    public async Task An_index_that_is_built_anew_gets_its_vectors_again()
    {
        var vectors = _all.Vectors();
        await AddAll(vectors);
        _all.Index.ReportDamage("a test says so");
        _all.Service.Drain(CancellationToken.None);
        Assert.False(AllHaveVectors(General));
        await AddAll(vectors);
        Assert.True(AllHaveVectors(General));
    }

    private bool AllHaveVectors(VectorModel model)
    {
        var (vectors, papers) = _all.Index.CountVectors(model);
        return vectors == papers;
    }

    private Task AddAll() => AddAll(_all.Vectors());

    private static async Task AddAll(PaperVectors vectors)
    {
        while (await vectors.AddAsync(default))
        {
        }
    }

    // In the order of ids: scores count what an update has replaced until the next merge.
    private string[] FoundByWords() =>
        [.. _all.Index.Search(new SearchRequest("sparse towers", 300), default).Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal)];

    private static string RecordOf(string id, string title, string text) =>
        Invented.Line(("id", id), ("title", title), ("abstract", text));
}
