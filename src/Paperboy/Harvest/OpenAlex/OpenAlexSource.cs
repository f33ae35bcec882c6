using System.Globalization;
using System.Runtime.CompilerServices;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;

namespace Paperboy.Harvest.OpenAlex;

/// <summary>
/// OpenAlex: tells more of known papers, up to fifty DOIs in one request, and brings new ones by words.
/// </summary>
internal sealed class OpenAlexSource(PoliteClient client, SourcesSettings settings, TimeProvider time) : IPaperSource
{
    // What OpenAlex takes as alternatives of one filter.
    private const int MostDois = 50;
    private const int PageSize = 100;
    private const string Fields =
        "id,doi,title,display_name,publication_date,publication_year,primary_location,locations,authorships,topics,keywords,"
        + "cited_by_count,is_retracted,is_paratext,abstract_inverted_index";

    private readonly ServiceApi _api = new(client, "OpenAlex", "openalex", settings.OpenAlex)
    {
        Headers = settings.OpenAlex.Key.Length > 0 ? [("Authorization", $"Bearer {settings.OpenAlex.Key}")] : [],
    };

    private readonly string _contact =
        settings.Contact.Contains('@', StringComparison.Ordinal) ? $"&mailto={Uri.EscapeDataString(settings.Contact)}" : "";

    public string Name => OpenAlexWorks.Source;

    public string Title => "OpenAlex";

    public bool Scheduled => settings.OpenAlex.Scheduled;

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Categories.Count > 0)
            throw new HarvestOrderException("OpenAlex has no arXiv categories: name words (--query), or leave --category out.");
        return [.. QueryWindow.Plan(order), .. Enrichment.Plan(order, MostDois, paper => DoisOf(paper).Count())];
    }

    public IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Name.StartsWith(Enrichment.Prefix, StringComparison.Ordinal) ? EnrichAsync(window, cancel) : FindAsync(window, cursor, cancel);
    }

    // A comma or a bar would end the value; no way is documented to write them.
    private static IEnumerable<string> DoisOf(AskedPaper paper) =>
        paper.Dois.Concat(paper.ArxivDoi is { } own ? [own] : []).Where(doi => !doi.AsSpan().ContainsAny(',', '|')).Take(2);

    private async IAsyncEnumerable<HarvestPage> EnrichAsync(HarvestWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        var asked = Enrichment.Of(window);
        var dois = string.Join("%7C", asked.SelectMany(DoisOf).Select(Uri.EscapeDataString));
        var path = string.Create(CultureInfo.InvariantCulture, $"works?filter=doi:{dois}&per-page={PageSize}&select={Fields}{_contact}");
        var page = await AskAsync(path, cancel);
        var kept = Enrichment.Kept(page.Records, page.Rejected, asked, PageRecords.LatestAt(time));
        yield return new HarvestPage(kept.Records, Cursor: null) { Rejected = kept.Rejected };
    }

    private async IAsyncEnumerable<HarvestPage> FindAsync(HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = QueryWindow.Of(window);
        var (found, next) = QueryWindow.Read(cursor);
        do
        {
            var days = $"from_publication_date:{WindowName.Day(query.From)},to_publication_date:{WindowName.Day(query.Until)}";
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"works?search={Uri.EscapeDataString(query.Words)}&filter={days}&per-page={PageSize}&cursor={Uri.EscapeDataString(next ?? "*")}&select={Fields}{_contact}");
            var page = await AskAsync(path, cancel);
            if (page.NextCursor is not null && page.NextCursor == next)
                throw new CursorExpiredException($"OpenAlex gave the same cursor twice at {path}.");
            found += page.Records.Count + page.Rejected.Count;

            // The last page of a cursor is an empty one.
            next = page.Records.Count + page.Rejected.Count > 0 && found < QueryWindow.MostFound ? page.NextCursor : null;
            yield return new HarvestPage(page.Records, next is null ? null : QueryWindow.Cursor(found, next))
            {
                Rejected = page.Rejected,
                Expected = page.Count is { } count ? Math.Min(count, QueryWindow.MostFound) : null,
            };
        }
        while (next is not null);
    }

    private async Task<OpenAlexPage> AskAsync(string path, CancellationToken cancel) =>
        await _api.AskAsync(path, body => OpenAlexWorks.Read(body, PageRecords.LatestAt(time)), cancel)
        ?? throw new FetchFailedException(FetchFault.Wrong, "OpenAlex has no works there (404): is Sources:OpenAlex:Address right?");
}
