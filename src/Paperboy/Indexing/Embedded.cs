using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Embeddings;

namespace Paperboy.Indexing;

/// <summary>
/// Gives papers their vectors before a verb asks what is close, where no server is there to do it. A service of embeddings
/// may take hours over a catalog: for that, the server is needed.
/// </summary>
public sealed class Embedded(PaperVectors vectors, IndexService indexing, EmbedderFactory embedders, PaperStore papers)
{
    // About as many papers as one call of PaperVectors takes.
    private const double BatchSize = 1_000;

    /// <summary>Returns when the papers have vectors, or when another process sees to them.</summary>
    /// <exception cref="EmbedderException">There were none to be had.</exception>
    public void Ensure(VerbContext context, CancellationToken cancel)
    {
        if (embedders.Kind != "built-in" || !indexing.Drain(cancel))
            return;
        context.WithProgress("Embedding", report =>
        {
            var (batches, all) = (0, papers.Count());
            while (vectors.AddAsync(cancel).GetAwaiter().GetResult())
            {
                cancel.ThrowIfCancellationRequested();
                report(Math.Min(1, ++batches * BatchSize / all), $"{all:N0} papers");
            }

            return batches;
        });
    }
}
