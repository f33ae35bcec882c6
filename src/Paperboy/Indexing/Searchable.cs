using Paperboy.Cli;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// Makes sure that what a verb wrote into the catalog is found by searches: the verb becomes the owner of the index, or
/// waits for the process that is.
/// </summary>
public sealed class Searchable(Database database)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns true when everything that was in the catalog at the call is searchable.</summary>
    public bool Ensure(VerbContext context, CancellationToken cancel)
    {
        var target = new IndexQueue(database).CatalogSequence();
        using var index = new PaperIndex(database.Folder);
        var told = false;
        while (!Knows(index, target))
        {
            using (var owner = IndexOwner.TryBecome(database, "paperboy " + context.Parsed.CommandResult.Command.Name))
            {
                if (owner is not null)
                {
                    Index(context, owner, cancel);
                    return true;
                }
            }

            if (!told)
                context.Say($"Waiting for {FileLock.Holder(database.Folder.IndexLock)} to index the papers.");
            told = true;
            cancel.WaitHandle.WaitOne(Pause);
            cancel.ThrowIfCancellationRequested();
        }

        return true;
    }

    // An index that knows more than the catalog is of another catalog. Only the owner can mend that, or a damaged one.
    private bool Knows(PaperIndex index, long target)
    {
        try
        {
            var known = index.Sequence;
            return known >= target && known <= new IndexQueue(database).CatalogSequence();
        }
        catch (IndexCorruptException)
        {
            return false;
        }
    }

    private static void Index(VerbContext context, IndexOwner owner, CancellationToken cancel)
    {
        if (owner.RebuiltBecause is { } reason)
            context.Say($"The index is built anew: {reason}.");
        context.WithProgress("Indexing", report =>
        {
            return owner.Drain((done, all) => report(done / (double)all, $"{done:N0} of {all:N0} changes"), cancel);
        });
    }
}
