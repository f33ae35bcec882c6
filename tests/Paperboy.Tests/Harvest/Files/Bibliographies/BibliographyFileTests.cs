using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Files.Bibliographies;
using Xunit;

namespace Paperboy.Tests.Harvest.Files.Bibliographies;

public sealed class BibliographyFileTests
{
    private const string BibTex = """
        @string{waiting = "Journal of Waiting"}
        @article{example2025,
          title = {{{Patient}} Caches for $O(n^2)$ \& {LSTM}s at 5\% of \$10},
          author = {Ex{\"a}mple, Ada and {von Invented}, Ben and {The {W}aiting Team} and others},
          journal = waiting # " and Winning", year = 2025, month = mar, doi = {10.1000/WAIT.1}, eprint = {2503.11731}, archiveprefix = {arXiv},
          abstract = {We wait. And
             win.}, keywords = {caches, patience; {LRU}}, file = {/home/ada/wait.pdf:application/pdf},
        }
        @inproceedings{child, title = {A Child}, author = {Ben Invented}, crossref = {conf}}
        @proceedings{conf, title = {Proceedings of Waiting}, booktitle = {The Waiting Conference}, year = {2024}}
        @article{broken, title = {No end,
        @misc{untitled, author = {Somebody}}
        @comment{ignored}
        @online{last, title = {No Ids}, author = {Doe, Cy}, date = {2020-08/2020-09}, url = {https://waiting.example/a\_b}}
        """;

