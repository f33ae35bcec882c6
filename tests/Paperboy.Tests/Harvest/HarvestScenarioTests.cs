using System.Globalization;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Paperboy.Catalog;
using Paperboy.Harvest;
using Paperboy.Ledger;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Harvest.Faults;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Harvest;

/// <summary>A fresh installation harvests three days in five categories, while the server in arXiv's place does everything wrong.</summary>
public sealed class HarvestScenarioTests
{
    private static readonly DateOnly Monday = new(2026, 3, 16);
    private static readonly DateOnly Wednesday = new(2026, 3, 18);
    private static readonly string[] Categories = ["cs.CL", "cs.CV", "cs.LG", "cs.AI", "stat.ML"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Torture.Times(1))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Three_days_in_five_categories_come_in_to_the_last_record_through_all_faults(int seed)
    {
        var clock = new FakeClock(At(Monday));
        var archive = InventedArchive.Make(seed, Monday.AddDays(-7), Wednesday, 150);
        await using var server = await ServiceServer.Start(archive, clock);
        using var folder = new TempFolder();
        await using var rooms = Rooms(folder, server, clock);
        var desk = rooms.GetRequiredService<HarvestDesk>();
        var days = rooms.GetRequiredService<DayBook>();
        Misbehave(server, seed);

        var runs = 0;
        var seen = new HashSet<DayState>();
        for (var day = Monday; day <= Wednesday; day = day.AddDays(1))
        {
            server.Listings.FeedDay = day;
            server.Faults.Add(Fault.YesterdaysBatch, "/rss", nth: 1, times: 2);
            if (clock.GetUtcNow() < At(day))
                clock.Pass(At(day) - clock.GetUtcNow());
            runs += await Harvest(desk, clock, day, () =>
            {
                var state = days.Of(day).Single(d => d.Source == "arxiv").State;
                seen.Add(state);
                return state == DayState.Complete;
            });
        }

        Assert.Contains(DayState.Repeated, seen);
        var met = server.Log.All.Select(page => page.Fault).OfType<Fault>().ToHashSet();
        Assert.Empty(Enum.GetValues<Fault>().Except(met));

        // When the days are over, what could still grow is fetched once more.
        clock.Pass(At(Wednesday.AddDays(1)).AddHours(4) - clock.GetUtcNow());
        runs += await Harvest(desk, clock, Wednesday, () => days.Between(Monday, Wednesday).Where(d => d.Source == "arxiv").All(d => d.State == DayState.Complete));
        Assert.InRange(runs, 4, 200);
        Assert.Equal(0, server.TrapVisits);
        Assert.DoesNotContain(server.Log.Overlapping, page => page.Service == "arxiv");
        Assert.True(server.Log.LeastDistance("arxiv") >= TimeSpan.FromSeconds(3));
        AssertWhole(rooms, archive);
        await AssertShown(folder, archive);
    }

    // Each fault at least once, where it does something, and then any of them at random.
    private static void Misbehave(ServiceServer server, int seed)
    {
        server.Oai.PageSize = 20;
        foreach (var (fault, i) in new[] { Fault.ExpiredToken, Fault.RepeatedToken, Fault.EmptyPage, Fault.DoubledIds, Fault.NoTitle }.Select((f, i) => (f, i)))
            server.Faults.Add(fault, "/oai", nth: (4 * i) + 3);
        foreach (var (fault, i) in Enum.GetValues<Fault>().Where(f => f != Fault.YesterdaysBatch).Select((f, i) => (f, i)))
            server.Faults.Add(fault, nth: (3 * i) + 2);
        server.Faults.AddRandomly(seed, 0.1, 2, Enum.GetValues<Fault>());
    }

    private static async Task<int> Harvest(HarvestDesk desk, FakeClock clock, DateOnly until, Func<bool> isThere)
    {
        var source = desk.Find("arxiv")!;
        for (var runs = 1; ; runs++)
        {
            var result = await desk.HarvestAsync(source, desk.Order(source, new HarvestWish(Monday, until, Categories)), "a test", insist: true, null, CancellationToken.None);
            if (isThere() && result.IsWhole)
                return runs;
            Assert.True(runs < 50, result.Words);

            // As the schedule does; also a gate that was shut is open again after a while.
            clock.Pass(TimeSpan.FromMinutes(30));
        }
    }

    private static void AssertWhole(ServiceProvider rooms, InventedArchive archive)
    {
        var papers = rooms.GetRequiredService<PaperStore>();
        foreach (var paper in Announced(archive))
        {
            var found = papers.Find("arXiv:" + paper.Id);
            Assert.True(found is not null, $"{paper.Id} is not there.");
            Assert.Single(papers.RecordsOf(found), record => record.Source == "arxiv");
        }

        Assert.DoesNotContain(archive.Papers.Values.Where(p => p.IsDeleted), p => papers.Find("arXiv:" + p.Id) is not null);
        // Nothing was indexed here; all else must be sound.
        Assert.DoesNotContain(
            new CatalogCheck(rooms.GetRequiredService<Database>()).Run(CancellationToken.None).Problems,
            problem => !problem.Contains("index", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(rooms.GetRequiredService<LedgerStore>().Missing("arxiv", Monday, Wednesday, 10));
    }

    // The ledger says so, and the editions show them.
    private static async Task AssertShown(TempFolder folder, InventedArchive archive)
    {
        await using var host = new HostedPaperboy(folder.Path);
        using var client = host.Open();
        for (var day = Monday; day <= Wednesday; day = day.AddDays(1))
        {
            var name = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var ledger = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri("/ledger?day=" + name, UriKind.Relative)));
            Assert.Contains("that arXiv announced are there.", ledger.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
            var edition = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri("/papers/date/" + name, UriKind.Relative)));
            Assert.Null(edition.QuerySelector(".lacking"));
            var news = archive.Announcements.Count(a => a.Day == day && a.Version == 1 && archive.Papers[a.Id] is { IsDeleted: false } paper && IsWanted(paper));
            Assert.Contains($"{news} papers", edition.QuerySelector(".dateline")!.TextContent, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<InventedPaper> Announced(InventedArchive archive) => archive.Announcements
        .Where(a => a.Day >= Monday && a.Day <= Wednesday).Select(a => archive.Papers[a.Id]).Distinct()
        .Where(paper => !paper.IsDeleted && IsWanted(paper));

    private static bool IsWanted(InventedPaper paper) => paper.Categories.Any(Categories.Contains);

    // Half an hour after the feeds.
    private static DateTimeOffset At(DateOnly day) => ArxivCalendar.DueAt(day).AddMinutes(30);

    private static ServiceProvider Rooms(TempFolder folder, ServiceServer server, FakeClock clock)
    {
        var settings = SettingsReader.From(new ConfigurationBuilder().AddInMemoryCollection(
            server.Settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
        var services = new ServiceCollection();
        services.AddLogging(log => log.ClearProviders());
        PaperboyHost.AddRooms(services, folder.Data, settings, clock);
        return services.BuildServiceProvider();
    }
}
