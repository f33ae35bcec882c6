using System.IO.Compression;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Files;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Files;

public sealed class PaperImportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public PaperImportTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Good_lines_go_in_and_bad_ones_are_named_with_file_line_and_reason()
    {
        var file = Write("papers.jsonl",
            Invented.Line(),
            "{broken",
            "",
            Invented.Line(("id", "arXiv:2601.00002"), ("title", null)),
            Invented.Line(("id", "arXiv:2601.00003"), ("title", "Another"), ("published", "9999-12-31")),
            Invented.Line(("id", "arXiv:2601.00004"), ("title", "Another"), ("abstract", new string('x', 10_000_000))),
            Invented.Line(("id", "arXiv:2601.00005"), ("title", "Wrong type"), ("authors", 7)),
            Invented.Line(("id", "arXiv:2601.00006"), ("title", "The Last One")));
        var result = Import(file);
        Assert.Equal((2, 0, 0, 5), (result.New, result.Changed, result.Unchanged, result.Rejected));
        Assert.Equal([2, 4, 5, 6, 7], result.Rejections.Select(r => r.Line));
        Assert.All(result.Rejections, r => Assert.Equal(file, r.File));
        Assert.Contains("bytes; at most", result.Rejections[3].Reason, StringComparison.Ordinal);
        Assert.Contains("authors must be a list", result.Rejections[4].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_and_compressed_files_and_folders_of_them_are_read()
    {
        var folder = Directory.CreateDirectory(_folder.File("in")).FullName;
        Write("in/a.jsonl", Invented.Line());
        Compress(Write("in/b", Invented.Line(("id", "arXiv:2601.00002"), ("title", "Two"))), Path.Combine(folder, "b.jsonl.gz"));
        var files = PaperFile.Expand([folder]);
        Assert.Equal(["a.jsonl", "b.jsonl.gz"], files.Select(f => Path.GetFileName(f)!));
        Assert.Equal(2, Import([.. files]).New);
    }

    [Fact]
    public void A_file_called_json_is_taken_when_it_is_named_and_left_alone_in_a_folder()
    {
        var named = Write("papers.json", Invented.Line());
        Assert.Equal([named], PaperFile.Expand([named]));
        Assert.Throws<InvalidDataException>(() => PaperFile.Expand([_folder.Path]));
    }

    [Fact]
    public void A_compressed_file_that_was_cut_gives_what_it_has_and_says_where_it_ends()
    {
        var whole = _folder.File("whole.jsonl.gz");
        Compress(Write("whole", [.. Invented.Lines(3_000)]), whole);
        var cut = _folder.File("cut.jsonl.gz");
        File.WriteAllBytes(cut, File.ReadAllBytes(whole)[..^20_000]);
        var result = Import(cut);
        Assert.InRange(result.New, 100, 2_999);
        Assert.Contains("damaged from here on", result.Rejections[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_are_not_utf8_windows_endings_and_a_byte_order_mark_are_understood()
    {
        var file = _folder.File("odd.jsonl");
        byte[] bytes =
        [
            .. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Invented.Line()), .. "\r\n"u8, 0xFF, 0xFE, (byte)'\n',
            .. Encoding.UTF8.GetBytes(Invented.Line(("id", "arXiv:2601.00002"), ("title", "No newline at the end"))),
        ];
        File.WriteAllBytes(file, bytes);
        var result = Import(file);
        Assert.Equal(2, result.New);
        Assert.Equal("the line is not UTF-8", Assert.Single(result.Rejections).Reason);
    }

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        var file = Write("papers.jsonl", [.. Invented.Lines(1_200), .. Invented.Lines(300, seed: 2)]);
        Import(file);
        var before = Export();
        var sequence = Sequence();
        var second = Import(file);
        Assert.Equal((0, 0, 1_500, 0), (second.New, second.Changed, second.Unchanged, second.Rejected));
        Assert.Equal(before, Export());
        Assert.Equal(sequence, Sequence());
    }

    [Fact]
    public void What_is_exported_makes_the_same_catalog_elsewhere()
    {
        Import(Write("papers.jsonl", [.. Invented.Lines(700), Invented.Line(("source", "hf"), ("id", "arXiv:2601.00003"), ("featured", "2026-01-09"))]));
        var exported = Export();
        using var other = new TempFolder();
        using var database = other.OpenDatabase();
        var file = _folder.File("exported.jsonl");
        File.WriteAllLines(file, exported);
        new PaperImport(new PaperStore(database), TimeProvider.System).Import([file]);
        Assert.Equal(exported, new PaperStore(database).AllRecordBodies());
        Assert.Equal(new PaperStore(_database).Count(), new PaperStore(database).Count());
    }

    [Fact]
    public void A_stopped_import_keeps_whole_batches_and_goes_on_where_it_was()
    {
        var file = Write("papers.jsonl", [.. Invented.Lines(5_000)]);
        using var stop = new CancellationTokenSource();
        var import = new PaperImport(new PaperStore(_database), TimeProvider.System);
        var saved = 0;
        Assert.Throws<OperationCanceledException>(() => import.Import([file], (_, so) =>
        {
            saved = so.New;
            if (so.New >= 1_500)
                stop.Cancel();
        }, stop.Token));
        Assert.InRange(saved, 1_500, 4_999);
        Assert.Equal(saved, new PaperStore(_database).Count());
        var rest = Import(file);
        Assert.Equal((5_000 - saved, saved), (rest.New, rest.Unchanged));
    }

    [Fact]
    public void A_path_that_is_not_there_is_named()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => PaperFile.Expand([_folder.File("nowhere.jsonl")]));
        Assert.Contains("nowhere.jsonl", missing.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => PaperFile.Expand([Write("papers.pdf", "x")]));
    }

    [Fact]
    public void Real_files_import_whole_and_without_loss()
    {
        var file = SharedData.File("papers/listing-534.jsonl.gz");
        var result = Import(file);
        Assert.Equal((534, 0), (result.New, result.Rejected));
        using var raw = File.OpenRead(file);
        Assert.Equal(PaperFile.Lines(raw), Export());
    }

    private static void Compress(string from, string to)
    {
        using (var target = new GZipStream(File.Create(to), CompressionLevel.Fastest))
            target.Write(File.ReadAllBytes(from));
        File.Delete(from);
    }

    private ImportResult Import(params string[] files) =>
        new PaperImport(new PaperStore(_database), TimeProvider.System).Import(files);

    private List<string> Export() => [.. new PaperStore(_database).AllRecordBodies()];

    private long Sequence()
    {
        using var connection = _database.Read();
        return connection.Number("SELECT value FROM counter WHERE name = 'sequence'");
    }

    private string Write(string name, params string[] lines)
    {
        var path = _folder.File(name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
