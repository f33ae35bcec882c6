using Paperboy.Cli;
using Paperboy.Embeddings;

namespace Paperboy.Indexing;

/// <summary>
/// Gives papers their vectors before a verb asks what is close, where no server is there to do it. A service of embeddings
/// may take hours over a catalog: for that, the server is needed.
/// </summary>
public sealed class Embedded(PaperVectors vectors, IndexService indexing, EmbedderFactory embedders)
{
    /// <summary>Returns when the papers have vectors, or when another process sees to them.</summary>
    /// <exception cref="EmbedderException">There were none to be had.</exception>
    public void Ensure(VerbContext context, CancellationToken cancel)
    {
        if (embedders.Kind != "built-in" || !indexing.Drain(cancel))
            return;
        context.WithProgress("Embedding", report =>
        {
            var batches = 0;
            while (vectors.AddAsync(cancel).GetAwaiter().GetResult())
            {
                cancel.ThrowIfCancellationRequested();
                report(0.5, $"{++batches:N0},000 papers");
            }

            return batches;
        });
    }
}
