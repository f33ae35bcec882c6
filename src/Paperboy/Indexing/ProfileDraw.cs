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
    private const int Seed = 1;

    /// <summary>Draws papers and measures them; null where too few have words for that.</summary>
    /// <exception cref="EmbedderException">There were no vectors.</exception>
    public Task<VectorProfile?> DrawAsync(IEmbedder embedder, VectorModel model, CancellationToken cancel)
    {
        var drawn = papers.FindMany(Numbers()).Select(paper => new ProfiledPaper(
            paper.Id, PaperText.Parse(paper.Title).ToPlainText(), PaperText.Parse(paper.Abstract).ToPlainText()));
        return ProfileMeasure.OfAsync(embedder, model, papers.Count(), [.. drawn], cancel);
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

        // Of some embedders only the first are asked: they must not be the oldest.
        var numbers = drawn.ToArray();
        random.Shuffle(numbers);
        return numbers;
    }
}
