using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Paperboy.Catalog;

/// <summary>What saving a record did to the catalog.</summary>
public enum SaveOutcome
{
    /// <summary>A paper that the catalog did not have.</summary>
    New,

    /// <summary>A known paper that knows more, or something else, now.</summary>
    Changed,

    /// <summary>The catalog had all of this already.</summary>
    Unchanged,
}

/// <summary>
/// Saves records within one transaction: recognises the paper, merges, and moves the catalog's sequence on, which is
/// what puts the paper on the index queue.
/// </summary>
internal sealed class PaperBatch : IDisposable
{
    private readonly ImportRun _run;
    private readonly RecordRows _records;
    private readonly PaperRows _papers;

    public PaperBatch(SqliteConnection connection, SqliteTransaction transaction, ImportRun run)
    {
        _run = run;
        _records = new RecordRows(connection, transaction);
        _papers = new PaperRows(connection, transaction);
    }

    public SaveOutcome Save(PaperRecord record)
    {
        var hash = Hash(record.Body);
        var known = _records.Find(record);
        if (known is not null && (known.Hash.AsSpan().SequenceEqual(hash) || Contains(known.Shadowed, hash)))
        {
            _run.Seen.Add(known.Number);
            return SaveOutcome.Unchanged;
        }

        var keys = Identity.Keys(record).ToList();
        var paper = Recognise(keys, known?.Paper);
        var outcome = paper is null ? SaveOutcome.New : SaveOutcome.Changed;
        if (paper is null)
        {
            var merged = PaperMerge.Merge([record]);
            paper = _papers.Insert(merged);
            _run.Seen.Add(_records.Insert(paper.Value, record, hash));
            _papers.WriteRelated(paper.Value, merged, keys);
            return outcome;
        }

        if (known is null)
        {
            _run.Seen.Add(_records.Insert(paper.Value, record, hash));
        }
        else
        {
            // Two lines of one file that tell different things of the same record: the later one counts, and the
            // earlier one must not come back when the file is imported again.
            byte[]? shadowed = _run.Seen.Contains(known.Number) ? [.. known.Shadowed ?? [], .. known.Hash] : null;
            _records.Update(known.Number, record, hash, shadowed);
            _run.Seen.Add(known.Number);
        }

        Rebuild(paper.Value);
        return outcome;
    }

    /// <summary>Forgets all that a source said: papers that nobody else tells of go, the others are merged anew.</summary>
    public int Forget(string source)
    {
        var papers = _records.PapersOf(source);
        _records.DeleteOf(source);
        foreach (var paper in papers)
            RebuildOrDelete(paper);
        return papers.Count;
    }

    /// <summary>Forgets what a source said under these keys; returns how many papers that changed or removed.</summary>
    public int Withdraw(string source, IReadOnlyList<string> keys)
    {
        var papers = new SortedSet<long>();
        foreach (var key in keys)
        {
            foreach (var (number, paper) in _records.Delete(source, key))
            {
                // The number may be given again: it is then no record that this run has seen.
                _run.Seen.Remove(number);
                papers.Add(paper);
            }
        }

        foreach (var paper in papers)
            RebuildOrDelete(paper);
        return papers.Count;
    }

    /// <summary>Writes the sequence that this batch reached. Call once, before the commit.</summary>
    public void Complete() => _papers.WriteSequence();

    public void Dispose()
    {
        _records.Dispose();
        _papers.Dispose();
    }

    private long? Recognise(IReadOnlyCollection<string> keys, long? own)
    {
        var found = new SortedSet<long>();
        if (own is { } number)
            found.Add(number);
        foreach (var key in keys)
            found.UnionWith(_papers.WithKey(key));
        if (found.Count == 0)
            return null;

        long? chosen = own;
        IReadOnlyCollection<string> known = own is { } o ? [.. keys, .. _papers.KeysOf(o)] : keys;
        foreach (var candidate in found.Where(c => c != own))
        {
            var theirs = _papers.KeysOf(candidate);
            if (!Identity.Compatible(known, theirs))
                continue;
            chosen = chosen is { } kept ? Join(kept, candidate) : candidate;
            known = [.. known, .. theirs];
        }

        return chosen;
    }

    // The paper that came first stays; the other's records go over and its id leads to the first for ever.
    private long Join(long one, long other)
    {
        var (kept, lost) = one < other ? (one, other) : (other, one);
        var keptId = _papers.IdOf(kept);
        var lostId = _papers.IdOf(lost);
        _records.Move(lost, kept);
        _papers.Delete(lost);
        _papers.Redirect(lostId, keptId);
        return kept;
    }

    private void RebuildOrDelete(long paper)
    {
        if (_records.Of(paper).Count == 0)
            _papers.Delete(paper);
        else
            Rebuild(paper);
    }

    private void Rebuild(long paper)
    {
        var records = _records.Of(paper);
        var merged = PaperMerge.Merge(records);
        var before = _papers.IdOf(paper);
        if (before != merged.Id)
        {
            // Joined papers may carry the id that this one takes over; it is free again by now.
            _papers.Redirect(before, merged.Id);
        }

        _papers.Update(paper, merged);
        _papers.DeleteRelated(paper);
        _papers.WriteRelated(paper, merged, [.. records.SelectMany(Identity.Keys).Distinct(StringComparer.Ordinal)]);
    }

    private static byte[] Hash(string body) => SHA256.HashData(Encoding.UTF8.GetBytes(body))[..RecordRows.HashLength];

    private static bool Contains(byte[]? hashes, byte[] hash)
    {
        for (var i = 0; hashes is not null && i < hashes.Length; i += RecordRows.HashLength)
        {
            if (hashes.AsSpan(i, RecordRows.HashLength).SequenceEqual(hash))
                return true;
        }

        return false;
    }
}

/// <summary>One import from its first line to its last, over all of its transactions.</summary>
internal sealed class ImportRun
{
    /// <summary>The numbers of the records that lines of this run have named so far.</summary>
    public HashSet<long> Seen { get; } = [];
}
