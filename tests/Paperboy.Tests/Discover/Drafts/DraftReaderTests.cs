using System.Text;
using Paperboy.Discover.Drafts;
using Xunit;

namespace Paperboy.Tests.Discover.Drafts;

public sealed class DraftReaderTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("lamps wait patiently for more oil", 8));

    [Fact]
    public void A_pasted_abstract_may_begin_with_its_title()
    {
        var draft = Read(null, $"On the Patience of Lamps\n\n{Long}.");
        Assert.Equal("On the Patience of Lamps", draft.Title);
        Assert.Equal(Long + ".", draft.Lead);
        Assert.Empty(draft.Parts);
        Assert.Equal("", Read(null, Long + ".").Title);
    }

    [Fact]
    public void Paragraphs_of_a_plain_text_are_its_parts()
    {
        var draft = Read("a.txt", $"{Long}.\n\n{Long} again.\n\nShort.");
        Assert.Equal(["paragraph 1", "paragraph 2"], draft.Parts.Select(part => part.Name));
    }

    [Fact]
    public void What_is_cited_comes_from_the_keys_where_there_are_any_and_else_from_the_whole_bibliography()
    {
        const string bib = "@misc{a, title={A}}\n@misc{b, title={B}}";
        Assert.Equal(["A"], Titles(DraftReader.Read([new("p.tex", "\\section{S} x \\cite{a,c}"), new("r.bib", bib)], [])));
        Assert.Equal(["A", "B"], Titles(DraftReader.Read([new("p.tex", "\\section{S} x"), new("r.bib", bib)], [])));
        Assert.Equal(["A", "B"], Titles(DraftReader.Read([new("p.tex", "\\section{S} x\\nocite{*}"), new("r.bib", bib)], [])));
        Assert.Equal(["A", "B"], Titles(Read(null, bib)));
    }

    [Fact]
    public void Keys_without_a_bibliography_are_told()
    {
        Assert.Equal("Citations: 2 works cited, but no bibliography was given; add the .bib file.", Read("p.tex", "\\section{S} x \\cite{a,b}").Problems.Single().ToString());
        var one = DraftReader.Read([new("p.tex", "\\cite{a,c}"), new("r.bib", "@misc{a, title={A}}")], []);
        Assert.Equal("Citations: 1 key cited that no bibliography given has: c.", one.Problems.Single().ToString());
    }

    [Fact]
    public void A_file_that_another_takes_in_is_missed_unless_it_is_given()
    {
        var main = new DraftFile("main.tex", "\\documentclass{a}\n\\input{parts/method}");
        Assert.Equal("main.tex, line 2: takes in “parts/method”, which was not given, so it is not read.", DraftReader.Read([main], []).Problems.Single().ToString());
        Assert.Empty(DraftReader.Read([main, new DraftFile("method.tex", "\\section{M} x")], []).Problems);
    }

    [Fact]
    public void Ids_in_a_text_count_as_cited()
    {
        var draft = Read(null, $"{Long}, as arXiv:2503.11731 and (https://doi.org/10.1000/xyz) say; twice arXiv:2503.11731.");
        Assert.Equal(["arXiv:2503.11731", "doi:10.1000/xyz"], draft.Citations.Select(citation => citation.Name));
    }

    [Fact]
    public void A_long_blank_behind_a_name_takes_no_time()
    {
        var blank = new string(' ', 500_000);
        Assert.Empty(Read("p.tex", $"\\section{{S}} arXiv{blank}x arXiv:{blank}\n%{blank}").Citations);
    }

    [Fact]
    public void A_text_may_be_pasted_with_its_bibliography_behind_it()
    {
        var draft = Read(null, $"{Long}.\n\n@misc{{a, title = {{A}}}}\n");
        Assert.Equal(Long + ".", draft.Lead);
        Assert.Equal(["A"], Titles(draft));
    }

    [Fact]
    public void Bytes_are_read_as_what_they_are()
    {
        Assert.Equal("Gödel", DraftFile.Read("a.txt", Encoding.UTF8.GetBytes("Gödel")).File!.Text);
        Assert.Equal("Gödel", DraftFile.Read("a.txt", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes("Gödel")]).File!.Text);
        Assert.Equal("Gödel", DraftFile.Read("a.txt", Encoding.Latin1.GetBytes("Gödel")).File!.Text);
        Assert.Equal("Gödel", DraftFile.Read("a.txt", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("Gödel")]).File!.Text);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_in_words()
    {
        Assert.Equal("a.tex: is a PDF, whatever its name says; Paperboy reads .tex, .bib, .bbl and .txt.", Refused("%PDF-1.7 ..."u8.ToArray()));
        Assert.Contains("is an archive", Refused([0x1f, 0x8b, 8, 0]), StringComparison.Ordinal);
        Assert.Contains("is a binary file", Refused([1, 0, 2]), StringComparison.Ordinal);
        Assert.Contains("is larger than 2 MB", Refused(new byte[DraftFile.MostBytes + 1]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_told() => Assert.Equal("a.tex: is empty.", Read("a.tex", " \n").Problems.Single().ToString());

    private static string Refused(byte[] bytes) => DraftFile.Read("a.tex", bytes).Problem!.ToString();

    private static Draft Read(string? name, string text) => DraftReader.Read([new DraftFile(name, text)], []);

    private static IEnumerable<string> Titles(Draft draft) => draft.Citations.Select(citation => citation.Title);
}
