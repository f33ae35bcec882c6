using System.Text;
using System.Xml;
using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

public sealed class ArxivOaiTests
{
    [Fact]
    public void A_raw_record_gives_every_field()
    {
        var page = OaiReplies.Read(OaiReplies.Page(OaiReplies.Raw(
            "2603.01234",
            title: "On Sums\n  of $a < b$ &  more",
            authors: "Ada Example (University of Nowhere), Ben Muster and Chi-Wei {\\'E}tienne",
            about: "  First lines\nof a paragraph.\n  A second one,\nwith   spaces.\n",
            fields: """
                <comments>12 pages,
                  3 figures</comments><report-no>INV-2026-1</report-no><journal-ref>J. Inv. 1 (2026) 2</journal-ref>
                <doi>10.1000/ONE.1, 10.1000/two.2</doi><license>http://creativecommons.org/licenses/by/4.0/</license>
                """,
            versions: ["Mon, 2 Mar 2026 15:00:00 GMT", "Fri, 13 Mar 2026 23:30:00 GMT"])));

        var record = Assert.Single(page.Records);
        Assert.Equal("arxiv", record.Source);
        Assert.Equal("arXiv:2603.01234", record.Key);
        Assert.Equal("On Sums of $a < b$ & more", record.Title);
        Assert.Equal("First lines of a paragraph.\nA second one, with   spaces.", record.Abstract);
        Assert.Equal(["Ada Example", "Ben Muster", "Chi-Wei {\\'E}tienne"], record.Authors);
        Assert.Equal(["cs.CL", "cs.LG"], record.Categories);
        Assert.Equal("12 pages, 3 figures", record.Comment);
        Assert.Equal("INV-2026-1", record.ReportNumber);
        Assert.Equal("J. Inv. 1 (2026) 2", record.Venue);
        Assert.Equal("10.1000/one.1", record.Doi);
        Assert.Equal("http://creativecommons.org/licenses/by/4.0/", record.License);
        Assert.Equal("Ada Example", record.Submitter);
        Assert.Equal("2026-03-02", record.Published?.ToString());
        Assert.Equal(new DateOnly(2026, 3, 13), record.Updated);
        Assert.Equal(2, record.Version);
        Assert.Equal([new PaperVersion(1, new(2026, 3, 2)), new PaperVersion(2, new(2026, 3, 13))], record.Versions);
        Assert.Equal(new DateOnly(2026, 3, 3), record.Listed);
        Assert.False(record.Withdrawn);
    }

    [Fact]
    public void What_is_saved_of_a_record_reads_back_as_the_same_record()
    {
        var page = OaiReplies.Read(OaiReplies.Page(OaiReplies.Raw("2603.01234", fields: "<comments>a \"quoted\" \\ é</comments>")));
        var record = Assert.Single(page.Records);
        Assert.Equivalent(record, RecordJson.Read(record.Body), strict: true);
    }

    [Fact]
    public void A_record_with_parts_of_names_joins_them()
    {
        const string metadata = """
            <arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>hep-th/9901001</id><created>1999-01-04</created>
            <authors><author><keyname>Muster</keyname><forenames>Ben C.</forenames><suffix>Jr</suffix><affiliation>Nowhere</affiliation></author>
            <author><keyname>:</keyname></author><author><keyname>Example</keyname></author></authors>
            <title>Strings</title><categories>hep-th math-ph</categories><abstract>On strings.</abstract></arXiv>
            """;
        var page = OaiReplies.Read(OaiReplies.List(
            $"<record><header><identifier>oai:arXiv.org:hep-th/9901001</identifier><datestamp>2007-05-23</datestamp></header><metadata>{metadata}</metadata></record>"));
        var record = Assert.Single(page.Records);
        Assert.Equal("arXiv:hep-th/9901001", record.Key);
        Assert.Equal(["Ben C. Muster Jr", "Example"], record.Authors);
        Assert.Equal(1, record.Version);
        Assert.Null(record.Listed);
    }

