using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;
using Paperboy.Ledger;
using Paperboy.Readers.Events;
using Paperboy.Settings;

namespace Paperboy.Harvest.Requests;

/// <summary>
/// Fetches the papers that readers asked for by id. The sources are the harvest's own: they ask nobody but their configured hosts,
/// through their gates, and an id is all that comes from a reader. The ledger's windows and runs are not touched: what one reader
/// asks for says nothing of a day.
/// </summary>
public sealed class RequestedHarvest(
    IEnumerable<IPaperSource> sources, RequestedPapers requests, PaperStore papers, SourcesSettings settings, TimeProvider time, ILogger<RequestedHarvest> log)
{
    private const int MostAtOnce = 100;

    // An id is one paper's: what gives more pages than that is no answer to it.
    private const int MostPages = 3;

    private static readonly string[] ForDois = ["crossref", "openalex"];

    private readonly Dictionary<string, IPaperSource> _sources = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>Whether the server drains the queue; else the verb harvest does.</summary>
    public bool IsScheduled => settings.Scheduled;

    /// <summary>Asks for all that is due; returns how many papers came.</summary>
    public async Task<int> DrainAsync(CancellationToken cancel)
    {
        var found = 0;
        foreach (var id in requests.Due(MostAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                if (await FetchAsync(id, cancel))
                    found++;
            }
            catch (Exception e) when (e is FetchFailedException or HarvestOrderException or CursorExpiredException)
            {
                log.LogWarning("{Id}, which a reader asked for, did not come: {Reason}", id, e.Message);
                requests.Failed(id, "The source could not be asked; it is tried again.");
            }
        }

        return found;
    }

    private async Task<bool> FetchAsync(string id, CancellationToken cancel)
    {
        foreach (var (source, order) in Ways(id))
        {
            var records = await RecordsAsync(source, order, id, cancel);
            if (records.Count > 0)
                return Save(id, source, records);
        }

        requests.Absent(id, "No source that was asked knows a paper of this id.");
        return false;
    }

    // Which sources know ids of this kind, and how they are asked for one.
    private IEnumerable<(IPaperSource Source, HarvestOrder Order)> Ways(string id)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var order = new HarvestOrder(today, today, []) { Now = now };
        if (id.StartsWith("arXiv:", StringComparison.Ordinal) && _sources.TryGetValue("arxiv", out var arxiv))
            yield return (arxiv, order with { Missing = [id] });
        if (id.StartsWith("ACL:", StringComparison.Ordinal) && _sources.TryGetValue("acl", out var acl) && CollectionOf(id) is { } collection)
            yield return (acl, order with { Categories = [collection] });
        if (id.StartsWith("doi:", StringComparison.Ordinal))
        {
            foreach (var name in ForDois.Where(_sources.ContainsKey))
                yield return (_sources[name], order with { Enrich = [[id]] });
        }
    }

    // P19-1001 stands in P19, 2020.acl-main.1 in 2020.acl.
    private static string? CollectionOf(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return dash > 4 ? id[4..dash] : null;
    }

    private static async Task<List<PaperRecord>> RecordsAsync(IPaperSource source, HarvestOrder order, string id, CancellationToken cancel)
    {
        var records = new List<PaperRecord>();
        foreach (var window in source.Plan(order))
        {
            var pages = 0;
            await foreach (var page in source.PagesAsync(window, null, cancel))
            {
                records.AddRange(page.Records.Where(record => Speaks(record, id)));
                if (page.Cursor is null || ++pages == MostPages)
                    break;
            }
        }

        return records;
    }

    private static bool Speaks(PaperRecord record, string id) =>
        string.Equals(record.Key, id, StringComparison.OrdinalIgnoreCase)
        || record.Ids.Contains(id, StringComparer.OrdinalIgnoreCase)
        || (record.Doi is { } doi && string.Equals("doi:" + doi, id, StringComparison.OrdinalIgnoreCase));

    private bool Save(string id, IPaperSource source, List<PaperRecord> records)
    {
        var now = time.GetUtcNow();
        var shown = false;
        papers.Save(records, new ImportRun { Day = DateOnly.FromDateTime(now.UtcDateTime), IsHarvest = true, Time = time }, (connection, transaction, outcomes) =>
        {
            var paper = PaperOf(connection, transaction, records[0]);
            shown = paper is not null;
            if (paper is null)
            {
                RequestedPapers.Settle(connection, transaction, id, RequestState.Absent, "A curator took this paper down here.", now);
                return;
            }

            var asker = RequestedPapers.Settle(connection, transaction, id, RequestState.Found, $"{source.Title} told of it.", now);
            if (asker is not null && outcomes.Contains(SaveOutcome.New))
            {
                var actor = connection.ExecuteScalar<long>("SELECT actor FROM account WHERE number = $asker", new { asker }, transaction);
                EventLog.Append(connection, transaction, now, actor, EventKind.Submit, paper);
            }
        });
        return shown;
    }

    private static string? PaperOf(SqliteConnection connection, SqliteTransaction transaction, PaperRecord record) =>
        connection.ExecuteScalar<string?>(
            "SELECT paper.id FROM record JOIN paper ON paper.number = record.paper WHERE record.source = $source AND record.key = $key AND paper.hidden = 0",
            new { source = record.Source, key = record.Key },
            transaction);
}
