using FsCheck;
using FsCheck.Fluent;
using Paperboy.Catalog;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class RecordJsonTests
{
    private static readonly DateOnly Latest = new(2027, 1, 1);

    [Fact]
    public void A_whole_record_is_read_with_all_of_its_fields()
    {
        var record = Invented.Record(
            ("featured", "2026-01-06"), ("upvotes", 41), ("comments", 3), ("stars", 7), ("repository", "https://example.org/r"),
            ("projectPage", "https://example.org/p"), ("keywords", new[] { "caches" }), ("organization", "Somewhere"),
            ("venue", "Workshop on Waiting"), ("doi", "https://doi.org/10.1000/ABC"), ("comment", "12 pages"), ("published", "2025-12-30"));
        Assert.Equal("arXiv:2601.00001", record.Key);
        Assert.Equal(new DateOnly(2026, 1, 6), record.Day);
        Assert.Equal((41, 3, 7), (record.Upvotes, record.Comments, record.Stars));
        Assert.Equal("10.1000/abc", record.Doi);
        Assert.Equal("2025-12-30", record.Published!.ToString());
        Assert.Equal(["caches"], record.Keywords);
    }

    [Theory]
    [InlineData("{\"id\":", "broken JSON")]
    [InlineData("[1,2]", "a JSON object was expected, not a list")]
    [InlineData("{\"id\":\"x:1\"}", "title is missing")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"  \"}", "title is missing or empty")]
    [InlineData("{\"id\":\"x:1\",\"title\":7}", "title must be text, not a number")]
    [InlineData("{\"title\":\"A\"}", "id is missing")]
    [InlineData("{\"id\":\"x:a b\",\"title\":\"A\"}", "not of the form scheme:value")]
    [InlineData("{\"id\":\"x:../../etc\",\"title\":\"A\"}", "not of the form scheme:value")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"authors\":\"Ada\"}", "authors must be a list of texts, not text")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"authors\":[1]}", "authors must hold texts only, not a number")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"listed\":\"2026-13-01\"}", "listed \"2026-13-01\" is not a day")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"listed\":\"2026-1-5\"}", "listed \"2026-1-5\" is not a day")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"published\":\"9999-01-01\"}", "published \"9999-01-01\" is absurd")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"published\":\"0001\"}", "published \"0001\" is absurd")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"upvotes\":-1}", "upvotes must be a whole number")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"upvotes\":1e99}", "upvotes must be a whole number")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"\\ud800\"}", "broken JSON")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"before\\u0000after\"}", "title holds a NUL character")]
    [InlineData("{\"id\":\"x:1\",\"title\":\"A\",\"authors\":[\"A\\u0000B\"]}", "authors holds a NUL character")]
    [InlineData("{\"doi\":\"10.1000/../x\",\"title\":\"A\"}", "there is no doi in its place")]
    public void What_is_no_record_is_refused_with_field_and_reason(string line, string reason)
    {
        Assert.False(RecordJson.TryRead(line, Latest, out _, out var given));
        Assert.Contains(reason, given, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', given);
    }

    [Fact]
    public void Too_long_texts_are_refused_with_their_length()
    {
        var line = Invented.Line(("abstract", new string('a', 10_000_000)));
        Assert.False(RecordJson.TryRead(line, Latest, out _, out var reason));
        Assert.Equal("abstract has 10000000 characters; at most 200000 are allowed", reason);
    }

    [Theory]
    [InlineData("2503.11731", "arXiv:2503.11731")]
    [InlineData("arXiv:2503.11731v3", "arXiv:2503.11731")]
    [InlineData("arxiv:hep-th/9901001v2", "arXiv:hep-th/9901001")]
    [InlineData("math.GT/0309136", "arXiv:math.GT/0309136")]
    [InlineData("0704.0001v1", "arXiv:0704.0001")]
    [InlineData("ACL:2020.acl-main.1", "ACL:2020.acl-main.1")]
    [InlineData("17", "arxiv:17")]
    public void Ids_lose_their_version_and_always_have_a_scheme(string id, string key) =>
        Assert.Equal(key, Invented.Record(("id", id)).Key);

    [Theory]
    [InlineData("arXiv:1811.0191")]
    [InlineData("arXiv:704.0392")]
    [InlineData("arXiv:1803.0872100000001")]
    [InlineData("arXiv:2513.00001")]
    public void Arxiv_ids_that_lost_digits_are_kept_as_the_sources_words_but_name_no_arxiv_paper(string id)
    {
        var record = Invented.Record(("id", id));
        Assert.Equal(id, record.Key);
        Assert.Null(record.ArxivId);
    }

    [Fact]
    public void A_damaged_doi_is_passed_over_and_the_paper_kept() =>
        Assert.Null(Invented.Record(("doi", "0.26615/978-954-452-046-5_005")).Doi);

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        var fragments = Gen.Elements("{", "}", "\"", "title", "id", ":", ",", "[", "]", "1", "null", "\\ud800", "é", "\0", "x:1", " ");
        var lines = Gen.ArrayOf(fragments).Select(string.Concat);
        Prop.ForAll(Arb.From(lines), line => RecordJson.TryRead(line, Latest, out _, out var reason) || reason.Length > 0)
            .Check(Config.QuickThrowOnFailure.WithReplay(42, 43).WithMaxTest(5_000));
    }
}
