using Paperboy.Catalog;
using Paperboy.Recommend;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Recommend;

/// <summary>Predictions on a catalog: which days get them, from which model, and that they stay.</summary>
public sealed class ForecastsTests : IDisposable
{
    private const int Days = 75;

    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly MadeCommunity _community = new(Days);

    // The day of the last edition.
    private readonly FakeClock _clock = new(new DateTimeOffset(MadeCommunity.First.AddDays(Days - 1), new TimeOnly(12, 0), TimeSpan.Zero));

    public ForecastsTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_newest_month_is_foretold_by_a_model_that_knows_none_of_it()
    {
        Save(_community.Candidates);
        var report = Make();
        Assert.Equal((31, 31 * 40), (report.Days, report.Papers));
        Assert.Equal(MadeCommunity.First.AddDays(Days - 31), report.TrainedBefore);
        Assert.Empty(Due());
        Assert.Equal(4 * 31, Store.Between(DateOnly.MinValue, DateOnly.MaxValue).Values.Count(p => p.Explores));
        Assert.All(Store.Between(DateOnly.MinValue, DateOnly.MaxValue).Values, p => Assert.NotEmpty(p.Reasons));
        Assert.Equal(report.TrainedBefore, PickModelFile.Read(_folder.Data.Picks).Before);
    }

    [Fact]
    public void Todays_edition_is_foretold_again_when_papers_come_in_and_a_past_one_never()
    {
        var last = MadeCommunity.First.AddDays(Days - 1);
        var held = _community.Candidates.Where(c => c.Day >= last.AddDays(-1)).Where((_, i) => i % 4 == 0).ToHashSet();
        Save(_community.Candidates.Except(held));
        Make();
        var before = Store.Between(last.AddDays(-1), last.AddDays(-1)).ToDictionary(p => p.Key, p => (p.Value.Score, p.Value.Explores));
        Save(held);
        Assert.Equal([last], Due());
        var report = Make();
        Assert.Equal((1, 40), (report.Days, report.Papers));
        Assert.Equal(last, report.TrainedBefore);
        Assert.Equal(before, Store.Between(last.AddDays(-1), last.AddDays(-1)).ToDictionary(p => p.Key, p => (p.Value.Score, p.Value.Explores)));
        Assert.False(Store.Save(last.AddDays(-1), [], "other", _clock.GetUtcNow()));
    }

    [Fact]
    public void A_model_that_cannot_be_read_is_made_again()
    {
        Save(_community.Candidates);
        File.WriteAllText(_folder.Data.Picks, "damaged");
        Make();
        Assert.True(PickModelFile.Read(_folder.Data.Picks).Picks > 100);
    }

    [Fact]
    public void From_too_little_nothing_is_learned()
    {
        Save(_community.Candidates.Where(c => c.Day >= MadeCommunity.First.AddDays(Days - 33)));
        Assert.False(Forecasts.CanLearnBefore(Due()[0]));
    }

    private PredictionStore Store => new(_database);

    private Forecasts Forecasts => new(_database, new PickCatalog(_database), Store, _clock);

    private IReadOnlyList<DateOnly> Due() => Forecasts.Due(Forecasts.Announced());

    private ForecastReport Make() => Forecasts.Make(Due(), TestContext.Current.CancellationToken);

    private void Save(IEnumerable<PickCandidate> candidates)
    {
        var picked = _community.Labels.ToDictionary(l => l.Paper, l => l.Day);
        var records = candidates.SelectMany(IEnumerable<PaperRecord> (c) =>
        {
            var listed = Invented.Record(
                ("id", c.Id), ("title", $"{c.Title} {c.Paper}"), ("abstract", c.Abstract), ("authors", c.Authors), ("categories", c.Categories), ("listed", c.Day.ToSql()));
            return picked.TryGetValue(c.Paper, out var day)
                ? [listed, Invented.Record(("source", "hf"), ("id", c.Id), ("title", $"{c.Title} {c.Paper}"), ("authors", c.Authors), ("listed", null), ("featured", day.ToSql()))]
                : [listed];
        });
        new PaperStore(_database).Save([.. records], new ImportRun());
    }
}
