using System.Security;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

public sealed class ArxivApiTests
{
    [Fact]
    public void An_entry_gives_its_fields_and_the_primary_category_first()
    {
        var page = Read(Feed(Entry(
            "2603.01234v3",
            title: "On\n  lanterns",
            fields: """
                <category term="cs.LG"/><category term="cs.CL"/><category term="68T05"/><category term="I.2.7"/>
                <arxiv:primary_category term="cs.CL"/><arxiv:comment>3 pages</arxiv:comment>
                <arxiv:journal_ref>J. Inv. 1</arxiv:journal_ref><arxiv:doi>10.1000/X</arxiv:doi>
                """)));
        var record = Assert.Single(page.Records);
        Assert.Equal(("arXiv:2603.01234", "On lanterns", "An abstract."), (record.Key, record.Title, record.Abstract));
        Assert.Equal(["Ada Example", "Ben Muster"], record.Authors);
        Assert.Equal(["cs.CL", "cs.LG"], record.Categories);
        Assert.Equal(("3 pages", "J. Inv. 1", "10.1000/x"), (record.Comment, record.Venue, record.Doi));
        Assert.Equal(("2026-03-16", new DateOnly(2026, 3, 20)), (record.Published?.ToString(), record.Updated));
        Assert.Equal(3, record.Version);
        Assert.Equal([new PaperVersion(1, new(2026, 3, 16)), new PaperVersion(2, null), new PaperVersion(3, new(2026, 3, 20))], record.Versions);
        Assert.Equal(new DateOnly(2026, 3, 17), record.Listed);
        Assert.Equivalent(record, RecordJson.Read(record.Body), strict: true);
        Assert.Equal((1, 7), (page.Entries, page.Total));
    }

    [Fact]
    public void The_services_error_keeps_its_words()
    {
        var page = Read(Feed("""
            <entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title>
            <summary>incorrect id format for abc</summary></entry>
            """));
        Assert.Equal("incorrect id format for abc", page.Error);
        Assert.Empty(page.Records);
    }

    [Fact]
    public void Bad_entries_are_rejected_and_the_others_stay()
    {
        var page = Read(Feed(Entry("2603.00001v1"), Entry("2603.00002v1", title: ""), Entry("2603.3"), "<entry/>", Entry("hep-th/9901001v2")));
        Assert.Equal(["arXiv:2603.00001", "arXiv:hep-th/9901001"], page.Records.Select(r => r.Key));
        Assert.Equal(
            [("arXiv:2603.00002", "title is missing or empty"), ("2603.3", "its id is none of arXiv's"), ("", "its id is none of arXiv's")],
            page.Rejected.Select(r => (r.Id, r.Reason)));
        Assert.Equal(5, page.Entries);
    }

    [Fact]
    public void What_is_no_feed_is_a_bad_reply() =>
        Assert.Contains("<html>", Assert.Throws<BadReplyException>(() => Read("<html/>")).Message, StringComparison.Ordinal);

    [Fact]
    public void Cut_and_flipped_replies_give_nothing_but_a_bad_reply_or_sound_records() =>
        Mangled.All(Encoding.UTF8.GetBytes(Feed(Entry("2603.00001v2"), Entry("2603.00002v1"))), xml =>
        {
            foreach (var record in ArxivApi.Read(xml).Records)
                Assert.Equal(record.Key, RecordJson.Read(record.Body).Key);
        });

    private static string Feed(params IEnumerable<string> entries) => $"""
        <?xml version='1.0' encoding='UTF-8'?>
        <feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
          <id>https://arxiv.example/api/x</id><title>arXiv Query</title><updated>2026-03-17T00:00:00Z</updated>
          <opensearch:totalResults>7</opensearch:totalResults><opensearch:startIndex>0</opensearch:startIndex>
          {string.Concat(entries)}
        </feed>
        """;

    private static string Entry(string id, string title = "A title", string fields = "") => $"""
        <entry><id>http://arxiv.org/abs/{id}</id><title>{SecurityElement.Escape(title)}</title><updated>2026-03-20T10:00:00Z</updated>
        <summary> An abstract. </summary>{fields}<published>2026-03-16T17:59:59Z</published>
        <author><name>Ada Example</name><arxiv:affiliation>Nowhere</arxiv:affiliation></author><author><name>Ben Muster</name></author></entry>
        """;

    private static ArxivApiPage Read(string xml)
    {
        using var reader = SafeXml.Reader(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        return ArxivApi.Read(reader);
    }
}
