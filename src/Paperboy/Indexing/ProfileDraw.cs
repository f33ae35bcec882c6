using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Storage;
using Paperboy.Text;

namespace Paperboy.Indexing;

/// <summary>
/// Draws the profile of an embedder's vectors from all papers of the catalog, seeded: the same catalog gives the same sample.
/// </summary>
internal sealed class ProfileDraw(Database database, PaperStore papers)
{
    // Of papers that have nothing to do with a query one in a thousand is taken for close.
    private const double Accepted = 0.001;

    private const int Seed = 1;
    private const int AskingTitles = 200;
    private const int UnrelatedPapers = 500;
    private const int FirstCharacters = 100; // of a paper without a title

    /// <summary>Embeds titles, and some papers to compare them with; null where too few have words for that.</summary>
    /// <exception cref="EmbedderException">There were no vectors.</exception>
    public async Task<VectorProfile?> DrawAsync(IEmbedder embedder, VectorModel model, CancellationToken cancel)
    {
        var drawn = papers.FindMany(Numbers());
        var titles = new float[drawn.Count * model.Dimensions];
        await embedder.EmbedAsync([.. drawn.Select(TitleOf)], titles, cancel);
        var asked = drawn.Take(UnrelatedPapers).ToList();
        var documents = new float[asked.Count * model.Dimensions];
        await embedder.EmbedAsync([.. asked.Select(PaperVectors.TextOf)], documents, cancel);

        var similarities = Unrelated(titles, documents, model.Dimensions);
        if (similarities.Length < UnrelatedSimilarity.FewestPairs)
            return null;
        var kept = Enumerable.Range(0, drawn.Count).Where(place => Vector(titles, place, model.Dimensions).ContainsAnyExcept(0f)).ToList();
        return new VectorProfile(
            model,
            papers.Count(),
            UnrelatedSimilarity.Threshold(similarities, Accepted),
            [.. kept.Select(place => drawn[place].Id)],
            [.. kept.SelectMany(place => Vector(titles, place, model.Dimensions).ToArray())]);
    }

    // Each as likely as any other, in one pass (algorithm R; Vitter, "Random sampling with a reservoir", ACM TOMS 1985).
    private long[] Numbers()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM paper ORDER BY number";
        using var rows = command.ExecuteReader();
        var (random, drawn, seen) = (new Random(Seed), new List<long>(), 0L);
        while (rows.Read())
        {
            if (drawn.Count < Crowding.SampleSize)
                drawn.Add(rows.GetInt64(0));
            else if (random.NextInt64(seen + 1) is var place && place < drawn.Count)
                drawn[(int)place] = rows.GetInt64(0);
            seen++;
        }

        // The first of them ask, and are asked: they must not be the oldest.
        var numbers = drawn.ToArray();
        random.Shuffle(numbers);
        return numbers;
    }

    // A title with all papers but its own.
    private static float[] Unrelated(float[] titles, float[] documents, int dimensions)
    {
        var similarities = new List<float>();
        var count = documents.Length / dimensions;
        for (var title = 0; title < Math.Min(AskingTitles, count); title++)
        {
            var query = Vector(titles, title, dimensions);
            for (var paper = 0; paper < count && query.ContainsAnyExcept(0f); paper++)
            {
                if (paper != title && Vector(documents, paper, dimensions) is var document && document.ContainsAnyExcept(0f))
                    similarities.Add(VectorKernels.Dot(query, document));
            }
        }

        return [.. similarities];
    }

    private static EmbedderText TitleOf(Paper paper)
    {
        if (paper.Title.Length > 0)
            return EmbedderText.Query(PaperText.Parse(paper.Title).ToPlainText());
        var text = PaperText.Parse(paper.Abstract).ToPlainText();
        return EmbedderText.Query(text[..Math.Min(text.Length, FirstCharacters)]);
    }

    private static ReadOnlySpan<float> Vector(float[] vectors, int place, int dimensions) => vectors.AsSpan(place * dimensions, dimensions);
}
