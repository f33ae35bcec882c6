using System.IO.Compression;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Files;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Files;

public sealed class TsvImportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public TsvImportTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_line_becomes_a_paper_whose_id_is_the_lines_number()
    {
        var result = Import(Write("papers.tsv", "Patient Caches\tThey wait.", "", "No Abstract\t", "Windows\tAn ending.\r"));
        Assert.Equal((3, 0), (result.New, result.Rejected));
        Assert.Equal(("Patient Caches", "They wait."), Texts("tsv:1"));
        Assert.Equal(("No Abstract", ""), Texts("tsv:3"));
        Assert.Equal(("Windows", "An ending."), Texts("tsv:4"));
    }

    [Fact]
    public void Bad_lines_are_named_with_file_line_and_reason_and_the_rest_goes_in()
    {
        var file = _folder.File("papers.tsv");
        File.WriteAllBytes(file,
        [
            .. "One\tFirst.\n"u8, .. "no tab at all\n"u8, .. "\tno title\n"u8, .. "broken "u8, 0xFF, .. "\tbytes\n"u8,
            .. Encoding.UTF8.GetBytes(new string('x', RecordJson.LongestTitle + 1)), .. "\tlong\n"u8, .. "a NUL\0\tin it\n"u8, .. "Seven\tLast."u8,
        ]);
        var result = Import(file);
        Assert.Equal((2, 5), (result.New, result.Rejected));
        Assert.Equal(
            [
                (2, "there is no tab between title and abstract"),
                (3, "title is missing or empty"),
                (4, "the line is not UTF-8"),
                (5, "title has 4001 characters; at most 4000 are allowed"),
                (6, "title holds a NUL character"),
            ],
            result.Rejections.Select(r => (r.Line, r.Reason)));
        Assert.All(result.Rejections, r => Assert.Equal(file, r.File));
        Assert.Equal(("Seven", "Last."), Texts("tsv:7"));
    }

    [Fact]
    public void Importing_a_file_again_updates_what_changed_and_doubles_nothing()
    {
        var lines = Enumerable.Range(1, 1_200).Select(n => $"Title {n}\tAbstract {n}").ToArray();
        Assert.Equal(1_200, Import(Write("papers.tsv", lines)).New);
        var same = Import(Write("papers.tsv", lines));
        Assert.Equal((0, 0, 1_200), (same.New, same.Changed, same.Unchanged));
        lines[6] = "Another Title\tAbstract 7";
        var changed = Import(Write("papers.tsv", lines));
        Assert.Equal((0, 1, 1_199), (changed.New, changed.Changed, changed.Unchanged));
        Assert.Equal(("Another Title", "Abstract 7"), Texts("tsv:7"));
        Assert.Equal(1_200, new PaperStore(_database).Count());
    }

    [Fact]
    public void Papers_of_one_title_and_abstract_stay_apart()
    {
        var known = _folder.File("known.jsonl");
        File.WriteAllText(known, Invented.Line(("title", "Patient Caches"), ("abstract", "They wait.")));
        var result = Import(known, Write("papers.tsv", "Patient Caches\tThey wait.", "Patient Caches\tThey wait."));
        Assert.Equal(3, result.New);
        Assert.Equal(3, new PaperStore(_database).Count());
    }

    [Fact]
    public void Any_characters_come_back_as_they_were_also_through_an_export()
    {
        string[] pieces = ["\"", "\\", "\\u0041", "é", "π", "𝛼", "汉字", "<b>&amp;", "\u0001", "\u2028", " ", "{}", "$x^2$", "a"];
        var random = new Random(11);
        string Text(int most) => "x" + string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => pieces[random.Next(pieces.Length)])) + "y";
        var papers = Enumerable.Range(1, 500).Select(_ => (Title: Text(8), Abstract: Text(20) + "\t" + Text(3))).ToList();
        Import(Write("papers.tsv", [.. papers.Select(p => $"{p.Title}\t{p.Abstract}")]));
        using var other = new TempFolder();
        using var copy = other.OpenDatabase();
        var exported = _folder.File("exported.jsonl");
        File.WriteAllLines(exported, new PaperStore(_database).AllRecordBodies());
        Assert.Equal(0, new PaperImport(new PaperStore(copy), TimeProvider.System).Import([exported]).Rejected);
        for (var i = 0; i < papers.Count; i++)
        {
            Assert.Equal(papers[i], Texts($"tsv:{i + 1}"));
            Assert.Equal(papers[i], Texts($"tsv:{i + 1}", copy));
        }
    }

    [Fact]
    public void A_compressed_file_is_read_as_a_plain_one()
    {
        var file = _folder.File("papers.tsv.gz");
        using (var target = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            target.Write("Patient Caches\tThey wait.\nbad\n"u8);
        var result = Import([.. PaperFile.Expand([file])]);
        Assert.Equal((1, 1), (result.New, result.Rejected));
        Assert.Equal(("Patient Caches", "They wait."), Texts("tsv:1"));
    }

    [Fact]
    public void A_table_is_taken_when_it_is_named_and_left_alone_in_a_folder()
    {
        var named = Write("papers.tsv", "One\tFirst.");
        Assert.Equal([named], PaperFile.Expand([named, named]));
        Assert.Throws<InvalidDataException>(() => PaperFile.Expand([_folder.Path]));
    }

    [Fact]
    public void Two_tables_at_once_are_refused_because_their_ids_would_be_the_same()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => PaperFile.Expand([Write("one.tsv", "One\tFirst."), Write("other.TSV.gz", "One\tFirst.")]));
        Assert.Contains("one.tsv", error.Message, StringComparison.Ordinal);
        Assert.Contains("other.TSV.gz", error.Message, StringComparison.Ordinal);
        Assert.Contains("tsv:1", error.Message, StringComparison.Ordinal);
    }

    private ImportResult Import(params string[] files) =>
        new PaperImport(new PaperStore(_database), TimeProvider.System).Import(files);

    private (string Title, string Abstract) Texts(string id, Database? database = null)
    {
        var paper = Assert.Single(new PaperStore(database ?? _database).FindMany([id]));
        return (paper.Title, paper.Abstract);
    }

    private string Write(string name, params string[] lines)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }
}
