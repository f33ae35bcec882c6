using Paperboy.Cli;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// Builds a damaged index anew from the catalog: in this process if nobody owns the index, else the owner is asked to,
/// by a file that its next index job finds.
/// </summary>
internal sealed class IndexRepair(Database database)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when the index has been built anew and has all that was in the catalog at the call.</summary>
    public void Run(VerbContext context, string damage, CancellationToken cancel)
    {
        File.WriteAllText(database.Folder.IndexDamage, damage);
        var told = false;
        while (Wanted(database.Folder) is not null)
        {
            using (var owner = IndexOwner.TryBecome(database, "paperboy check --repair"))
            {
                if (owner is not null)
                {
                    context.WithProgress("Indexing", report => owner.Drain((done, all) => report(done / (double)all, $"{done:N0} of {all:N0} changes"), cancel));
                    return;
                }
            }

            if (!told)
                context.Say($"Waiting for {FileLock.Holder(database.Folder.IndexLock)} to build the index anew.");
            told = true;
            cancel.WaitHandle.WaitOne(Pause);
            cancel.ThrowIfCancellationRequested();
        }

        new Searchable(database).Ensure(context, cancel);
    }

    /// <summary>Why somebody wants the index built anew; null: nobody does.</summary>
    public static string? Wanted(DataFolder folder)
    {
        try
        {
            return File.Exists(folder.IndexDamage) ? File.ReadAllText(folder.IndexDamage) : null;
        }
        catch (FileNotFoundException)
        {
            return null; // done in between
        }
    }

    /// <summary>Says that the old index is gone: what comes now is built anew.</summary>
    public static void Begun(DataFolder folder) => File.Delete(folder.IndexDamage);
}
