using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Embeddings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

public sealed class PaperVectorsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperStore _papers;
    private readonly PaperIndex _index;
    private readonly IndexService _service;
    private readonly EmbedderFactory _embedders;

    public PaperVectorsTests()
    {
        _database = _folder.OpenDatabase();
        _papers = new PaperStore(_database);
        Save(Invented.Lines(300));
        _index = new PaperIndex(_folder.Data);
        _service = new IndexService(_database, _index, NullLogger<IndexService>.Instance);
        _embedders = new EmbedderFactory(new EmbeddingsSettings("built-in", null, "", 0, "", "", 8_000, 64, 100_000, 2, TimeSpan.FromMinutes(1), 1, "", ""), _folder.Data, null!, TimeProvider.System, NullLoggerFactory.Instance);
        _service.Drain(CancellationToken.None);
    }

    private static VectorModel General => new(BuiltInEmbedder.General.Fingerprint, BuiltInEmbedder.General.Dimensions);

    public void Dispose()
    {
        _embedders.Dispose();
        _service.Dispose();
        _index.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_paper_gets_a_vector_and_is_found_by_words_before_and_after()
    {
        var found = FoundByWords();
        Assert.False(AllHaveVectors(General));
        await AddAll();
        Assert.True(AllHaveVectors(General));
        Assert.Equal(found, FoundByWords());
        Assert.False(await Vectors().AddAsync(default));
    }

    [Fact]
    public async Task Similar_papers_are_the_closest_and_never_the_paper_itself()
    {
        var similar = new SimilarPapers(_index, Maps(), _papers, new VectorProfiles(_database));
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
        Save([RecordOf("arXiv:2602.00001", "Whales sing", "Humpback whales sing in the deep sea.")]);
        _service.Drain(CancellationToken.None);
        await AddAll();
        Assert.Empty(new SimilarPapers(_index, Maps(), _papers, new VectorProfiles(_database)).Of("arXiv:2602.00001", 6, default));
    }

    [Fact]
    public async Task A_paper_that_changes_is_embedded_again()
    {
        await AddAll();
        var before = _index.VectorOf("arXiv:2601.00007")!.Values.ToArray();
        Save([RecordOf("arXiv:2601.00007", "A title about whales", "Whales sing in the deep sea.")]);
        _service.Drain(CancellationToken.None);
        Assert.Null(_index.VectorOf("arXiv:2601.00007"));
        await AddAll();
        Assert.NotEqual(before, _index.VectorOf("arXiv:2601.00007")!.Values.ToArray());
    }

    [Fact]
    public async Task A_paper_that_changes_while_it_is_embedded_keeps_its_newer_text()
    {
        var asOf = _index.Sequence;
        var old = new IndexQueue(_database).After(0, 300).Single(change => change.Id == "arXiv:2601.00007");
        var vector = new float[General.Dimensions];
        vector[0] = 1;
        Save([RecordOf("arXiv:2601.00007", "A title about whales", "Whales sing in the deep sea.")]);
        _service.Drain(CancellationToken.None);
        Assert.True(_service.SetVectors([(old, new ModelVector(General, vector))], asOf));
        Assert.Null(_index.VectorOf("arXiv:2601.00007"));
        Assert.Equal("arXiv:2601.00007", _index.Search(new SearchRequest("whales", 1), default).Hits.Single().Id);
        await AddAll();
        Assert.True(AllHaveVectors(General));
    }

    [Fact]
    public async Task Another_embedder_takes_over_paper_by_paper()
    {
        await AddAll();
        File.WriteAllBytes(_folder.Data.Embedder, TokenVectorFile.ToBytes(SmallModel.Make(1, "sparse", "tower", "cach")));
        var adapted = BuiltInEmbedder.Open(_folder.Data.Embedder);
        Assert.True(AllHaveVectors(General));
        await AddAll();
        Assert.True(AllHaveVectors(new VectorModel(adapted.Fingerprint, adapted.Dimensions)));
        Assert.False(AllHaveVectors(General));
    }

    [Fact]
    public async Task A_model_that_cannot_be_used_is_an_error_and_the_old_vectors_stay()
    {
        await AddAll();
        File.WriteAllText(_folder.Data.Embedder, "no model");
        var failure = await Assert.ThrowsAsync<EmbedderException>(() => Vectors().AddAsync(default));
        Assert.Contains("adapted model", failure.Message, StringComparison.Ordinal);
        Assert.True(AllHaveVectors(General));
    }

    [Fact]
    public async Task An_index_that_is_built_anew_gets_its_vectors_again()
    {
        var vectors = Vectors();
        await AddAll(vectors);
        _index.ReportDamage("a test says so");
        _service.Drain(CancellationToken.None);
        Assert.False(AllHaveVectors(General));
        await AddAll(vectors);
        Assert.True(AllHaveVectors(General));
    }

    private bool AllHaveVectors(VectorModel model)
    {
        var (vectors, papers) = _index.CountVectors(model);
        return vectors == papers;
    }

    private VectorMaps Maps() => new(_folder.Data, _index, NullLogger<VectorMaps>.Instance);

    private PaperVectors Vectors()
    {
        var queue = new IndexQueue(_database);
        var crowding = new PaperCrowding(_database, _papers, new VectorProfiles(_database), queue, _index, _service);
        return new PaperVectors(queue, _index, _service, _embedders, Maps(), crowding, NullLogger<PaperVectors>.Instance);
    }

    private Task AddAll() => AddAll(Vectors());

    private static async Task AddAll(PaperVectors vectors)
    {
        while (await vectors.AddAsync(default))
        {
        }
    }

    // In the order of ids: scores count what an update has replaced until the next merge.
    private string[] FoundByWords() =>
        [.. _index.Search(new SearchRequest("sparse towers", 300), default).Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal)];

    private void Save(IEnumerable<string> lines) => _papers.Save([.. lines.Select(RecordJson.Read)], new ImportRun());

    private static string RecordOf(string id, string title, string text) =>
        Invented.Line(("id", id), ("title", title), ("abstract", text));
}
