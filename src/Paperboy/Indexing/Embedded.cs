using Paperboy.Cli;
using Paperboy.Embeddings;
using Paperboy.Search;

namespace Paperboy.Indexing;

/// <summary>
/// Makes sure that a search by meaning has the papers' vectors also where no server runs: the verb embeds those that lack one,
/// by the built-in embedder. A service is asked by the server only, which can wait for it; and where another process owns the
/// index, that one embeds.
/// </summary>
public sealed class Embedded(IndexService indexing, PaperIndex index, PaperVectors vectors, VectorProfiles profiles, EmbedderFactory embedders)
{
    private const int CheapToWalk = 10_000;

    /// <summary>Embeds what lacks a vector, if this process can. What is missing then is found by its words.</summary>
    public void Ensure(VerbContext context, CancellationToken cancel)
    {
        if (embedders.Kind != "built-in")
            return;
        try
        {
            var embedder = embedders.OpenAsync(cancel).AsTask().GetAwaiter().GetResult();
            var model = new VectorModel(embedder.Fingerprint, embedder.Dimensions);
            var (done, papers) = index.CountVectors(model);
            indexing.Holder = "paperboy " + context.Parsed.CommandResult.Command.Name;
            if ((IsWorthIt(papers - done, papers) || IsProfileMissing(embedder, papers)) && indexing.Drain(cancel))
                context.WithProgress("Embedding", report => Embed(model, report, cancel));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EmbedderException)
        {
            context.Say($"The papers cannot be embedded: {e.Message}");
        }
        finally
        {
            indexing.LetGo();
        }
    }

    // A text without words never gets a vector. To find a few others all papers are gone through: in a large catalog that takes
    // longer than a search may.
    private static bool IsWorthIt(long missing, long papers) => missing > (papers < CheapToWalk ? 0 : papers / 100);

    // Of an index that was made before there were profiles: without one nothing is called close.
    private bool IsProfileMissing(IEmbedder embedder, long papers) =>
        papers >= VectorProfile.FewestPapers && profiles.Find(embedder.Fingerprint) is null;

    private bool Embed(VectorModel model, Action<double, string> report, CancellationToken cancel)
    {
        while (vectors.AddAsync(cancel).GetAwaiter().GetResult())
        {
            cancel.ThrowIfCancellationRequested();
            var (done, papers) = index.CountVectors(model);
            report(done / (double)Math.Max(1, papers), $"{done:N0} of {papers:N0} papers");
        }

        return true;
    }
}
