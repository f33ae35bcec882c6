using Paperboy.Search;

namespace Paperboy.Indexing;

/// <summary>
/// The index queue as documents, read and prepared ahead on other threads: while the engine inverts one batch, the next ones
/// become documents, and the one after them is read from the catalog.
/// </summary>
internal sealed class QueuedDocuments(IndexQueue queue)
{
    private const int BatchSize = 1_000;

    // Enough for all processors; a batch is some 20 MB.
    private static readonly int MostAhead = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>The changes after a sequence, in their order, until there are no more.</summary>
    public IEnumerable<DocumentBatch> After(long sequence)
    {
        var preparing = new Queue<Task<DocumentBatch>>();
        var reading = Read(sequence);
        try
        {
            while (reading.GetAwaiter().GetResult() is { Count: > 0 } changes)
            {
                reading = Read(changes[^1].Sequence);
                preparing.Enqueue(Task.Run(() => Prepare(changes)));
                if (preparing.Count > MostAhead)
                    yield return preparing.Dequeue().GetAwaiter().GetResult();
            }

            while (preparing.TryDequeue(out var batch))
                yield return batch.GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever stops in between may close the catalog next.
            Task.WhenAll([reading, .. preparing]).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }

    private Task<IReadOnlyList<PaperChange>> Read(long after) => Task.Run(() => queue.After(after, BatchSize));

    private static DocumentBatch Prepare(IReadOnlyList<PaperChange> changes)
    {
        var documents = new (string, IndexDocument?)[changes.Count];
        for (var i = 0; i < documents.Length; i++)
            documents[i] = (changes[i].Id, changes[i].Paper is null ? null : PaperDocument.Of(changes[i]));
        return new DocumentBatch(changes[^1].Sequence, documents);
    }
}

/// <param name="Last">The sequence of the last change.</param>
/// <param name="Changes">Ids with their documents; without one where the paper is gone.</param>
internal sealed record DocumentBatch(long Last, IReadOnlyList<(string Id, IndexDocument? Document)> Changes);
