using System.Text;
using Paperboy.Embeddings;

namespace Paperboy.Tests.Embeddings;

/// <summary>Models of a few words with random vectors.</summary>
internal static class SmallModel
{
    public static TokenVectors Make(int seed, params string[] words)
    {
        var layout = new TokenLayout(
            Vocabulary.Of([.. words.Select(Encoding.UTF8.GetBytes)]),
            new PhraseTable(words.Length > 1 ? [PhraseTable.Pair(0, 1)] : []),
            50);
        return TokenVectors.Quantize(layout, Table(seed, layout.Rows), 2);
    }

    public static float[] Table(int seed, int rows)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * TokenVectors.Dimensions).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
