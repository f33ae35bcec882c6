using Paperboy.Harvest.Arxiv;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

public sealed class ArxivTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  wrapped\n  title \t of three ", "wrapped title of three")]
    [InlineData("two  spaces", "two spaces")]
    [InlineData("a\u00a0b\nc", "a\u00a0b c")]
    [InlineData("", "")]
    public void A_title_is_one_line(string text, string line) => Assert.Equal(line, ArxivText.OneLine(text));

    [Theory]
    [InlineData("  one\ntwo\n", "one two")]
    [InlineData("one\n  two\nthree", "one\ntwo three")]
    [InlineData("one\n\ntwo", "one\ntwo")]
    [InlineData("one  \r\ntwo\r\rthree", "one two\nthree")]
    [InlineData("a  b", "a  b")]
    public void An_abstract_keeps_its_paragraphs(string text, string joined) => Assert.Equal(joined, ArxivText.Paragraphs(text));

    [Theory]
    [InlineData("10.1000/ABC.1", "10.1000/abc.1")]
    [InlineData("10.1103/PhysRevD.93.016005, 10.1103/PhysRevD.98.079901;10.1103/PhysRevD.98.079903", "10.1103/physrevd.93.016005")]
    [InlineData("10.1000/one;10.1000/two", "10.1000/one")]
    [InlineData("10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "10.1002/(sici)1097-0258(19980815)17:15/16<1661::aid-sim968>3.0.co;2-2")]
    [InlineData("https://doi.org/10.1000/x", "10.1000/x")]
    [InlineData("to appear 10.1000/x", "10.1000/x")]
    [InlineData("none yet", null)]
    public void The_first_sound_DOI_counts(string field, string? doi) => Assert.Equal(doi, ArxivText.FirstDoi(field));

    [Theory]
    [InlineData("Mon, 14 Apr 2008 20:08:24 GMT", "2008-04-14T20:08:24Z")]
    [InlineData("Fri, 2 Jan 2026 03:04:05 GMT", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void The_moment_of_a_version_is_read(string text, string? moment) =>
        Assert.Equal(moment, ArxivText.TryMoment(text, out var read) ? read.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null) : null);
}
