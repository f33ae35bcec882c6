using System.Globalization;
using System.Runtime.CompilerServices;
using Paperboy.Catalog;
using Paperboy.Harvest;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Harvest;

/// <summary>
/// A source whose windows are days of pages, and which does at each page what the test says. Cursors are page numbers.
/// </summary>
internal sealed class ScriptedSource : IPaperSource
{
    private readonly Dictionary<string, IReadOnlyList<HarvestPage>> _pages = new(StringComparer.Ordinal);
    private readonly List<HarvestWindow> _windows = [];

    public string Name { get; init; } = "arxiv";

    public string Title => "The scripted source";

    public bool Scheduled => true;

    /// <summary>Called before a page is given, with window and page number; may throw.</summary>
    public Action<string, int> Before { get; set; } = (_, _) => { };

    /// <summary>What it gives when it is asked for papers by id.</summary>
    public Func<string, PaperRecord?> ById { get; set; } = _ => null;

    /// <summary>Every page that was asked for: window and number.</summary>
    public List<(string Window, int Page)> Asked { get; } = [];

    public ScriptedSource Add(string name, DateOnly day, params IReadOnlyList<HarvestPage> pages) => Add(new HarvestWindow(name, day, null), pages);

    public ScriptedSource Add(HarvestWindow window, params IReadOnlyList<HarvestPage> pages)
    {
        _windows.RemoveAll(known => known.Name == window.Name);
        _windows.Add(window);
        _pages[window.Name] = pages;
        return this;
    }

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order) =>
    [
        .. _windows.Where(window => window.Day >= order.From && window.Day <= order.Until),
        .. order.Missing.Select(id => new HarvestWindow("ids/" + id, order.From, null)),
        .. order.Enrich.Select(ids => new HarvestWindow("enrich/" + ids[0], order.From, null)),
    ];

    public async IAsyncEnumerable<HarvestPage> PagesAsync(
        HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        var pages = _pages.TryGetValue(window.Name, out var known) ? known : [ByIdPage(window)];
        for (var page = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture); page < pages.Count; page++)
        {
            Asked.Add((window.Name, page));
            Before(window.Name, page);
            var next = page + 1 < pages.Count ? (page + 1).ToString(CultureInfo.InvariantCulture) : null;
            yield return pages[page] with { Cursor = pages[page].Cursor ?? next };
        }
    }

    /// <summary>Pages of some papers each, whose ids follow from the day.</summary>
    public static IReadOnlyList<HarvestPage> PagesOf(DateOnly day, int pages, int papers) =>
    [
        .. Enumerable.Range(0, pages).Select(page => new HarvestPage(
            [.. Enumerable.Range(0, papers).Select(i => Record(Id(day, (page * papers) + i), day))], null) { Expected = pages * papers }),
    ];

    public static string Id(DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"arXiv:{day.Year % 100:D2}{day.Month:D2}.{(day.Day * 1000) + number:D5}");

    public static PaperRecord Record(string id, DateOnly day) => Invented.Record(
        ("id", id), ("title", $"A paper called {id}"), ("listed", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("authors", new[] { $"Ada {id[^5..]} Example{id[^3..]}" }));

    /// <summary>A feed's page: papers, and that they were announced on the day in the category.</summary>
    public static HarvestPage Feed(DateOnly day, string category, params IReadOnlyList<string> ids) =>
        new([.. ids.Select(id => Record(id, day))], null) { Announced = [.. ids.Select(id => new Announcement(day, category, "new", id))] };

    private HarvestPage ByIdPage(HarvestWindow window)
    {
        var id = window.Name[(window.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return new HarvestPage(ById(id) is { } record ? [record] : [], null);
    }
}
