using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>
/// Saves pages, each in one transaction: its records, what was withdrawn and announced, the cursor, and the counts of window
/// and run. Whenever the process ends, either all of a page is there, and it is not asked for again, or nothing is.
/// </summary>
internal sealed class PageSaver(PaperStore papers, string source, ImportRun import, RunCounts run, TimeProvider time)
{
    /// <summary>Saves a page of a window.</summary>
    public void Save(long number, HarvestWindow window, HarvestPage page)
    {
        var (records, rejected) = Check(page);
        var withdrawal = page.Withdrawn.Count > 0 ? new Withdrawal(source, page.Withdrawn) : null;
        try
        {
            papers.Save(
                new CatalogChange(records, withdrawal), import,
                (connection, transaction, outcomes) => Settle(
                    new LedgerWriter(connection, transaction, time.GetUtcNow()), number, window, page, records, outcomes, rejected));
        }
        catch (Exception e) when (e is not (SqliteException or IOException or OperationCanceledException) && records.Count > 0)
        {
            // One record that cannot be merged must not cost the page: each for itself, then the page without them.
            var (saved, outcomes) = SaveEach(records, rejected);
            papers.Save(
                new CatalogChange([], withdrawal), import,
                (connection, transaction, _) => Settle(
                    new LedgerWriter(connection, transaction, time.GetUtcNow()), number, window, page, saved, outcomes, rejected));
        }
    }

    private void Settle(
        LedgerWriter writer,
        long number,
        HarvestWindow window,
        HarvestPage page,
        IReadOnlyList<PaperRecord> records,
        IReadOnlyList<SaveOutcome> outcomes,
        IReadOnlyList<RejectedRecord> rejected)
    {
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        for (var i = 0; i < records.Count; i++)
            Count(tallies, window.Category ?? (records[i].Categories is [var first, ..] ? first : ""), Of(outcomes[i]));
        Count(tallies, window.Category ?? "", new Tally(0, 0, 0, 0, page.Withdrawn.Count, rejected.Count));
        writer.Page(number, page.Cursor, page.Expected, tallies);
        writer.Reject(number, rejected.Select(r => (r.Id, r.Reason)));
        writer.Announce(source, [.. page.Announced.Select(a => new AnnouncedPaper(a.Day, a.Category, a.Kind, a.Id))]);
        writer.TakeBack(source, page.Withdrawn);
        run.Add(tallies.Values.Aggregate(default(Tally), Tally.Add), page.Expected);
        run.Write(writer);
    }

    private static Tally Of(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.New => new Tally(1, 1, 0, 0, 0, 0),
        SaveOutcome.Changed => new Tally(1, 0, 1, 0, 0, 0),
        _ => new Tally(1, 0, 0, 1, 0, 0),
    };

    private static void Count(Dictionary<string, Tally> tallies, string category, Tally tally)
    {
        if (tally != default)
            tallies[category] = tallies.GetValueOrDefault(category) + tally;
    }

    // The catalog reads bodies again at every merge: one that it cannot read would make the paper's every later merge fail.
    private (List<PaperRecord> Records, List<RejectedRecord> Rejected) Check(HarvestPage page)
    {
        var latest = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddYears(1);
        var records = new List<PaperRecord>(page.Records.Count);
        var rejected = page.Rejected.ToList();
        foreach (var record in page.Records)
        {
            if (!RecordJson.TryRead(record.Body, latest, out var read, out var reason))
                rejected.Add(new RejectedRecord(record.Key, reason));
            else if (read.Source != source || read.Key != record.Key)
                rejected.Add(new RejectedRecord(record.Key, $"its body says that it is {read.Key} of {read.Source}"));
            else
                records.Add(record);
        }

        return (records, rejected);
    }

    private (List<PaperRecord> Saved, List<SaveOutcome> Outcomes) SaveEach(List<PaperRecord> records, List<RejectedRecord> rejected)
    {
        var saved = new List<PaperRecord>(records.Count);
        var outcomes = new List<SaveOutcome>(records.Count);
        foreach (var record in records)
        {
            try
            {
                outcomes.Add(papers.Save([record], import)[0]);
                saved.Add(record);
            }
            catch (Exception e) when (e is not (SqliteException or IOException or OperationCanceledException))
            {
                rejected.Add(new RejectedRecord(record.Key, $"it could not be merged: {e.Message}"));
            }
        }

        return (saved, outcomes);
    }
}