    [Fact]
    public void One_bad_record_is_rejected_with_its_reason_and_the_page_goes_on()
    {
        var page = OaiReplies.Read(OaiReplies.Page(
            OaiReplies.Raw("2603.00001"),
            OaiReplies.Raw("2603.00002", title: " "),
            OaiReplies.Raw("2603.00003", title: new string('x', 5_000)),
            OaiReplies.Raw("2603.00004").Replace("<id>2603.00004", "<id>2603.99999", StringComparison.Ordinal),
            OaiReplies.Raw("2603.005"),
            "<record><header><identifier>oai:arXiv.org:2603.00006</identifier></header></record>",
            "<record><header><identifier>oai:arXiv.org:2603.00007</identifier></header><metadata><marc><title>x</title></marc></metadata></record>",
            "<record/>",
            OaiReplies.Raw("2603.00009")));
        Assert.Equal(["arXiv:2603.00001", "arXiv:2603.00009"], page.Records.Select(r => r.Key));
        Assert.Equal(
            [
                ("arXiv:2603.00002", "title is missing or empty"),
                ("arXiv:2603.00003", "title has 5000 characters; at most 4000 are allowed"),
                ("arXiv:2603.00004", "its metadata is that of \"2603.99999\""),
                ("oai:arXiv.org:2603.005", "its identifier is none of arXiv's (oai:arXiv.org:...)"),
                ("arXiv:2603.00006", "it has no metadata"),
                ("arXiv:2603.00007", "its metadata is <marc>, which is not read here"),
                ("", "a record without an identifier"),
            ],
            page.Rejected.Select(r => (r.Id, r.Reason)));
    }

    [Fact]
    public void Deleted_records_are_named()
    {
        var page = OaiReplies.Read(OaiReplies.Page(OaiReplies.Deleted("2603.00001"), OaiReplies.Raw("2603.00002")));
        Assert.Equal(["arXiv:2603.00001"], page.Deleted);
        Assert.Single(page.Records);
    }

    [Fact]
    public void The_token_leads_on_and_an_empty_one_ends_the_list()
    {
        var more = OaiReplies.Read(OaiReplies.Page(
            OaiReplies.Raw("2603.00001"),
            OaiReplies.Token(" a&amp;b%20c ", "completeListSize=\"1300\" cursor=\"400\" expirationDate=\"2026-03-18T00:00:00Z\"")));
        Assert.Equal("a&b%20c", more.Reply.Token);
        Assert.Equal((1_300, 400, "2026-03-18T00:00:00Z"), (more.Reply.ListSize, more.Reply.Cursor, more.Reply.Expires));
        Assert.Equal("2026-03-17T02:00:00Z", more.Reply.ResponseDate);

        var last = OaiReplies.Read(OaiReplies.Page(OaiReplies.Raw("2603.00001"), OaiReplies.Token("", "cursor=\"1300\"")));
        Assert.Null(last.Reply.Token);
    }

    [Fact]
    public void Errors_keep_the_services_words()
    {
        var page = OaiReplies.Read(OaiReplies.Error("badArgument", "until is before\n from"));
        Assert.Equal(("badArgument", "until is before from"), (page.Reply.ErrorCode, page.Reply.ErrorMessage));
    }

    [Theory]
    [InlineData("<html><body>Rate exceeded.</body></html>", "<html>")]
    [InlineData("""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><Identify/></OAI-PMH>""", "neither records nor an error")]
    public void What_is_no_list_is_a_bad_reply(string xml, string words) =>
        Assert.Contains(words, Assert.Throws<BadReplyException>(() => OaiReplies.Read(xml)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><OAI-PMH>&b;</OAI-PMH>")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://192.0.2.1/x.dtd\"><OAI-PMH/>")]
    [InlineData("<OAI-PMH><ListRecords><record></ListRecords></OAI-PMH>")]
    [InlineData("")]
    public void Broken_and_dangerous_XML_is_an_error(string xml) => Assert.Throws<XmlException>(() => OaiReplies.Read(xml));

