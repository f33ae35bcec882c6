using Paperboy.Embeddings;
using Xunit;

namespace Paperboy.Tests.Embeddings;

public sealed class BuiltInEmbedderTests
{
    private static readonly BuiltInEmbedder Small = BuiltInEmbedder.Of(SmallModel.Make(3, "neural", "network", "graph", "theori"), "small");

    [Fact]
    public void A_vector_is_the_weighted_sum_of_the_rows_of_words_phrases_and_n_grams()
    {
        var text = EmbedderText.Document("Neural networks", "Graph theory of graphs, quuxly.");
        var table = Small.Model.ToTable();
        var counts = new Dictionary<int, float> { [0] = 2, [1] = 2, [4] = 2, [2] = 2, [3] = 1 };
        var grams = new int[CharacterGrams.Most];
        foreach (var (term, count) in new[] { ("of", 1f), ("quuxli", 1f) })
        {
            var found = grams[..CharacterGrams.Find(System.Text.Encoding.UTF8.GetBytes(term), 50, grams)];
            foreach (var bucket in found)
                counts[5 + bucket] = counts.GetValueOrDefault(5 + bucket) + (count / (found.Length * found.Length));
        }

        var wanted = new double[TokenVectors.Dimensions];
        foreach (var (row, count) in counts)
        {
            for (var i = 0; i < wanted.Length; i++)
                wanted[i] += Math.Sqrt(count) * table[(row * wanted.Length) + i];
        }

        var length = Math.Sqrt(wanted.Sum(x => x * x));
        var vector = Embed(Small, text);
        for (var i = 0; i < wanted.Length; i++)
            Assert.Equal(wanted[i] / length, vector[i], 1e-5);
    }

    [Fact]
    public void Vectors_have_length_one_and_a_text_without_words_has_none()
    {
        Assert.Equal(1, Length(Embed(BuiltInEmbedder.General, EmbedderText.Query("graph neural networks"))), 1e-5);
        Assert.Equal(1, Length(Embed(BuiltInEmbedder.General, EmbedderText.Document("图神经网络", "Qwzzxk"))), 1e-5);
        Assert.Equal(0, Length(Embed(BuiltInEmbedder.General, EmbedderText.Query(" ?! "))));
    }

    [Fact]
    public async Task Many_at_once_get_the_same_bytes_as_one_by_one()
    {
        var random = new Random(5);
        EmbedderText[] texts = [.. Enumerable.Range(0, 300).Select(i => EmbedderText.Document(Words(random, i % 7), Words(random, i % 90)))];
        var all = new float[texts.Length * TokenVectors.Dimensions];
        await BuiltInEmbedder.General.EmbedAsync(texts, all, CancellationToken.None);
        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(Embed(BuiltInEmbedder.General, texts[i]), all[(i * TokenVectors.Dimensions)..((i + 1) * TokenVectors.Dimensions)]);
    }

    [Fact]
    public async Task Too_short_a_target_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Small.EmbedAsync([EmbedderText.Query("graph")], new float[255], CancellationToken.None));

    [Fact]
    public void A_query_is_sure_by_the_share_of_its_weight_that_is_known()
    {
        var vector = new float[TokenVectors.Dimensions];
        Assert.Equal(1, Small.Embed(EmbedderText.Query("neural graph"), vector));
        Assert.Equal(0, Small.Embed(EmbedderText.Query("quuxly"), vector));
        Assert.InRange(Small.Embed(EmbedderText.Query("neural quuxly"), vector), 0.3f, 0.7f);
        Assert.Equal(0, Small.Embed(EmbedderText.Query(""), vector));
    }

    [Fact]
    public void A_mistyped_word_is_close_to_another_of_its_kind_and_not_to_a_strange_one()
    {
        var wrong = Embed(BuiltInEmbedder.General, EmbedderText.Query("hyperparametrzation"));
        var other = Embed(BuiltInEmbedder.General, EmbedderText.Query("hyperparametrzations"));
        var strange = Embed(BuiltInEmbedder.General, EmbedderText.Query("xyloquince"));
        Assert.True(Dot(wrong, other) > 0.8);
        Assert.True(Dot(wrong, strange) < 0.5);
    }

    [Fact]
    public void The_general_model_knows_what_words_do_not_say()
    {
        var query = Embed(BuiltInEmbedder.General, EmbedderText.Query("translating between languages"));
        var near = Embed(BuiltInEmbedder.General, EmbedderText.Document("Neural machine translation", "An encoder and a decoder with attention, trained on parallel sentences."));
        var far = Embed(BuiltInEmbedder.General, EmbedderText.Document("Packet loss in wireless networks", "We measure throughput between stations."));
        Assert.True(Dot(query, near) > Dot(query, far) + 0.2);
    }

    [Fact]
    public void A_warm_embedder_allocates_nothing()
    {
        var vector = new float[TokenVectors.Dimensions];
        var text = EmbedderText.Document("Graph neural networks", "We propose quuxly networks for molecules, with 3D coordinates and k-NN graphs.");
        var embedder = BuiltInEmbedder.General;
        for (var i = 0; i < 100; i++)
            embedder.Embed(text, vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            embedder.Embed(text, vector);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Words(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => new[] { "graph", "neural", "the", "k-means", "日本語", "quuxly", "proofs." }[random.Next(7)]));

    private static float[] Embed(BuiltInEmbedder embedder, EmbedderText text)
    {
        var vector = new float[TokenVectors.Dimensions];
        embedder.Embed(text, vector);
        return vector;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static double Length(float[] vector) => Math.Sqrt(Dot(vector, vector));
}
