using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

/// <summary>What becomes of each recorded reply of OAI-PMH services.</summary>
public sealed class RecordedOaiTests
{
    [Theory]
    [InlineData("arxiv-oai/arxiv-physics-hep-ex.xml", 3, 0, 0)]
    [InlineData("arxiv-oai/arxiv-physics-hep-th.xml", 3, 0, 0)]
    [InlineData("arxiv-oai/arxiv-single.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/arxiv_oai_dc_listrecords_resumption.xml", 5, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record.xml", 12, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record0.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record1.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record2.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record3.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record4.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record5.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record6.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record7.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record8.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record9.xml", 1, 0, 0)]
    [InlineData("arxiv-oai/sample_arxiv_record10.xml", 1, 0, 0)]
    [InlineData("oai-pmh/GetRecord.xml", 0, 0, 1)] // of another archive than arXiv, as all of these
    [InlineData("oai-pmh/GetRecord_utf8test.xml", 0, 0, 1)]
    [InlineData("oai-pmh/ListRecords.xml", 0, 0, 2)]
    [InlineData("oai-pmh/ListRecords2.xml", 0, 0, 2)]
    [InlineData("oai-pmh/ListRecords3.xml", 0, 0, 2)]
    [InlineData("oai-pmh/ListRecords4.xml", 0, 0, 2)]
    public void Lists_give_their_records(string path, int records, int deleted, int rejected)
    {
        var page = Read(path);
        Assert.Equal((records, deleted, rejected), (page.Records.Count, page.Deleted.Count, page.Rejected.Count));
        Assert.Null(page.Reply.ErrorCode);
        foreach (var record in page.Records)
        {
            Assert.Equivalent(record, RecordJson.Read(record.Body), strict: true);
            Assert.True(record.Abstract.Length > 100 && record.Authors.Count > 0 && record.Categories.Count > 0 && record.Published is not null);
            Assert.DoesNotContain('\n', record.Title);
        }
    }

    [Theory]
    [InlineData("badArgument.xml", "badArgument", "")]
    [InlineData("badResumptionToken.xml", "badResumptionToken", "This resumptionToken is invalid")]
    [InlineData("cannotDisseminateFormat.xml", "cannotDisseminateFormat", "")]
    [InlineData("idDoesNotExist.xml", "idDoesNotExist", "oai:lcoa1.loc.gov:loc.rbc/rbpe.00000111 has the structure")]
    [InlineData("noRecordsMatch.xml", "noRecordsMatch", "")]
    [InlineData("noSetHierarchy.xml", "noSetHierarchy", "")]
    [InlineData("undefinedError.xml", "undefinedError", "")]
    public void Errors_are_told_in_the_services_words(string file, string code, string begin)
    {
        var reply = Read("oai-pmh/" + file).Reply;
        Assert.Equal(code, reply.ErrorCode);
        Assert.StartsWith(begin, reply.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Identify.xml")]
    [InlineData("ListIdentifiers.xml")]
    [InlineData("ListIdentifiers2.xml")]
    [InlineData("ListMetadataFormats.xml")]
    [InlineData("ListSets.xml")]
    public void Answers_to_other_questions_are_bad_replies(string file) =>
        Assert.Throws<BadReplyException>(() => Read("oai-pmh/" + file));

    [Fact]
    public void Broken_XML_is_an_error() =>
        Assert.Throws<System.Xml.XmlException>(() => Read("oai-pmh/ListRecordsBroken.xml"));

    [Fact]
    public void Every_recorded_reply_is_accounted_for()
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(SharedData.File("recorded/oai-pmh/Identify.xml")))!;
        var accounted = typeof(RecordedOaiTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!.ToString()!.Split('/')[^1])
            .Append("ListRecordsBroken.xml");
        var files = new[] { "arxiv-oai", "oai-pmh" }.SelectMany(name => Directory.GetFiles(Path.Combine(folder, name), "*.xml")).Select(path => Path.GetFileName(path)!);
        Assert.Empty(files.Except(accounted));
    }

    [Fact]
    public void The_single_record_is_read_to_the_letter()
    {
        var record = Assert.Single(Read("arxiv-oai/arxiv-single.xml").Records);
        Assert.Equal("arXiv:1401.2122", record.Key);
        Assert.Equal("New integrable (3+1)-dimensional systems and contact geometry", record.Title);
        Assert.Equal(["A. Sergyeyev"], record.Authors);
        Assert.Equal(["math.AP", "hep-th", "math-ph", "math.DG", "math.MP", "nlin.SI"], record.Categories);
        Assert.Equal("Lett. Math. Phys. 108 (2018), no. 2, 359-376", record.Venue);
        Assert.Equal("10.1007/s11005-017-1013-4", record.Doi);
        Assert.Equal("http://arxiv.org/licenses/nonexclusive-distrib/1.0/", record.License);
        Assert.Equal(("2014-01-09", new DateOnly(2017, 10, 23)), (record.Published?.ToString(), record.Updated));
        Assert.Equal(2, record.Abstract.Split('\n').Length);
        Assert.Null(record.Version);
    }

    [Fact]
    public void Several_DOIs_and_a_report_number_are_read()
    {
        var record = Assert.Single(Read("arxiv-oai/sample_arxiv_record0.xml").Records);
        Assert.Equal("10.1103/physrevd.93.016005", record.Doi);
        Assert.Equal("YITP-2016-26", record.ReportNumber);
        Assert.Equal("Planck Collaboration", record.Authors[0]);
        Assert.Equal("Jieci Wang", record.Authors[1]);
    }

    [Fact]
    public void Dublin_Core_gives_authors_categories_and_the_token()
    {
        var page = Read("arxiv-oai/arxiv_oai_dc_listrecords_resumption.xml");
        Assert.Equal("6960524|1001", page.Reply.Token);
        Assert.Equal(1_162, page.Reply.ListSize);
        Assert.Equal("Vilnis Liepins", page.Records[0].Authors[0]);
        Assert.Equal(["cs.DS", "cs.IT", "math.NA"], page.Records[0].Categories);
        Assert.Equal("Accepted to the Findings of EACL 2024", page.Records[^1].Comment);
    }

    private static OaiPage Read(string path) => OaiReplies.Read(File.ReadAllBytes(SharedData.File("recorded/" + path)));
}
