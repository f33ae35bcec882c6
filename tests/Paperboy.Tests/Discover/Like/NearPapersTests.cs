using System.Text;
using Paperboy.Catalog;
using Paperboy.Discover.Like;
using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Tests.Indexing;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Discover.Like;

public sealed class NearPapersTests : IDisposable
{
    private static readonly string[] Songs = ["arXiv:2602.00001", "arXiv:2602.00002"];

    private readonly EmbeddedPapers _all = new();
    private readonly Unrelated _unrelated;
    private readonly NearPapers _near;

    public NearPapersTests()
    {
        _unrelated = new Unrelated(_all.Index, _all.Papers);
        _near = new NearPapers(_all.Index, _all.Papers, _all.Maps(), _unrelated);
    }

    private static VectorModel General => new(BuiltInEmbedder.General.Fingerprint, BuiltInEmbedder.General.Dimensions);

    public void Dispose() => _all.Dispose();

    [Fact]
    public async Task A_small_catalog_has_no_bound_and_of_a_larger_one_about_a_thousandth_is_close()
    {
        await Save(Whales());
        Assert.Equal(float.NegativeInfinity, _unrelated.LeastSimilarity(General));
        Assert.Equal(2, Find(NearRule.Draft, Embed("Medieval coins were minted from silver by monks.")).Count);

        await Save(OfManySubjects(1_000));
        var least = _unrelated.LeastSimilarity(General);
        var vectors = _all.Index.VectorsOf(_all.Papers.Draw(200)).Select(vector => vector!).ToList();
        var cosines = vectors.SelectMany((one, i) => vectors.Take(i).Select(other => VectorKernels.Dot(one.Values.Span, other.Values.Span))).ToList();
        Assert.InRange(cosines.Count(cosine => cosine >= least), 1, cosines.Count / 250);
        Assert.InRange(Find(NearRule.Draft, Embed("Medieval coins were minted from silver by monks.")).Count, 0, 5);
        Assert.Equal(Songs, Find(NearRule.Draft, Embed("Whales sing songs in the deep sea.")).Take(2).Select(paper => paper.Paper.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_subjects_the_rarer_one_gets_places_too()
    {
        await Save([.. Invented.Lines(300), .. Whales()]);
        var points = new[] { _all.Index.VectorOf("arXiv:2601.00007")!, _all.Index.VectorOf(Songs[0])! };
        var found = _near.Find(points, NearRule.Set, ["arXiv:2601.00007", Songs[0]], 10, null, CancellationToken.None);
        Assert.Equal(10, found.Count);
        Assert.Equal(Songs[1], found[0].Paper.Id);
        Assert.Equal(1, found[0].Point);
        Assert.Contains(found, paper => paper.Point == 0);
    }

    [Fact]
    public async Task Vectors_of_another_model_are_compared_with_nothing()
    {
        await Save(Whales());
        var other = new ModelVector(new VectorModel("another", General.Dimensions), _all.Index.VectorOf(Songs[0])!.Values.Span);
        Assert.Empty(Find(NearRule.Set, other));
        Assert.Single(_near.Find([other, _all.Index.VectorOf(Songs[0])!], NearRule.Set, [Songs[0]], 10, null, CancellationToken.None));
    }

    // Of words that the model knows, drawn at random.
    private static IEnumerable<string> OfManySubjects(int count)
    {
        var words = BuiltInEmbedder.General.Model.Layout.Words;
        var random = new Random(4);
        for (var i = 0; i < count; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, 40).Select(_ => Encoding.UTF8.GetString(words.Term(random.Next(words.Count)))));
            yield return Invented.Line(("id", $"arXiv:2603.{i:D5}"), ("title", $"Paper {i}"), ("abstract", text));
        }
    }

    private static string[] Whales() =>
    [
        Invented.Line(("id", Songs[0]), ("title", "Songs of whales"), ("abstract", "Whales sing in the deep sea, and other whales answer.")),
        Invented.Line(("id", Songs[1]), ("title", "How whales answer songs"), ("abstract", "We record whales that sing in the sea.")),
    ];

    private IReadOnlyList<NearPaper> Find(NearRule rule, ModelVector point) => _near.Find([point], rule, [], 10, null, CancellationToken.None);

    private static ModelVector Embed(string text)
    {
        var vector = new float[General.Dimensions];
        BuiltInEmbedder.General.Embed(EmbedderText.Document("", text), vector);
        return new ModelVector(General, vector);
    }

    private async Task Save(IEnumerable<string> lines)
    {
        _all.Papers.Save([.. lines.Select(RecordJson.Read)], new ImportRun());
        _all.Service.Drain(CancellationToken.None);
        var vectors = _all.Vectors();
        while (await vectors.AddAsync(CancellationToken.None))
        {
        }
    }
}
