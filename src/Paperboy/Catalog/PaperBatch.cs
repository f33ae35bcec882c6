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
    private readonly PaperRecognition _recognition;
    private readonly RecordVersions _versions;
    private readonly ApartRecords _apart;
    private readonly StarHistory _stars;

    public PaperBatch(SqliteConnection connection, ImportRun run)
    {
        _run = run;
        _records = new RecordRows(connection);
        _papers = new PaperRows(connection);
        _versions = new RecordVersions(connection);
        _apart = new ApartRecords(connection);
        _stars = new StarHistory(connection, run);
        _recognition = new PaperRecognition(_papers, _records, _apart);
    }

    public SaveOutcome Save(PreparedRecord prepared)
    {
        var record = prepared.Record;
        var known = _records.Find(record);
        if (known is not null && (known.Hash.AsSpan().SequenceEqual(prepared.Hash) || Contains(known.Shadowed, prepared.Hash)))
        {
            _run.Seen.Add(known.Number);
            return SaveOutcome.Unchanged;
        }

        if (known is not null && KeepsNewer(known.Number, record))
        {
            _run.Seen.Add(known.Number);
            return SaveOutcome.Unchanged;
        }

        if (Recognise(prepared, known?.Paper) is not { } paper)
        {
            paper = _papers.Insert(prepared.Alone);
            _run.Seen.Add(_records.Insert(paper, prepared));
            _stars.Note(prepared.Alone.Paper.Id, record);
            return SaveOutcome.New;
        }

        var number = known?.Number ?? _records.Insert(paper, prepared);
        if (known is not null)
        {
            // Two lines of one file that tell different things of the same record: the later one counts, and the
            // earlier one must not come back when the file is imported again.
            byte[]? shadowed = _run.Seen.Contains(number) ? [.. known.Shadowed ?? [], .. known.Hash] : null;
            _records.Update(number, prepared, shadowed);
        }

        _run.Seen.Add(number);
        var records = _records.Of(paper, number, record);
        var row = records.Count == 1 ? prepared.Alone : PaperRow.Of(records);
        _papers.Update(paper, row);
        _stars.Note(row.Paper.Id, record);
        return SaveOutcome.Changed;
    }

    /// <summary>A paper is shown nowhere any more, whatever sources say of it from now on.</summary>
    public void Hide(long paper)
    {
        _papers.Hide(paper);
        Rebuild(paper);
    }

    /// <summary>Merges a paper anew from its records.</summary>
    public void Rebuild(long paper) => _papers.Update(paper, PaperRow.Of(_records.Of(paper)));

    /// <summary>Makes papers of their own of some of a paper's records, and keeps all parts apart from now on.</summary>
    public void Split(long paper, IReadOnlyList<NumberedRecord> staying, IReadOnlyList<IReadOnlyList<NumberedRecord>> leaving)
    {
        // First the paper that stays: it may let go of an id that a part takes back.
        _papers.Update(paper, PaperRow.Of(RecordsOf(staying)));
        var others = RecordsOf(staying).ToList();
        foreach (var part in leaving)
        {
            var records = RecordsOf(part);
            var row = PaperRow.Of(records);
            _papers.Unredirect(row.Paper.Id);
            var own = _papers.Insert(row);
            foreach (var (number, _) in part)
                _records.MoveOne(number, own);
            _apart.Keep(records, others);
            others.AddRange(records);
        }
    }

    private static IReadOnlyList<PaperRecord> RecordsOf(IReadOnlyList<NumberedRecord> rows) => [.. rows.Select(row => row.Record)];

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
    public void Complete() => _papers.Complete();

    public void Dispose()
    {
        _records.Dispose();
        _papers.Dispose();
        _versions.Dispose();
        _apart.Dispose();
        _stars.Dispose();
    }

    // Of two versions the older one is kept beside; it never takes the place of the newer one, whatever the order of arrival.
    private bool KeepsNewer(long number, PaperRecord record)
    {
        if (record.Version is not { } version || _records.At(number) is not { Version: { } present } before || version == present)
            return false;
        _versions.Keep(number, version < present ? record : before, _run.Day);
        return version < present;
    }

    private long? Recognise(PreparedRecord prepared, long? own)
    {
        var paper = own;
        foreach (var candidate in _recognition.PapersOf(prepared, own))
            paper = paper is { } kept ? Join(kept, candidate) : candidate;
        return paper;
    }

    // The paper that came first stays; the other's records go over and its id leads to the first for ever.
    private long Join(long one, long other)
    {
        var (kept, lost) = one < other ? (one, other) : (other, one);
        var keptId = _papers.IdOf(kept);
        var lostId = _papers.IdOf(lost);
        if (_papers.IsHidden(lost))
            _papers.Hide(kept);
        _records.Move(lost, kept);
        _papers.Delete(lost);
        _papers.Redirect(lostId, keptId);
        return kept;
    }

    private void RebuildOrDelete(long paper)
    {
        var records = _records.Of(paper);
        if (records.Count == 0)
            _papers.Delete(paper);
        else
            _papers.Update(paper, PaperRow.Of(records));
    }

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

    /// <summary>The day on which it runs, which versions that it replaces are kept with; null where nobody asks.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Whether services are asked, which tell how things stand now; else files are read, which tell how they stood.</summary>
    public bool IsHarvest { get; init; }

    /// <summary>Says since when the catalog knows what this run brings.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
