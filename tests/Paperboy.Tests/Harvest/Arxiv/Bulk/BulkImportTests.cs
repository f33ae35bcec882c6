using System.IO.Compression;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv.Bulk;
using Paperboy.Harvest.Files;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv.Bulk;

public sealed class BulkImportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public BulkImportTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_in_bulk_makes_the_same_catalog_as_the_same_papers_in_our_own_form()
    {
        var lines = BulkLine.Many(1_500).ToList();
        var result = Import(_database, Write("arxiv-metadata.json", lines));
        Assert.Equal((1_500, 0), (result.New, result.Rejected));
        using var other = new TempFolder();
        using var database = other.OpenDatabase();
        Import(database, Write("papers.jsonl", lines.Select(Own)));
        Assert.Equal(Describe(database), Describe(_database));
    }

    [Theory]
    [InlineData("papers.json.gz")]
    [InlineData("papers.zip")]
    [InlineData("renamed.json")]
    public void It_is_read_plain_or_compressed_whatever_its_name(string name)
    {
        var file = _folder.File(name);
        var content = Encoding.UTF8.GetBytes(string.Join('\n', BulkLine.Many(300)));
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var archive = ZipFile.Open(file, ZipArchiveMode.Create);
            using var entry = archive.CreateEntry("arxiv-metadata-oai-snapshot.json").Open();
            entry.Write(content);
        }
        else
        {
            using var target = new GZipStream(File.Create(file), CompressionLevel.Fastest);
            target.Write(content);
        }

        Assert.Equal(300, Import(_database, PaperFile.Expand([file])[0]).New);
    }

    [Fact]
    public void An_archive_of_several_files_is_refused_with_the_reason()
    {
        var file = _folder.File("papers.zip");
        using (var archive = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            archive.CreateEntry("one.json");
            archive.CreateEntry("two.json");
        }

        Assert.Contains("several files", Assert.Single(Import(_database, file).Rejections).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_snapshot_changes_what_changed_and_nothing_else()
    {
        Import(_database, Write("first.json", BulkLine.Many(900)));
        var result = Import(_database, Write("second.json", BulkLine.Many(1_000).Select((line, i) => i % 300 == 0 ? line.Replace("37 pages", "38 pages", StringComparison.Ordinal) : line)));
        Assert.Equal((100, 3, 897), (result.New, result.Changed, result.Unchanged));
    }

    [Fact]
    public void Lines_that_are_none_are_named()
    {
        var result = Import(_database, Write("papers.json", [BulkLine.Of(), BulkLine.Of(("id", "704.1")), "", "{", BulkLine.Of(("id", "0704.0002"))]));
        Assert.Equal((2, 2), (result.New, result.Rejected));
        Assert.Equal([2, 4], result.Rejections.Select(rejection => rejection.Line));
    }

    private static ImportResult Import(Database database, string file) =>
        new PaperImport(new PaperStore(database), TimeProvider.System).Import([file]);

    private static string Own(string line)
    {
        Assert.True(ArxivBulkRecord.TryRead(Encoding.UTF8.GetBytes(line), new DateOnly(2027, 1, 1), out var record, out _));
        return record!.Body;
    }

    private static string Describe(Database database)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT paper.number || id || title || abstract || authors || categories || COALESCE(published, '') || COALESCE(doi, '')
              || COALESCE(venue, '') || COALESCE(comment, '') || keys || editions || record.body
            FROM paper JOIN record ON record.paper = paper.number ORDER BY paper.number
            """;
        using var reader = command.ExecuteReader();
        var rows = new StringBuilder();
        while (reader.Read())
            rows.AppendLine(reader.GetString(0));
        return rows.ToString();
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = _folder.File(name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