    [Theory]
    [InlineData("<about>")]
    [InlineData("<metadata><arXivRaw><title>")]
    public void Elements_nested_without_end_are_a_bad_reply(string around)
    {
        var deep = $"<OAI-PMH><ListRecords><record>{around}{string.Concat(Enumerable.Repeat("<a>", 100_000))}";
        Assert.Throws<BadReplyException>(() => OaiReplies.Read(deep));
    }

    [Theory]
    [InlineData("This paper has been withdrawn by the author due to an error in Lemma 2", true)]
    [InlineData("Withdrawn: superseded", true)]
    [InlineData("The manuscript was withdrawn", true)]
    [InlineData("This submission has been withdrawn by arXiv administrators", true)]
    [InlineData("12 pages; supersedes a withdrawn preprint", false)]
    [InlineData("The paper was withdrawn from submission", false)]
    public void A_withdrawal_is_recognised_by_its_words(string comment, bool withdrawn)
    {
        var page = OaiReplies.Read(OaiReplies.Page(OaiReplies.Raw("2603.00001", fields: $"<comments>{comment}</comments>")));
        Assert.Equal(withdrawn, Assert.Single(page.Records).Withdrawn);
    }

    [Fact]
    public void A_newest_version_without_files_is_a_withdrawal()
    {
        var xml = OaiReplies.Raw("2603.00001", versions: ["Mon, 2 Mar 2026 15:00:00 GMT", "Mon, 16 Mar 2026 15:00:00 GMT"]);
        var last = xml.LastIndexOf("<source_type>D", StringComparison.Ordinal);
        var record = Assert.Single(OaiReplies.Read(OaiReplies.Page(xml[..last] + "<source_type>I" + xml[(last + 14)..])).Records);
        Assert.True(record.Withdrawn);
    }

    [Fact]
    public void A_paper_that_was_held_back_is_listed_on_the_day_its_number_tells()
    {
        var page = OaiReplies.Read(OaiReplies.Page(
            OaiReplies.Raw("2603.09999", versions: ["Wed, 11 Mar 2026 15:00:00 GMT"]), // announced on the 12th, changed since
            OaiReplies.Raw("2603.10001", versions: ["Mon, 16 Mar 2026 15:00:00 GMT"]), // fresh
            OaiReplies.Raw("2603.10002", versions: ["Wed, 11 Mar 2026 15:00:00 GMT"]), // held back: its number is of today
            OaiReplies.Raw("2603.10003", versions: ["Wed, 11 Mar 2026 15:00:00 GMT", "Mon, 16 Mar 2026 15:00:00 GMT"])));
        Assert.Equal(
            [new(2026, 3, 12), new(2026, 3, 17), new(2026, 3, 17), new DateOnly(2026, 3, 12)],
            page.Records.Select(r => r.Listed!.Value));
        Assert.All(page.Records, r => Assert.Equal(r.Listed, RecordJson.Read(r.Body).Listed));
    }

    [Fact]
    public void A_page_takes_little_memory_beside_its_texts()
    {
        var about = string.Concat(Enumerable.Repeat("invented words in lines\n", 60));
        var bytes = Encoding.UTF8.GetBytes(OaiReplies.Page(
            Enumerable.Range(0, 500).Select(i => OaiReplies.Raw($"2603.{i:D5}", about: about))));
        Count(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(500, Count(bytes));
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 500;

        // The abstract as it came, joined and in the body: three strings of 1,440 characters, one of them put together by the
        // XML reader, and some thirty small things.
        Assert.InRange(each, 8_000, 18_000);
    }

    private static int Count(byte[] bytes)
    {
        var count = 0;
        using var xml = SafeXml.Reader(new MemoryStream(bytes));
        ArxivOai.Read(xml, entry => count += entry.Record is null ? 0 : 1);
        return count;
    }
}
