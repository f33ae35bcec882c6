using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;

namespace Paperboy.Harvest.SemanticScholar;

/// <summary>
/// Semantic Scholar: tells more of known papers, a hundred in one request, and brings new ones by words.
/// </summary>
internal sealed class SemanticScholarSource(PoliteClient client, SourcesSettings settings, TimeProvider time) : IPaperSource
{
    private const int MostPapers = 100;
    private const int PageSize = 100;

    // With status 400, where it knows none of the papers of a batch.
    private const string NoneKnown = "No valid paper ids given";

    private readonly ServiceApi _api = new(client, "Semantic Scholar", "s2", settings.SemanticScholar)
    {
        Headers = settings.SemanticScholar.Key.Length > 0 ? [("x-api-key", settings.SemanticScholar.Key)] : [],
    };

    public string Name => SemanticScholarPapers.Source;

    public string Title => "Semantic Scholar";

    public bool Scheduled => settings.SemanticScholar.Scheduled;

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Categories.Count > 0)
            throw new HarvestOrderException("Semantic Scholar has no arXiv categories: name words (--query), or leave --category out.");
        return [.. QueryWindow.Plan(order), .. Enrichment.Plan(order, MostPapers, paper => IdFor(paper) is null ? 0 : 1)];
    }

    public IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Name.StartsWith(Enrichment.Prefix, StringComparison.Ordinal) ? EnrichAsync(window, cancel) : FindAsync(window, cursor, cancel);
    }

    private static string? IdFor(AskedPaper paper) =>
        paper.Arxiv is { } arxiv ? "ARXIV:" + arxiv : paper.Acl is { } acl ? "ACL:" + acl : paper.Dois.Count > 0 ? "DOI:" + paper.Dois[0] : null;

    private async IAsyncEnumerable<HarvestPage> EnrichAsync(HarvestWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        var asked = Enrichment.Of(window);
        var ids = asked.Select(IdFor).OfType<string>().ToList();
        var latest = PageRecords.LatestAt(time);
        var page = await AskAsync(ids, latest, cancel);
        var kept = Enrichment.Kept(page.Records, page.Rejected, asked, latest);
        yield return new HarvestPage(kept.Records, Cursor: null) { Rejected = kept.Rejected };
    }

    private async Task<ScholarPage> AskAsync(List<string> ids, DateOnly latest, CancellationToken cancel)
    {
        try
        {
            return await _api.AskAsync(
                    $"graph/v1/paper/batch?fields={SemanticScholarPapers.Fields}",
                    body => SemanticScholarPapers.ReadBatch(body, ids.Count, latest), cancel, JsonSerializer.Serialize(new { ids }))
                ?? throw new FetchFailedException(FetchFault.Wrong, "Semantic Scholar has no batches there (404): is Sources:SemanticScholar:Address right?");
        }
        catch (FetchFailedException e) when (e.Message.EndsWith(NoneKnown, StringComparison.OrdinalIgnoreCase))
        {
            return new ScholarPage([], [], Total: 0, Next: null);
        }
    }

    private async IAsyncEnumerable<HarvestPage> FindAsync(HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = QueryWindow.Of(window);
        for (int? offset = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture); offset is { } from;)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"graph/v1/paper/search?query={Uri.EscapeDataString(query.Words)}&publicationDateOrYear={WindowName.Day(query.From)}:{WindowName.Day(query.Until)}"
                + $"&offset={from}&limit={PageSize}&fields={SemanticScholarPapers.Fields}");
            var page = await _api.AskAsync(path, body => SemanticScholarPapers.Read(body, PageRecords.LatestAt(time)), cancel)
                ?? throw new FetchFailedException(FetchFault.Wrong, "Semantic Scholar has no search there (404): is Sources:SemanticScholar:Address right?");

            // The search gives a thousand papers and no more. An offset that does not grow would never end.
            offset = page.Next is { } next && next > from && next < QueryWindow.MostFound ? next : null;
            yield return new HarvestPage(page.Records, offset?.ToString(CultureInfo.InvariantCulture))
            {
                Rejected = page.Rejected,
                Expected = page.Total is { } total ? Math.Min(total, QueryWindow.MostFound) : null,
            };
        }
    }
}
