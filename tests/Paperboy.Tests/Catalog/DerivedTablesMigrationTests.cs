using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Indexing;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Text;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Catalog;

/// <summary>A catalog of version 3, where derived tables had indexes by paper, becomes what this program would have written.</summary>
public sealed class DerivedTablesMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PaperRecord[] _records =
    [
        Invented.Record(("doi", "10.1000/1")),
        Invented.Record(("id", "arXiv:2602.00001"), ("title", "Lanterns at Night"), ("listed", "2026-02-02"), ("categories", new[] { "cs.CL", "math.AG" })),
        Invented.Record(("source", "acl"), ("id", "ACL:2026.long.1"), ("title", "Third"), ("listed", null), ("published", "2026-07-01")),
        Invented.Record(("source", "file"), ("id", "file:7"), ("title", "Nobody's"), ("authors", null), ("listed", null)),
    ];

    private readonly PaperRecord _second = Invented.Record(
        ("source", "hf"), ("title", "Retold"), ("listed", null), ("featured", "2026-01-07"), ("upvotes", 3));

    public DerivedTablesMigrationTests()
    {
        using var old = OldCatalog.Make(_folder.Data, version: 3);
        for (var i = 0; i < _records.Length; i++)
            Insert(old, i + 1, i == 0 ? [_records[0], _second] : [_records[i]]);
        old.Run("UPDATE counter SET value = 4 WHERE name = 'sequence'");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_and_editions_are_those_of_a_new_catalog()
    {
        using var expected = new TempFolder();
        using var database = _folder.OpenDatabase();
        using var other = expected.OpenDatabase();
        new PaperRebuild(database).Run(CancellationToken.None);
        new PaperStore(other).Save([_records[0], _second, .. _records[1..]], new ImportRun());
        Assert.Equal(Describe(other), Describe(database));
        Assert.Empty(new CatalogCheck(database).Run(CancellationToken.None).Problems);
    }

    [Fact]
    public void Records_are_recognised_by_id_doi_and_title_and_known_ones_change_nothing()
    {
        using var database = _folder.OpenDatabase();
        var papers = new PaperStore(database);
        Assert.Equal(4, new PaperRebuild(database).Run(CancellationToken.None));
        Assert.Equal(0, new PaperRebuild(database).Run(CancellationToken.None));
        Assert.All(papers.Save([.. _records, _second], new ImportRun()), outcome => Assert.Equal(SaveOutcome.Unchanged, outcome));
        Assert.Equal(
            [SaveOutcome.Changed, SaveOutcome.Changed],
            papers.Save(
                [
                    Invented.Record(("source", "x"), ("id", "x:1"), ("title", "By DOI"), ("doi", "10.1000/1")),
                    Invented.Record(("source", "x"), ("id", "x:2"), ("title", "Lanterns at night."), ("listed", null), ("published", "2026")),
                ],
                new ImportRun()));
        Assert.Equal(4, papers.Count());
        Assert.Equal(1, papers.Withdraw("acl", ["ACL:2026.long.1"]));
        Assert.Empty(new EditionStore(database).Between(new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 1)));
    }

    [Fact]
    public void Search_and_the_pages_of_authors_and_categories_have_the_papers()
    {
        using var database = _folder.OpenDatabase();
        using var index = new PaperIndex(_folder.Data);
        using (var owner = IndexOwner.TryBecome(database, "a test")!)
            Assert.Equal(4, owner.Drain(null, CancellationToken.None));
        var named = new NamedPapers(index, new PaperStore(database));
        Assert.Equal(3, named.ByAuthor("ada-example", 0, 10, CancellationToken.None)!.Total);
        Assert.Equal("Lanterns at Night", Assert.Single(named.ByCategory("math.AG", 0, 10, CancellationToken.None)!.Papers).Title);
        Assert.Equal("arXiv:2602.00001", Assert.Single(index.Search(new Paperboy.Search.SearchRequest("lanterns night", 10), CancellationToken.None).Hits).Id);
    }

    // As version 3 of the catalog was written.
    private static void Insert(SqliteConnection old, long number, PaperRecord[] records)
    {
        var merged = PaperMerge.Merge(records);
        Run(old,
            """
            INSERT INTO paper (number, id, title, abstract, authors, categories, keywords, published, day, upvotes, venue, doi, sequence)
            VALUES ($1, $2, $3, $4, $5, $6, '[]', $7, $8, $9, NULL, $10, $1)
            """,
            number, merged.Id, merged.Title, merged.Abstract, JsonSerializer.Serialize(merged.Authors), JsonSerializer.Serialize(merged.Categories),
            merged.Published?.ToString(), merged.Day?.ToSql(), merged.Upvotes, merged.Doi);
        foreach (var record in records)
        {
            Run(old,
                "INSERT INTO record (paper, source, key, day, body, hash) VALUES ($1, $2, $3, $4, $5, $6)",
                number, record.Source, record.Key, record.Day?.ToSql() ?? "", record.Body, SHA256.HashData(Encoding.UTF8.GetBytes(record.Body))[..16]);
        }

        foreach (var key in records.SelectMany(KeysThen).Distinct())
            Run(old, "INSERT INTO identifier VALUES ($1, $2)", key, number);
        foreach (var appearance in merged.Appearances)
        {
            Run(old, "INSERT INTO appearance VALUES ($1, $2, $3, $4, $5, $6)",
                appearance.Day.ToSql(), PaperColumns.Name(appearance.Kind), number, appearance.Source, appearance.Upvotes, merged.Interest);
        }

        for (var i = 0; i < merged.Authors.Count; i++)
            Run(old, "INSERT INTO author VALUES ($1, $2, $3, $4)", AuthorName.Parse(merged.Authors[i]).Slug, number, i, merged.Authors[i]);
        foreach (var category in merged.Categories)
            Run(old, "INSERT INTO category VALUES ($1, $2, $3)", category, merged.Day?.ToSql() ?? "", number);
    }

    private static IEnumerable<string> KeysThen(PaperRecord record)
    {
        foreach (var key in Identity.Keys(record))
            yield return key;
        if (record.Authors.Count == 0 || (record.Published?.Year ?? record.Day?.Year) is not { } year)
            yield break;
        var text = $"{TitleKey.Normalise(record.Title)}\n{AuthorName.Parse(record.Authors[0]).MatchSurname}\n{year}";
        yield return "title:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static void Run(SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static string Describe(Database database)
    {
        using var connection = database.Read();
        return string.Join('\n', new[]
        {
            "SELECT number, value FROM paper, json_each(keys) ORDER BY 1, 2",
            "SELECT number, value FROM paper, json_each(editions) ORDER BY 1, 2",
            "SELECT key, paper FROM identifier ORDER BY 1, 2",
            "SELECT hash, paper FROM title_key UNION ALL SELECT hash, paper FROM recent_title_key ORDER BY 1, 2",
            "SELECT day || kind || source || COALESCE(upvotes, '') || interest, paper FROM appearance ORDER BY 1, 2",
        }.Select(sql => Rows(connection, sql)));
    }

    private static string Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new StringBuilder(sql).AppendLine();
        while (reader.Read())
            rows.AppendJoin(" ", reader.GetValue(0), reader.GetValue(1)).AppendLine();
        return rows.ToString();
    }
}
