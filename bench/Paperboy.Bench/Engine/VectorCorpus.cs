using System.Numerics;
using System.Runtime.InteropServices;

namespace Paperboy.Bench.Engine;

/// <summary>Vectors of unit length, the same each time, by number; those of queries follow the documents'.</summary>
internal abstract class VectorCorpus
{
    public const int Dimensions = 256;

    /// <summary>"clustered", "even", or the folder of a corpus of texts.</summary>
    /// <exception cref="DirectoryNotFoundException">It is neither, or has no such folder.</exception>
    public static VectorCorpus Of(string name) => name switch
    {
        "clustered" => new ClusteredVectors(),
        "even" => new EvenVectors(),
        _ => new WordVectors(name),
    };

    /// <summary>The vectors of the documents, in order. The array is used again.</summary>
    public abstract IEnumerable<float[]> Documents(int count);

    public abstract IEnumerable<float[]> Queries(int count, int documents);

    /// <summary>Adds numbers that are nearly normally distributed: sums of four that are evenly so.</summary>
    protected static void AddNormal(Span<float> target, ulong seed, float scale)
    {
        const float Spread = 37_837; // the standard deviation of such a sum
        var state = seed;
        foreach (ref var value in target)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;
            var sum = (int)(mixed & 0xFFFF) + (int)((mixed >> 16) & 0xFFFF) + (int)((mixed >> 32) & 0xFFFF) + (int)(mixed >> 48);
            value += (sum - 131_070) / Spread * scale;
        }
    }

    protected static void Normalize(Span<float> vector)
    {
        var scale = 1 / MathF.Sqrt(Dot(vector, vector));
        foreach (ref var value in vector)
            value *= scale;
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var (lefts, at) = (MemoryMarshal.Cast<float, Vector<float>>(a).Length, 0);
        for (var i = 0; i < lefts; i++, at += Vector<float>.Count)
            sum += new Vector<float>(a[at..]) * new Vector<float>(b[at..]);
        return Vector.Sum(sum);
    }
}

/// <summary>All directions alike: the worst case, since nothing is much closer than all the rest.</summary>
internal sealed class EvenVectors : VectorCorpus
{
    public override IEnumerable<float[]> Documents(int count) => Range(0, count);

    public override IEnumerable<float[]> Queries(int count, int documents) => Range(documents, count);

    private static IEnumerable<float[]> Range(int first, int count)
    {
        var vector = new float[Dimensions];
        for (var i = first; i < first + count; i++)
        {
            Array.Clear(vector);
            AddNormal(vector, (ulong)i << 20, 1);
            Normalize(vector);
            yield return vector;
        }
    }
}

/// <summary>
/// Topics within topics around a common direction, in dimensions of unequal weight, as vectors of texts are. Two papers of
/// one narrow topic have a cosine of about 0.7, any two of about 0.2.
/// </summary>
internal sealed class ClusteredVectors : VectorCorpus
{
    private const int Topics = 400;
    private const int NarrowTopics = 60_000;

    public override IEnumerable<float[]> Documents(int count) => Range(0, count);

    public override IEnumerable<float[]> Queries(int count, int documents) => Range(documents, count);

    private static IEnumerable<float[]> Range(int first, int count)
    {
        var vector = new float[Dimensions];
        for (var i = first; i < first + count; i++)
        {
            Array.Clear(vector);
            var narrow = (uint)(i * 2654435761u) % NarrowTopics;
            AddNormal(vector, 1UL << 60, 0.5f);
            AddNormal(vector, (2UL << 60) + ((ulong)(narrow % Topics) << 20), 0.6f);
            AddNormal(vector, (3UL << 60) + ((ulong)narrow << 20), 0.7f);
            AddNormal(vector, (4UL << 60) + ((ulong)i << 20), 0.6f);
            for (var dimension = 0; dimension < vector.Length; dimension++)
                vector[dimension] *= MathF.Pow(1 + dimension, -0.3f);
            Normalize(vector);
            yield return vector;
        }
    }
}

/// <summary>
/// Titles and abstracts as sums of a random vector for each word, weighted by its rarity (random indexing: Kanerva,
/// Kristoferson and Holst, 2000). Queries are the corpus's titles.txt.
/// </summary>
internal sealed class WordVectors : VectorCorpus
{
    private const int SampleForRarity = 50_000;

    private static readonly char[] Separators = [.. Enumerable.Range(1, 127).Select(code => (char)code).Where(c => !char.IsLetterOrDigit(c))];
    private readonly string _folder;
    private readonly Dictionary<string, (float[] Direction, int Documents)> _words = [];
    private readonly Dictionary<string, int> _inText = [];

    public WordVectors(string folder)
    {
        _folder = folder;
        foreach (var line in File.ReadLines(Path.Combine(folder, "corpus.tsv")).Take(SampleForRarity))
        {
            foreach (var word in line.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct())
                _words[word] = (WordOf(word).Direction, WordOf(word).Documents + 1);
        }
    }

    public override IEnumerable<float[]> Documents(int count) => Texts("corpus.tsv", count);

    public override IEnumerable<float[]> Queries(int count, int documents) => Texts("titles.txt", count);

    private IEnumerable<float[]> Texts(string file, int count)
    {
        var vector = new float[Dimensions];
        foreach (var line in File.ReadLines(Path.Combine(_folder, file)).Take(count))
        {
            Array.Clear(vector);
            _inText.Clear();
            foreach (var word in line.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries))
                _inText[word] = _inText.GetValueOrDefault(word) + 1;
            foreach (var (word, times) in _inText)
            {
                var (direction, documents) = WordOf(word);
                var weight = (1 + MathF.Log(times)) * MathF.Log(SampleForRarity / (0.5f + documents));
                for (var i = 0; i < vector.Length; i++)
                    vector[i] += direction[i] * weight;
            }

            vector[0] += 1e-6f; // a line without words has a direction, too
            Normalize(vector);
            yield return vector;
        }
    }

    private (float[] Direction, int Documents) WordOf(string word)
    {
        if (_words.TryGetValue(word, out var known))
            return known;
        var direction = new float[Dimensions];
        var seed = 14695981039346656037;
        foreach (var character in word)
            seed = (seed ^ character) * 1099511628211;
        AddNormal(direction, seed << 20, 1);
        return _words[word] = (direction, 0);
    }
}
