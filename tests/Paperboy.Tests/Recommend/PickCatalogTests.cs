using Paperboy.Catalog;
using Paperboy.Recommend;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Recommend;

public sealed class PickCatalogTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public PickCatalogTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_paper_is_seen_as_arXiv_announced_it_and_not_as_the_service_that_features_it()
    {
        Save(
            Invented.Record(("comment", "12 pages"), ("version", 1)),
            Invented.Record(("source", "hf"), ("listed", null), ("categories", null), ("featured", "2026-01-06"), ("upvotes", 90), ("comments", 4),
                ("title", "On the Patience of Small Caches (featured)"), ("keywords", new[] { "patience" }), ("repository", "https://github.com/example/x"), ("stars", 5), ("organization", "Example Lab")),
            Invented.Record(("title", "On the Patience of Very Small Caches"), ("comment", "Accepted at a conference"), ("version", 2)));
        var candidate = Assert.Single(Read().FactsBefore(Day.AddDays(1), default).Candidates);
        Assert.Equal(("On the Patience of Small Caches", "We measure how long a small cache waits.", "12 pages"), (candidate.Title, candidate.Abstract, candidate.Comment));
        Assert.Equal((Day, "arXiv:2601.00001"), (candidate.Day, candidate.Id));
        Assert.Equal(["Ada Example", "Ben Sample"], candidate.Authors);
        Assert.Equal(["cs.CL"], candidate.Categories);
    }

    [Fact]
    public void A_pick_is_known_from_the_day_after_it_on()
    {
        Save(
            Invented.Record(),
            Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07")),
            Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-09")),
            Invented.Record(("source", "hf"), ("id", "arXiv:2601.00002"), ("title", "Never Listed"), ("listed", null), ("featured", "2026-01-06")));
        Assert.Empty(Read().LabelsBefore(new DateOnly(2026, 1, 6)));
        Assert.Equal("arXiv:2601.00002", Assert.Single(Read().LabelsBefore(new DateOnly(2026, 1, 7))).Id);
        var facts = Read().FactsBefore(new DateOnly(2026, 2, 1), default);
        Assert.Equal([new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 7)], facts.Labels.Select(l => l.Day));
        Assert.Equal(1, facts.Picked);
        Assert.Equal(2, Read().EverPicked().Count);
    }

    [Fact]
    public void What_the_curators_picked_counts_from_the_day_on_which_they_did()
    {
        Save(Invented.Record(), Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-20")));
        _database.Write((connection, _) => connection.Run(
            "INSERT INTO pick (day, paper, place, actor, at) VALUES ('2026-01-09', 'arXiv:2601.00001', 1, 0, '2026-01-08T09:00:00.000Z')"));
        Assert.Empty(Read().LabelsBefore(new DateOnly(2026, 1, 8)));
        Assert.Equal(new DateOnly(2026, 1, 8), Assert.Single(Read().LabelsBefore(new DateOnly(2026, 1, 9))).Day);
        Assert.Equal(new DateOnly(2026, 1, 8), Assert.Single(Read().FactsBefore(new DateOnly(2026, 2, 1), default).Labels).Day);
    }

    [Fact]
    public void Papers_are_read_by_the_day_of_their_announcement()
    {
        Save(Invented.Record(), Invented.Record(("id", "arXiv:2601.00002"), ("title", "Announced Later"), ("listed", "2026-01-08")));
        Assert.Equal("arXiv:2601.00001", Assert.Single(Read().Announced(Day, Day, default)).Id);
        Assert.Equal("arXiv:2601.00002", Assert.Single(Read().Announced(Day.AddDays(1), Day.AddDays(3), default)).Id);
        Assert.Empty(Read().Announced(Day.AddDays(4), Day.AddDays(9), default));
        Assert.Empty(Read().FactsBefore(Day, default).Candidates);
        Assert.Single(Read().FactsBefore(Day.AddDays(3), default).Candidates);
    }

    [Fact]
    public void Invented_papers_teach_nothing()
    {
        Save(Invented.Record(), Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07")));
        _database.Write((connection, _) => connection.Run("UPDATE paper SET invented = 1"));
        var facts = Read().FactsBefore(Day.AddDays(9), default);
        Assert.Empty(facts.Candidates);
        Assert.Empty(facts.Labels);
    }

    private PickCatalog Read() => new(_database);

    private void Save(params PaperRecord[] records) => new PaperStore(_database).Save(records, new ImportRun());
}
