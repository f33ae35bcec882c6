using Paperboy.Embeddings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Embeddings;

public sealed class TokenVectorFileTests
{
    [Fact]
    public void A_model_comes_back_as_it_was_written()
    {
        using var folder = new TempFolder();
        var model = SmallModel.Make(1, "a", "bé", "c++");
        TokenVectorFile.Write(model, folder.File("m"));
        var embedder = BuiltInEmbedder.Open(folder.File("m"));
        Assert.Equal(model.Values, embedder.Model.Values);
        Assert.Equal(model.Scales, embedder.Model.Scales);
        Assert.Equal(model.TitleCount, embedder.Model.TitleCount);
        Assert.Equal(model.Layout.Words.Bytes, embedder.Model.Layout.Words.Bytes);
        Assert.Equal(model.Layout.Phrases.Pairs, embedder.Model.Layout.Phrases.Pairs);
        Assert.Equal(BuiltInEmbedder.Of(model, "same").Fingerprint, embedder.Fingerprint);
        Assert.NotEqual(BuiltInEmbedder.Of(SmallModel.Make(2, "a", "bé", "c++"), "other").Fingerprint, embedder.Fingerprint);
    }

    [Fact]
    public void A_flipped_bit_or_a_cut_anywhere_is_found_and_the_file_named()
    {
        var whole = TokenVectorFile.ToBytes(SmallModel.Make(1, "a", "b"));
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var damaged = whole.ToArray();
            damaged[i < 64 ? i : random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            Assert.StartsWith("m.vectors ", Assert.Throws<InvalidDataException>(() => TokenVectorFile.Read(damaged, "m.vectors")).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidDataException>(() => TokenVectorFile.Read(whole.AsSpan(0, random.Next(whole.Length)), "m.vectors"));
        }
    }

    [Fact]
    public void Rounding_to_bytes_moves_no_vector_by_more_than_a_hundredth_of_its_length()
    {
        var table = SmallModel.Table(9, 53);
        var layout = new TokenLayout(Vocabulary.Of(["a"u8.ToArray(), "b"u8.ToArray()]), new PhraseTable([PhraseTable.Pair(0, 1)]), 50);
        var back = TokenVectors.Quantize(layout, table, 2).ToTable();
        for (var row = 0; row < layout.Rows; row++)
        {
            var range = (row * TokenVectors.Dimensions)..((row + 1) * TokenVectors.Dimensions);
            var error = Math.Sqrt(table[range].Zip(back[range], (x, y) => (double)(x - y) * (x - y)).Sum());
            Assert.InRange(error, 0, 0.01 * Math.Sqrt(table[range].Sum(x => (double)x * x)));
        }
    }

    [Fact]
    public void The_general_model_takes_at_most_ten_million_bytes() =>
        Assert.InRange(TokenVectorFile.ToBytes(BuiltInEmbedder.General.Model).Length, 1_000_000, 10_000_000);
}
