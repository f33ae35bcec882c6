using System.Globalization;
using System.Runtime.CompilerServices;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;

namespace Paperboy.Harvest.Crossref;

/// <summary>
/// Crossref: tells more of papers that have a publisher's DOI, twenty in one request, and brings new ones by words.
/// </summary>
internal sealed class CrossrefSource(PoliteClient client, SourcesSettings settings, TimeProvider time) : IPaperSource
{
    // Works come with all their references: more of them would make replies of megabytes.
    private const int MostDois = 20;
    private const int PageSize = 100;

    // Crossref lets lists be asked for less often than single works.
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(1);

    private readonly ServiceApi _api = new(client, "Crossref", "crossref", settings.Crossref)
    {
        LeastDelay = BetweenLists,
        Headers = settings.Crossref.Key.Length > 0 ? [("Crossref-Plus-API-Token", $"Bearer {settings.Crossref.Key}")] : [],
    };

    private readonly string _contact =
        settings.Contact.Contains('@', StringComparison.Ordinal) ? $"&mailto={Uri.EscapeDataString(settings.Contact)}" : "";

    public string Name => CrossrefWorks.Source;

    public string Title => "Crossref";

    public bool Scheduled => settings.Crossref.Scheduled;

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Categories.Count > 0)
            throw new HarvestOrderException("Crossref has no arXiv categories: name words (--query), or leave --category out.");

        // A DOI with a comma cannot stand in a filter: it has a request of its own.
        return [.. QueryWindow.Plan(order), .. Enrichment.Plan(order, MostDois, paper => DoiOf(paper) switch
        {
            null => 0,
            var doi when doi.Contains(',', StringComparison.Ordinal) => MostDois,
            _ => 1,
        })];
    }

    public IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Name.StartsWith(Enrichment.Prefix, StringComparison.Ordinal) ? EnrichAsync(window, cancel) : FindAsync(window, cursor, cancel);
    }

    // arXiv's DOIs are DataCite's, which Crossref does not know.
    private static string? DoiOf(AskedPaper paper) => paper.Dois.Count > 0 ? paper.Dois[0] : null;

    private async IAsyncEnumerable<HarvestPage> EnrichAsync(HarvestWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        var asked = Enrichment.Of(window);
        var dois = asked.Select(DoiOf).OfType<string>().ToList();
        var path = dois is [var single]
            ? $"works/{Uri.EscapeDataString(single)}?{_contact.TrimStart('&')}".TrimEnd('?')
            : string.Create(CultureInfo.InvariantCulture, $"works?filter={string.Join(',', dois.Select(doi => "doi:" + Uri.EscapeDataString(doi)))}&rows={MostDois}{_contact}");
        var page = await AskAsync(path, cancel);

        // One that Crossref does not know is no failure: other agencies give DOIs, too.
        var kept = Enrichment.Kept(page?.Records ?? [], page?.Rejected ?? [], asked, PageRecords.LatestAt(time));
        yield return new HarvestPage(kept.Records, Cursor: null) { Rejected = kept.Rejected };
    }

    private async IAsyncEnumerable<HarvestPage> FindAsync(HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = QueryWindow.Of(window);
        var (found, next) = QueryWindow.Read(cursor);
        do
        {
            var days = $"from-pub-date:{WindowName.Day(query.From)},until-pub-date:{WindowName.Day(query.Until)}";
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"works?query={Uri.EscapeDataString(query.Words)}&filter={days}&rows={PageSize}&cursor={Uri.EscapeDataString(next ?? "*")}{_contact}");

            // Crossref's word for a cursor that it knows no more is 404. It gives the same cursor with every page of a question.
            var page = await AskAsync(path, cancel)
                ?? throw new CursorExpiredException($"Crossref knows the cursor no more at {path}.");
            var count = page.Records.Count + page.Rejected.Count;
            found += count;
            next = count == PageSize && found < QueryWindow.MostFound ? page.NextCursor : null;
            yield return new HarvestPage(page.Records, next is null ? null : QueryWindow.Cursor(found, next))
            {
                Rejected = page.Rejected,
                Expected = page.Count is { } all ? Math.Min(all, QueryWindow.MostFound) : null,
            };
        }
        while (next is not null);
    }

    private Task<CrossrefPage?> AskAsync(string path, CancellationToken cancel) =>
        _api.AskAsync(path, body => CrossrefWorks.Read(body, PageRecords.LatestAt(time)), cancel);
}
