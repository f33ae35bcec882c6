using Paperboy.Catalog;
using Paperboy.Harvest.Files;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Files.Bibliographies;

public sealed class BibliographyImportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public BibliographyImportTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Bibliographies_of_three_forms_become_papers_once()
    {
        var bib = Write("library.bib", "@article{a, title = {Patient Caches}, author = {Example, Ada}, year = 2025, eprint = {2503.11731}}\n@misc{b, author = {Nobody}}\n@misc{c, title = {No Ids At All}, author = {Doe, Cy}, year = 2020}\n");
        var ris = Write("references.ris", "TY  - JOUR\nTI  - No Ids at all\nAU  - Cy Doe\nPY  - 2020\nER  - \n");
        var csl = Write("zotero.json", """[{"title": "Patient Caches", "author": [{"family": "Example", "given": "Ada"}], "issued": {"date-parts": [[2025]]}, "URL": "https://arxiv.org/abs/2503.11731"}]""");
        var first = Import(bib, ris, csl);
        Assert.Equal((2, 1), (first.New, first.Rejected));
        Assert.Equal(new Rejection(bib, 2, "title is missing or empty"), Assert.Single(first.Rejections));
        Assert.Equal(2, new PaperStore(_database).Count());
        Assert.Equal("Patient Caches", new PaperStore(_database).Find("arXiv:2503.11731")!.Title);

        var again = Import(csl);
        Assert.Equal((0, 0, 1), (again.New, again.Changed, again.Unchanged));
        Assert.Equal(2, new PaperStore(_database).Count());
    }

    [Theory]
    [InlineData("papers.BIB", ".bib")]
    [InlineData("papers.ris.gz", ".ris.gz")]
    [InlineData("papers.tsv", ".tsv")]
    [InlineData("papers.json.gz", ".jsonl")]
    public void An_upload_is_kept_under_an_ending_that_tells_its_form(string name, string ending)
    {
        Assert.Equal(ending, PaperFile.KeptEnding(name));
        Assert.True(PaperFile.HasEnding(name));
        Assert.True(PaperFile.HasEnding("x" + ending));
    }

    private ImportResult Import(params string[] files) => new PaperImport(new PaperStore(_database), TimeProvider.System).Import(files);

    private string Write(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }
}
