using Paperboy.Catalog;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Catalog;

/// <summary>Versions that were replaced, in the table of today and in that of catalogs before migration 13.</summary>
public sealed class RecordVersionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_two_texts_of_one_replaced_version_the_later_counts()
    {
        using var database = _folder.OpenDatabase();
        var papers = new PaperStore(database);
        Save(papers, Version(2, "Ten Lamps"));
        Save(papers, Version(1, "Nine Lamsp"));
        Save(papers, Version(1, "Nine Lamps"));
        Assert.Equal(["Nine Lamps"], Replaced(papers));
    }

    [Fact]
    public void A_catalog_of_before_keeps_its_replaced_versions_and_adds_to_them()
    {
        MakeOld(Version(3, "Eleven Lamps"), Version(1, "Nine Lamps"), Version(2, "Ten Lamps"));
        using var database = _folder.OpenDatabase();
        var papers = new PaperStore(database);
        Assert.Equal(["Nine Lamps", "Ten Lamps"], Replaced(papers));
        Save(papers, Version(4, "Twelve Lamps"));
        Save(papers, Version(1, "Nine Lanterns"));
        Assert.Equal(["Nine Lanterns", "Ten Lamps", "Eleven Lamps"], Replaced(papers));
        Assert.Empty(new CatalogCheck(database).Run(CancellationToken.None).Problems);
    }

    [Fact]
    public void Migrated_versions_go_with_their_record()
    {
        MakeOld(Version(2, "Ten Lamps"), Version(1, "Nine Lamps"));
        using var database = _folder.OpenDatabase();
        new PaperStore(database).Withdraw("arxiv", ["arXiv:2601.00001"]);
        using var connection = database.Read();
        Assert.Equal(0, connection.Number("SELECT COUNT(*) FROM record_version"));
    }

    private static PaperRecord Version(int version, string title) => Invented.Record(("version", version), ("title", title));

    private static void Save(PaperStore papers, PaperRecord record) => papers.Save([record], new ImportRun());

    private static IEnumerable<string> Replaced(PaperStore papers) =>
        papers.ReplacedVersionsOf(papers.Find("2601.00001")!).Select(version => version.Title);

    private void MakeOld(PaperRecord record, params PaperRecord[] replaced)
    {
        using var old = OldCatalog.Make(_folder.Data, version: 12);
        using var transaction = old.BeginTransaction();
        using (var paper = new Statement(old, transaction,
            """
            INSERT INTO paper (number, id, title, abstract, authors, categories, keywords, keys, sequence, rules)
            VALUES (1, $1, $2, '', '[]', '[]', '[]', json_array($3), 1, 1)
            """, 3))
            paper.Run(record.Key, record.Title, "arxiv:2601.00001");
        using (var key = new Statement(old, transaction, "INSERT INTO identifier (key, paper) VALUES ($1, 1)", 1))
            key.Run("arxiv:2601.00001");
        using (var own = new Statement(old, transaction, "INSERT INTO record (number, paper, source, key, day, body, hash) VALUES (7, 1, $1, $2, $3, $4, zeroblob(16))", 4))
            own.Run(record.Source, record.Key, record.Day?.ToSql() ?? "", record.Body);
        using (var version = new Statement(old, transaction, "INSERT INTO record_version (record, version, body) VALUES (7, $1, $2)", 2))
        {
            foreach (var text in replaced)
                version.Run((long)text.Version!, text.Body);
        }

        transaction.Commit();
        old.Run("UPDATE counter SET value = 1 WHERE name = 'sequence'");
    }
}
