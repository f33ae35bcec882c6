using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

/// <summary>A record's stars overwrite those of the one before; the history keeps both, with when they were counted and came.</summary>
public sealed class StarHistoryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_harvest_that_tells_another_count_adds_one()
    {
        using var database = _folder.OpenDatabase();
        foreach (var stars in new[] { 10, 10, 350, 350, 340 })
        {
            // Something else changes, too, so that the record is saved each time.
            Save(database, harvest: true, Featured(stars, upvotes: _time.Now.Hour));
            _time.Pass(TimeSpan.FromHours(1));
        }

        Assert.Equal(
            ["09:00 09:00 10", "11:00 11:00 350", "13:00 13:00 340"],
            Rows(database, "SELECT substr(counted_at, 12, 5) || ' ' || substr(known_at, 12, 5) || ' ' || stars FROM star_count WHERE paper = 'arXiv:2601.00001' ORDER BY counted_at"));
        Assert.Equal(["hf 2026-01-07 2026-03-17T09:00:00.000Z"], Rows(database, "SELECT source || ' ' || day || ' ' || known_at FROM mention"));
    }

    [Fact]
    public void A_file_tells_how_it_was_on_its_records_day_and_is_known_since_it_came()
    {
        using var database = _folder.OpenDatabase();
        Save(database, harvest: false, Featured(10), Invented.Record(("id", "arXiv:2601.00002"), ("title", "No day"), ("listed", null), ("stars", 7)));
        Assert.Equal(
            ["2026-01-07T00:00:00.000Z 2026-03-17T09:00:00.000Z 10"],
            Rows(database, "SELECT counted_at || ' ' || known_at || ' ' || stars FROM star_count"));
    }

    [Fact]
    public void Records_without_stars_and_the_sample_library_leave_no_trace()
    {
        using var database = _folder.OpenDatabase();
        Save(database, harvest: true, Invented.Record(), Invented.Record(("source", "sample"), ("id", "sample:1"), ("title", "Made up"), ("featured", "2026-01-07"), ("stars", 3)));
        Assert.Empty(Rows(database, "SELECT paper FROM star_count UNION ALL SELECT paper FROM mention"));
    }

    [Fact]
    public void A_paper_known_by_another_id_is_counted_under_the_papers_own()
    {
        using var database = _folder.OpenDatabase();
        Save(database, harvest: true, Invented.Record(("doi", "10.1000/1")));
        Save(database, harvest: true, Invented.Record(("source", "s2"), ("id", "s2:abc"), ("doi", "10.1000/1"), ("listed", null), ("stars", 5)));
        Assert.Equal(["arXiv:2601.00001 s2"], Rows(database, "SELECT paper || ' ' || source FROM star_count"));
    }

    [Fact]
    public void An_older_catalog_begins_its_history_with_the_days_of_its_records()
    {
        using (var old = OldCatalog.Make(_folder.Data, version: 7))
        {
            foreach (var (number, record) in new[] { Featured(10), Featured(25, day: "2026-01-09"), Invented.Record(("id", "arXiv:2601.00002"), ("title", "Listed")) }.Select((record, i) => (i, record)))
                Insert(old, number, record);
        }

        using var database = _folder.OpenDatabase();
        Assert.Equal(
            ["arXiv:2601.00001 2026-01-07T00:00:00.000Z 10", "arXiv:2601.00001 2026-01-09T00:00:00.000Z 25"],
            Rows(database, "SELECT paper || ' ' || known_at || ' ' || stars FROM star_count WHERE known_at = counted_at ORDER BY counted_at"));
        Assert.Equal(["2026-01-07 2026-01-07T00:00:00.000Z", "2026-01-09 2026-01-09T00:00:00.000Z"], Rows(database, "SELECT day || ' ' || known_at FROM mention ORDER BY day"));
    }

    private static PaperRecord Featured(int stars, int upvotes = 1, string day = "2026-01-07") => Invented.Record(
        ("source", "hf"), ("listed", null), ("featured", day), ("stars", stars), ("upvotes", upvotes));

    private void Save(Database database, bool harvest, params PaperRecord[] records) =>
        new PaperStore(database).Save(records, new ImportRun { IsHarvest = harvest, Time = _time });

    private static void Insert(SqliteConnection old, int number, PaperRecord record)
    {
        var paper = record.Key;
        old.Execute(
            "INSERT OR IGNORE INTO paper (id, title, abstract, authors, categories, keywords, sequence) VALUES ($paper, $title, '', '[]', '[]', '[]', 1)",
            new { paper, title = record.Title });
        var of = old.QuerySingle<long>("SELECT number FROM paper WHERE id = $paper", new { paper });
        var day = record.Day!.Value.ToSql();
        old.Execute(
            "INSERT INTO record (paper, source, key, day, body, hash) VALUES ($of, $source, $key, $day, $body, $hash)",
            new { of, source = record.Source, key = record.Key, day, body = record.Body, hash = BitConverter.GetBytes(number) });
        old.Execute(
            "INSERT INTO appearance (day, kind, paper, source, interest) VALUES ($day, $kind, $of, $source, 0)",
            new { day, kind = record.Featured is null ? "listed" : "featured", of, source = record.Source });
    }

    private static IEnumerable<string> Rows(Database database, string sql)
    {
        using var connection = database.Read();
        return connection.Query<string>(sql).ToList();
    }
}
