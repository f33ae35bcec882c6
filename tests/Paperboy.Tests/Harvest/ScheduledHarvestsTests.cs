using Microsoft.Extensions.Configuration;
using Paperboy.Harvest;
using Paperboy.Harvest.Fetching;
using Paperboy.Jobs;
using Paperboy.Ledger;
using Paperboy.Settings;
using Paperboy.Tests.Support;
using Xunit;
using static Paperboy.Tests.Harvest.ScriptedSource;

namespace Paperboy.Tests.Harvest;

public sealed class ScheduledHarvestsTests : IDisposable
{
    private static readonly DateOnly Tuesday = HarvestHouse.Monday.AddDays(1);
    private readonly HarvestHouse _house = new();
    private readonly CollectedLog<ScheduledHarvests> _log = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_source_is_harvested_at_once_and_then_by_its_rhythm()
    {
        var source = new ScriptedSource { Name = "other" }.Add(new HarvestWindow("tue", Tuesday, null) { Open = true }, Page("other"));
        var harvests = Harvests(source);
        Assert.Equal(1, await Look(harvests, source));
        Assert.Equal(1, await Look(harvests, source));
        _house.Time.Pass(TimeSpan.FromDays(1));
        Assert.Equal(2, await Look(harvests, source));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task What_fails_is_logged_and_tried_again_and_other_sources_go_on()
    {
        var away = new ScriptedSource { Name = "arxiv", Before = (_, _) => throw new FetchFailedException(FetchFault.Unavailable, "nobody answers") }
            .Add("tue", Tuesday, PagesOf(Tuesday, 1, 2));
        var fine = new ScriptedSource { Name = "other" }.Add("tue", Tuesday, Page("other"));
        var harvests = Harvests(away, fine);
        Assert.Equal(1, await Look(harvests, away));
        Assert.Single(fine.Asked);
        Assert.Contains(_log.Warnings, line => line.Contains("nobody answers", StringComparison.Ordinal));
        var book = new SourceBook(_house.Ledger, _house.Runs, _house.Days, _house.Time);
        Assert.Equal([("arxiv", SourceStatus.Broken), ("other", SourceStatus.Fine)], book.All().Select(s => (s.Source, s.Status)));
        var since = book.All()[0].Since;

        _house.Time.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(1, await Look(harvests, away));
        _house.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await Look(harvests, away));
        Assert.Equal(since, book.All()[0].Since);

        away.Before = (_, _) => { };
        _house.Time.Pass(TimeSpan.FromMinutes(30));
        Assert.Equal(3, await Look(harvests, away));
        Assert.Equal(SourceStatus.Fine, book.All()[0].Status);
    }

    [Fact]
    public async Task Nothing_is_harvested_where_the_settings_say_so()
    {
        var source = new ScriptedSource().Add("tue", Tuesday, PagesOf(Tuesday, 1, 2));
        Assert.Equal(0, await Look(Harvests(scheduled: false, source), source));
    }

    [Fact]
    public async Task Days_that_were_slept_over_are_made_up_for()
    {
        var source = new ScriptedSource();
        for (var day = 0; day < 40; day++)
            source.Add($"day{day}", Tuesday.AddDays(day), PagesOf(Tuesday.AddDays(day), 1, 1));
        await Look(Harvests(source), source);
        Assert.Equal(["day0"], source.Asked.Select(a => a.Window));
        _house.Time.Pass(TimeSpan.FromDays(30));
        await Look(Harvests(source), source);
        Assert.Equal(Enumerable.Range(0, 31).Select(day => $"day{day}"), source.Asked.Select(a => a.Window));
    }

    [Fact]
    public async Task A_source_that_enriches_is_asked_about_the_newest_papers_once_a_month()
    {
        await _house.Harvest(new ScriptedSource().Add("mon", HarvestHouse.Monday, PagesOf(HarvestHouse.Monday, 1, 3)));
        var source = new ScriptedSource { Name = "openalex" };
        var harvests = Harvests(source);
        await Look(harvests, source);
        Assert.Equal(3, source.Asked.Count(a => a.Window.StartsWith("enrich/arXiv:2603.", StringComparison.Ordinal)));
        _house.Time.Pass(TimeSpan.FromDays(2));
        Assert.Equal(3, await Look(harvests, source));
        _house.Time.Pass(TimeSpan.FromDays(29));
        Assert.Equal(6, await Look(harvests, source));
    }

    private static async Task<int> Look(ScheduledHarvests harvests, ScriptedSource source)
    {
        harvests.Look();
        await harvests.Idle();
        return source.Asked.Count;
    }

    private static HarvestPage Page(string source) => new(
        [Invented.Record(("source", source), ("id", $"{source}:1"), ("title", "A lantern of another house"), ("authors", new[] { "Cem Other" }))], null);

    private ScheduledHarvests Harvests(params IPaperSource[] sources) => Harvests(true, sources);

    private ScheduledHarvests Harvests(bool scheduled, params IPaperSource[] sources)
    {
        var settings = SettingsReader.From(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Sources:Scheduled"] = scheduled ? "yes" : "no" }).Build()).Sources;
        var standings = new HarvestStandings(_house.Ledger, _house.Runs, _house.Days, _house.Time);
        var enrichment = new EnrichmentQueue(_house.Database, _house.Papers, _house.Time);
        var desk = new HarvestDesk(sources, _house.Run, _house.Ledger, enrichment, standings, settings, _house.Time);
        return new ScheduledHarvests(desk, standings, settings, _house.Time, new JobLedger(_house.Time), _log);
    }
}
