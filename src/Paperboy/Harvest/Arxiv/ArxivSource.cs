using System.Net;
using System.Runtime.CompilerServices;
using System.Xml;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;

namespace Paperboy.Harvest.Arxiv;

/// <summary>
/// arXiv: today's announcements from its listing feeds, everything that changed on a day from OAI-PMH, single papers and
/// searches from its API (docs/sources/arxiv.md).
/// </summary>
internal sealed class ArxivSource(PoliteClient client, SourcesSettings settings) : IPaperSource
{
    /// <summary>By which its records, its windows and the ledger name it.</summary>
    public const string SourceName = "arxiv";

    // A page of arXiv's has 3.4 MB.
    private const long MostBytes = 32L * 1024 * 1024;

    // As many as the search gives at all.
    private const int MostFound = 30_000;
    private const int FoundAtOnce = 500;

    private readonly ServiceRules _rules = new("arxiv", settings.Arxiv.Delay, [.. new[]
    {
        settings.Arxiv.Oai.Host, settings.Arxiv.Api.Host, settings.Arxiv.Feed.Host,
    }.Distinct(StringComparer.OrdinalIgnoreCase)]);

    public string Name => SourceName;

    public string Title => "arXiv";

    public bool Scheduled => settings.Arxiv.Scheduled;

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return ArxivWindows.Plan(order, order.Categories.Count > 0 ? order.Categories : settings.Arxiv.Categories);
    }

    public IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(window);
        return ArxivWindows.KindOf(window) switch
        {
            ArxivWindows.Oai => OaiAsync(window, cursor, cancel),
            ArxivWindows.Feed => FeedAsync(window, cancel),
            ArxivWindows.Ids => IdsAsync(window, cancel),
            ArxivWindows.Query => QueryAsync(window, cursor, cancel),
            _ => throw new ArgumentException($"arXiv has no window \"{window.Name}\".", nameof(window)),
        };
    }

    private async IAsyncEnumerable<HarvestPage> OaiAsync(HarvestWindow window, string? token, [EnumeratorCancellation] CancellationToken cancel)
    {
        do
        {
            var asked = token;
            var query = asked is null ? ArxivWindows.OaiQuery(window) : $"verb=ListRecords&resumptionToken={Uri.EscapeDataString(asked)}";
            var page = await AskAsync(settings.Arxiv.Oai, query, ArxivOai.ReadPage, cancel);
            var (code, words) = (page.Reply.ErrorCode, page.Reply.ErrorMessage);
            if (code == "badResumptionToken" && asked is not null)
                throw new CursorExpiredException($"arXiv knows the token of {window.Name} no more: {words}");
            if (code is not (null or "noRecordsMatch"))
                throw new FetchFailedException(FetchFault.Wrong, $"arXiv's OAI-PMH service refuses {window.Name}: {code} {words}".TrimEnd());
            token = page.Reply.Token;
            if (token is not null && token == asked)
                throw new CursorExpiredException($"arXiv gave the same token for {window.Name} twice.");
            yield return new HarvestPage(page.Records, token)
            {
                Rejected = page.Rejected,
                Withdrawn = page.Deleted,
                Expected = page.Reply.ListSize,
            };
        }
        while (token is not null);
    }

    private async IAsyncEnumerable<HarvestPage> FeedAsync(HarvestWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        var categories = ArxivWindows.FeedCategories(window);
        var address = new Uri($"{settings.Arxiv.Feed.AbsoluteUri.TrimEnd('/')}/{string.Join('+', categories)}");
        var batch = await AskAsync(address, "", ArxivFeed.Read, cancel);
        yield return new HarvestPage([], Cursor: null)
        {
            Rejected = batch.Rejected,
            Announced = ArxivFeed.Announcements(batch, categories, window.Day),
        };
    }

    private async IAsyncEnumerable<HarvestPage> IdsAsync(HarvestWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        var page = await SearchAsync(window, ArxivWindows.IdsQuery(window), start: 0, cancel);
        yield return new HarvestPage(page.Records, Cursor: null) { Rejected = page.Rejected };
    }

    private async IAsyncEnumerable<HarvestPage> QueryAsync(HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var start = ArxivWindows.StartOf(cursor); ;)
        {
            var page = await SearchAsync(window, ArxivWindows.SearchQuery(window, start, FoundAtOnce), start, cancel);
            start += page.Entries;
            var isLast = page.Entries == 0 || start >= Math.Min(page.Total ?? 0, MostFound);
            yield return new HarvestPage(page.Records, isLast ? null : ArxivWindows.CursorOf(start))
            {
                Rejected = page.Rejected,
                Expected = page.Total is { } total ? Math.Min(total, MostFound) : null,
            };
            if (isLast)
                yield break;
        }
    }

    private async Task<ArxivApiPage> SearchAsync(HarvestWindow window, string query, int start, CancellationToken cancel)
    {
        var page = await AskAsync(settings.Arxiv.Api, query, xml => Whole(ArxivApi.Read(xml), start), cancel);
        return page.Error is null
            ? page
            : throw new FetchFailedException(FetchFault.Wrong, $"arXiv's search refuses {window.Name}: {page.Error}");
    }

    // Now and then the search gives an empty page though there are more: then it is asked again.
    private static ArxivApiPage Whole(ArxivApiPage page, int start) =>
        page is { Error: null, Entries: 0, Total: { } total } && start < Math.Min(total, MostFound)
            ? throw new BadReplyException($"an empty page from {start} on, though {total} papers match")
            : page;

    private Task<T> AskAsync<T>(Uri address, string query, Func<XmlReader, T> read, CancellationToken cancel)
    {
        var request = new FetchRequest(query.Length == 0 ? address : new UriBuilder(address) { Query = query }.Uri, _rules)
        {
            Headers = [("Accept", "application/xml, text/xml, application/atom+xml, application/rss+xml")],

            // With 400 come words in the form that is read anyway.
            AlsoRead = [HttpStatusCode.BadRequest],
            MostBytes = MostBytes,
        };
        return client.GetAsync(request, (reply, _) => Task.FromResult(Read(reply, request.Address, read)), cancel);
    }

    private static T Read<T>(Reply reply, Uri address, Func<XmlReader, T> read)
    {
        try
        {
            return SafeXml.Read(reply, read);
        }
        catch (BadReplyException e) when (reply.Status == HttpStatusCode.BadRequest)
        {
            throw new FetchFailedException(FetchFault.Wrong, $"arXiv refuses {address} (400) without words that can be read.", e);
        }
    }
}