    [Fact]
    public void Entries_of_bibtex_become_records()
    {
        var records = Records(Read("x.bib", BibTex));
        var one = records[0];
        Assert.Equal(("bib", "arXiv:2503.11731", "10.1000/wait.1"), (one.Source, one.Key, one.Doi));
        Assert.Equal(@"Patient Caches for $O(n^2)$ & LSTMs at 5% of \$10", one.Title);
        Assert.Equal(["Exämple, Ada", "von Invented, Ben", "The Waiting Team"], one.Authors);
        Assert.Equal(("Journal of Waiting and Winning", "2025-03", "We wait. And win."), (one.Venue, one.Published!.ToString(), one.Abstract));
        Assert.Equal(["caches", "patience", "LRU"], one.Keywords);
        Assert.Equal(["doi:10.1000/wait.1"], one.Ids);
        Assert.DoesNotContain("/home", one.Body, StringComparison.Ordinal);

        var child = records.Single(record => record.Title == "A Child");
        Assert.Equal(("The Waiting Conference", "2024"), (child.Venue, child.Published!.ToString()));
        var last = records.Single(record => record.Title == "No Ids");
        Assert.Equal(("2020-08", "https://waiting.example/a_b"), (last.Published!.ToString(), last.ProjectPage));
        Assert.StartsWith("bib:", last.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_entries_are_told_with_line_and_reason_and_the_others_come()
    {
        var entries = Read("x.bib", BibTex);
        Assert.Equal(
            [(11, "the entry “broken” has a field “title” whose value does not end"), (12, "title is missing or empty")],
            entries.Where(entry => entry.Record is null).Select(entry => (entry.Line, entry.Reason)));
        Assert.Equal(4, Records(entries).Count);
    }

    private const string Ris = "\uFEFF\r\n1.\r\nTY  - JOUR\r\nT1  - Patient\r\n      Caches\r\nA1  - Example, Ada\r\nA1  - Invented, Ben; Doe, Cy\r\nPY  - 2025/03/05/\r\nKW  - caches; patience\r\n"
        + "AB  - We wait.\r\nAI-based or not.\r\nDO  - https://doi.org/10.1000/wait.1\r\nUR  - https://arxiv.org/abs/2503.11731; https://x.example\r\nXX  - what\r\nSP  -\r\n"
        + "TY  - CONF\r\nTI  - No End Before\r\nAU  - Doe, Cy\r\nPY  - 2024\r\nER  - \r\njunk\r\nTY  - JOUR\r\nAU  - Nobody\r\nER  -\r\n";

    [Fact]
    public void Entries_of_ris_become_records_whatever_is_odd_about_them()
    {
        var entries = Read("x.ris", Ris);
        var one = Records(entries)[0];
        Assert.Equal(("arXiv:2503.11731", "Patient Caches", "2025-03-05", "10.1000/wait.1"), (one.Key, one.Title, one.Published!.ToString(), one.Doi));
        Assert.Equal(["Example, Ada", "Invented, Ben", "Doe, Cy"], one.Authors);
        Assert.Equal("We wait. AI-based or not.", one.Abstract);
        Assert.Equal(["caches", "patience"], one.Keywords);
        Assert.Equal("No End Before", Records(entries)[1].Title);
        Assert.Equal([(22, "title is missing or empty")], entries.Where(entry => entry.Record is null).Select(entry => (entry.Line, entry.Reason)));
    }

    [Theory]
    [InlineData("TY-JOUR\nTI-Tight\nAU-Doe, Cy\nER-\n", "Tight")]
    [InlineData("TY - JOUR\nTI - One Blank\nER -\n", "One Blank")]
    [InlineData("TY  -JOUR\nTI  -No Blank Behind\n", "No Blank Behind")]
    [InlineData("FN Clarivate\nVR 1.0\nPT J\nTI Of\n   Science\nPY 2004\nER\n\nEF", "Of Science")]
    public void Tags_are_read_however_they_are_spaced(string text, string title) => Assert.Equal(title, Assert.Single(Records(Read("x.ris", text))).Title);

    private const string Csl = """
        [
          {"id": "a", "type": "article-journal", "title": "Patient Caches", "author": [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}, {"literal": "The Team"}],
           "container-title": ["Journal of Waiting"], "issued": {"date-parts": [["2025", 3, 5]]}, "DOI": "10.1000/WAIT.1", "abstract": "We wait.", "note": "arXiv:2503.11731 [cs]", "keyword": "caches, patience"},
          {"id": "b", "title": "\ud800"},
          7,
          {"id": "c"},
          {"id": "d", "title": "Raw Date", "issued": {"raw": "March 2020"}, "author": [{"family": "Doe", "given": "Cy", "suffix": "Jr."}]},
        ]
        """;

    [Fact]
    public void Items_of_csl_become_records_and_bad_ones_are_told()
    {
        var entries = Read("zotero.json", Csl);
        var one = Records(entries)[0];
        Assert.Equal(("arXiv:2503.11731", "Patient Caches", "2025-03-05", "Journal of Waiting", "10.1000/wait.1"), (one.Key, one.Title, one.Published!.ToString(), one.Venue, one.Doi));
        Assert.Equal(["van Beethoven, Ludwig", "The Team"], one.Authors);
        Assert.Equal("2020-03", Records(entries)[1].Published!.ToString());
        Assert.Equal([4, 5, 6], entries.Where(entry => entry.Record is null).Select(entry => entry.Line));
        Assert.Equal("an item should be an object, and is of the kind Number", entries[2].Reason);
    }

    [Fact]
    public void Where_json_breaks_what_stands_before_is_kept()
    {
        var entries = Read("zotero.json", Csl[..Csl.IndexOf("\"Raw Date\"", StringComparison.Ordinal)]);
        Assert.Equal("Patient Caches", Assert.Single(Records(entries)).Title);
        Assert.StartsWith("broken JSON from here on: ", entries[^1].Reason, StringComparison.Ordinal);
        Assert.Equal(7, entries[^1].Line);
    }

    [Fact]
    public void The_same_entry_in_another_form_or_once_more_has_the_same_id()
    {
        var bib = Records(Read("x.bib", "@misc{k, title = {Waiting: {A} Survey}, author = {Doe, Cy}, year = 2020}"))[0];
        var ris = Records(Read("x.ris", "TY  - JOUR\nTI  - Waiting - a survey\nAU  - Cy Doe\nPY  - 2020/05//\nER  - \n"))[0];
        Assert.Equal(bib.Key, ris.Key);
        Assert.NotEqual(bib.Key, Records(Read("x.bib", "@misc{k, title = {Waiting: {A} Survey}, author = {Doe, Cy}, year = 2021}"))[0].Key);
    }

    [Theory]
    [InlineData("2013-07-01", null, "2013-07-01")]
    [InlineData("2020-09-20T19:01:13Z", null, "2020-09-20")]
    [InlineData("1948/07//", null, "1948-07")]
    [InlineData("2014//", null, "2014")]
    [InlineData("2020-08/2020-09", null, "2020-08")]
    [InlineData("2009", "jul", "2009-07")]
    [InlineData("2009", "7", "2009-07")]
    [InlineData("2004", "JUN 8", "2004-06-08")]
    [InlineData("2009", "8-13 July", "2009-07")]
    [InlineData("2009", "13", "2009")]
    [InlineData("March 2001", null, "2001-03")]
    [InlineData("2001 Mar 15", null, "2001-03-15")]
    [InlineData("(2001)", null, "2001")]
    [InlineData("c. 1850", null, "1850")]
    [InlineData("2001-02-30", null, "2001-02")]
    [InlineData("1500", null, null)]
    [InlineData("in press", null, null)]
    [InlineData("20011", null, null)]
    [InlineData("9999-01-01", null, null)]
    public void Dates_are_read_as_far_as_they_are_certain(string date, string? month, string? read) =>
        Assert.Equal(read, EntryDate.Read(date, month, new Paperboy.Harvest.PageRecords(new DateOnly(2027, 3, 17)))?.ToString());

    [Fact]
    public void Old_code_pages_and_wide_characters_are_read()
    {
        const string ris = "TY  - JOUR\nTI  - Müller’s Größe\nAU  - Müller, Jörg\nER  - \n";
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(ris), western.GetBytes(ris), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(ris)], [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(ris)] })
            Assert.Equal("Müller’s Größe", Records(Read("x.ris", bytes))[0].Title);
    }

    [Fact]
    public void A_form_is_known_by_ending_or_content_and_files_may_be_packed()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Csl));
        Assert.Equal("Patient Caches", Records(Read("library.json.gz", packed.ToArray()))[0].Title);
        Assert.True(IsOne("a.json.gz", packed.ToArray()));
        Assert.True(IsOne("a.json", "\uFEFF \n [{}]"u8.ToArray()));
        Assert.True(IsOne("A.BIB", ""u8.ToArray()));
        Assert.False(IsOne("a.json", "{\"id\": \"x:1\"}\n"u8.ToArray()));
        Assert.False(IsOne("a.tsv", "Title\tAbstract"u8.ToArray()));
        var damaged = packed.ToArray();
        Array.Fill(damaged, (byte)0, 30, 40);
        Assert.StartsWith("the compressed file is damaged", Assert.Single(Read("x.bib", damaged)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_give_records_and_reasons_and_nothing_else()
    {
        var random = new Random(17);
        var clock = Stopwatch.StartNew();
        (string Name, byte[] Bytes)[] files = [("x.bib", Encoding.UTF8.GetBytes(BibTex)), ("x.ris", Encoding.UTF8.GetBytes(Ris)), ("x.json", Encoding.UTF8.GetBytes(Csl))];
        for (var round = 0; round < 1_500; round++)
        {
            var (name, whole) = files[round % 3];
            var bytes = whole.ToArray();
            for (var damage = random.Next(6); damage > 0; damage--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(round % 2 == 0 ? 128 : 256);
            foreach (var (line, record, reason) in Read(name, bytes[..random.Next(bytes.Length + 1)]))
            {
                Assert.True(line > 0);
                Assert.True(record is null != (reason is null));
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"1,500 files took {clock.Elapsed}.");
    }

    [Theory]
    [InlineData("x.bib", "@article{a, title = {")]
    [InlineData("x.bib", "@misc{a, title = {x $")]
    [InlineData("x.bib", "@misc{a, title = {t}, author = {a and ")]
    [InlineData("x.ris", "TY  - JOUR\nTI  - a\n")]
    [InlineData("x.ris", "TY  - JOUR\nAB  - a\nb\n")]
    [InlineData("x.json", "[{\"title\": \"a\"},")]
    [InlineData("x.json", "[[[[")]
    public void Time_is_linear_in_the_length(string name, string part)
    {
        var clock = Stopwatch.StartNew();
        Read(name, string.Concat(Enumerable.Repeat(part, 5_000)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }

    private static List<PaperRecord> Records(IEnumerable<(int Line, PaperRecord? Record, string? Reason)> entries) => [.. entries.Select(entry => entry.Record).OfType<PaperRecord>()];

    private static bool IsOne(string name, byte[] bytes)
    {
        using var raw = new MemoryStream(bytes);
        var isOne = BibliographyFile.IsOne(name, raw);
        Assert.Equal(0, raw.Position);
        return isOne;
    }

    private static List<(int Line, PaperRecord? Record, string? Reason)> Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));

    private static List<(int Line, PaperRecord? Record, string? Reason)> Read(string name, byte[] bytes)
    {
        using var raw = new MemoryStream(bytes);
        return [.. BibliographyFile.Read(name, raw, new DateOnly(2027, 3, 17))];
    }
}
