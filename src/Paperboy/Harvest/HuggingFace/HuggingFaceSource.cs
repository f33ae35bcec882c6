using System.Globalization;
using System.Runtime.CompilerServices;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;

namespace Paperboy.Harvest.HuggingFace;

/// <summary>
/// Hugging Face's daily papers: a window for each edition, and one for a search by words. The editions of yesterday and
/// today are open: papers come in until their day ends everywhere, and votes later still.
/// </summary>
internal sealed class HuggingFaceSource(PoliteClient client, SourcesSettings settings, TimeProvider time) : IPaperSource
{
    private const int PageSize = 100;

    // An edition has some dozens of papers.
    private const int MostPages = 50;
    private const int MostFound = 120;
    private const int LongestQuery = 250;
    private const int DaysOpen = 2;
    private const string Daily = "daily/";
    private const string Search = "search/";

    private readonly ServiceApi _api = new(client, "Hugging Face", "huggingface", settings.HuggingFace)
    {
        Headers = settings.HuggingFace.Key.Length > 0 ? [("Authorization", $"Bearer {settings.HuggingFace.Key}")] : [],
    };

    public string Name => DailyPapers.Source;

    public string Title => "Hugging Face";

    public bool Scheduled => settings.HuggingFace.Scheduled;

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Categories.Count > 0)
            throw new HarvestOrderException("Hugging Face has no categories: its editions are harvested whole. Leave --category out.");
        var today = DateOnly.FromDateTime(order.Now.UtcDateTime);
        if (order.Query is { } query)
        {
            return query.Trim().Length is > 0 and <= LongestQuery
                ? [new HarvestWindow(WindowName.Of(Search, today, query.Trim()), today, null)]
                : throw new HarvestOrderException($"Hugging Face searches for 1 to {LongestQuery} characters; the query has {query.Trim().Length}.");
        }

        var windows = new List<HarvestWindow>();
        for (var day = order.From; day <= order.Until && day <= today; day = day.AddDays(1))
            windows.Add(new HarvestWindow(Daily + WindowName.Day(day), day, null) { Open = day > today.AddDays(-DaysOpen) });
        return windows;
    }

    public IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Name.StartsWith(Search, StringComparison.Ordinal) ? SearchAsync(window, cancel) : EditionAsync(window, cursor, cancel);
    }

    private async IAsyncEnumerable<HarvestPage> EditionAsync(HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture); ; page++)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture, $"api/daily_papers?date={WindowName.Day(window.Day)}&limit={PageSize}&p={page}");
            var daily = await AskAsync(path, window.Day, cancel);

            // A mirror that does not know of pages gives the first one for ever.
            var news = daily.Records.Count(record => seen.Add(record.Key));
            if (page > 0 && daily.Records.Count > 0 && news == 0)
                throw new FetchFailedException(FetchFault.Unreadable, $"Hugging Face gives nothing but papers of the pages before at {path}.");
            var last = daily.Elements < PageSize;
            if (!last && page + 1 >= MostPages)
                throw new FetchFailedException(FetchFault.Unreadable, $"Hugging Face's edition of {WindowName.Day(window.Day)} does not end after {MostPages} pages.");
            yield return new HarvestPage(daily.Records, last ? null : (page + 1).ToString(CultureInfo.InvariantCulture))
            {
                Rejected = daily.Rejected,
                Announced = [.. daily.Records.Select(record => new Announcement(window.Day, "daily", "new", record.Key))],
            };
            if (last)
                yield break;
        }
    }

    private async IAsyncEnumerable<HarvestPage> SearchAsync(HarvestWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        var words = WindowName.Words(Search, window.Name);
        var found = await AskAsync($"api/papers/search?q={Uri.EscapeDataString(words)}&limit={MostFound}", edition: null, cancel);
        yield return new HarvestPage(found.Records, Cursor: null) { Rejected = found.Rejected };
    }

    private async Task<DailyPage> AskAsync(string path, DateOnly? edition, CancellationToken cancel) =>
        await _api.AskAsync(path, body => DailyPapers.Read(body, edition, PageRecords.LatestAt(time)), cancel)
        ?? throw new FetchFailedException(FetchFault.Wrong, $"Hugging Face has nothing at {path} (404): is Sources:HuggingFace:Address right?");
}
