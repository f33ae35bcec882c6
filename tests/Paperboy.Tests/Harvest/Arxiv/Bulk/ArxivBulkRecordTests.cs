using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv.Bulk;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv.Bulk;

public sealed class ArxivBulkRecordTests
{
    private static readonly DateOnly Latest = new(2027, 1, 1);

    [Fact]
    public void Every_field_of_a_line_arrives_in_the_record()
    {
        var record = Read(BulkLine.Of());
        Assert.Equal(("arxiv", "arXiv:0704.0001"), (record.Source, record.Key));
        Assert.Equal("Counting the Lanterns of a Long Harbour", record.Title);
        Assert.Equal("We count lanterns at night. There are many.\nA second paragraph says why.", record.Abstract);
        Assert.Equal(["Ada B. Example", "Bénédicte van der Sample", "Carl Doe Jr."], record.Authors);
        Assert.Equal(["hep-ph", "cs.CL"], record.Categories);
        Assert.Equal("2007-04-02", record.Published!.ToString());
        Assert.Equal(("10.1000/lantern.76", "37 pages", "J. Lanterns 76 (2007) 1"), (record.Doi, record.Comment, record.Venue));
        Assert.Equal(("http://example.org/licence", "Ada Example", "LH-07-12"), (record.License, record.Submitter, record.ReportNumber));
        Assert.Equal((new DateOnly(2008, 11, 26), 2), (record.Updated, record.Version));
        Assert.Equal([new PaperVersion(1, new DateOnly(2007, 4, 2)), new PaperVersion(2, new DateOnly(2007, 7, 24))], record.Versions);
    }

    [Fact]
    public void The_body_is_our_own_JSON_of_the_same_record()
    {
        var record = Read(BulkLine.Of());
        var again = RecordJson.Read(record.Body);
        Assert.Equal(RecordBody.Of(record), RecordBody.Of(again));
        Assert.Equal(record.Authors, again.Authors);
        Assert.Equal(record.Versions, again.Versions);
    }

    [Theory]
    [InlineData("hep-th/9901001", "arXiv:hep-th/9901001")]
    [InlineData("math/0501001", "arXiv:math/0501001")]
    [InlineData("2503.11731", "arXiv:2503.11731")]
    public void Old_and_new_ids_are_understood(string id, string key) => Assert.Equal(key, Read(BulkLine.Of(("id", id))).Key);

    [Theory]
    [InlineData("id", "704.0001", "id \"704.0001\" is no id of arXiv")]
    [InlineData("id", null, "id is missing")]
    [InlineData("id", 704.0001, "id must be text")]
    [InlineData("title", null, "title is missing or empty")]
    [InlineData("update_date", "yesterday", "update_date \"yesterday\" is not a day")]
    [InlineData("update_date", "2999-01-01", "is absurd")]
    [InlineData("versions", "v1", "versions must be a list")]
    [InlineData("authors_parsed", "Ada", "authors_parsed must be a list")]
    public void What_is_no_record_is_refused_with_its_reason(string field, object? value, string reason)
    {
        Assert.False(ArxivBulkRecord.TryRead(Encoding.UTF8.GetBytes(BulkLine.Of((field, value))), Latest, out _, out var words));
        Assert.Contains(reason, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1000/one 10.1000/two", "10.1000/one")]
    [InlineData("broken; 10.1000/two", "10.1000/two")]
    [InlineData("none at all", null)]
    public void Of_several_DOIs_the_first_sound_one_counts(string field, string? doi) => Assert.Equal(doi, Read(BulkLine.Of(("doi", field))).Doi);

    [Fact]
    public void Where_the_names_are_not_parsed_those_that_were_typed_count()
    {
        var record = Read(BulkLine.Of(("authors_parsed", null), ("authors", "A. Example, B. Sample and C. Doe (Harbour Institute)")));
        Assert.Equal(["A. Example", "B. Sample", "C. Doe"], record.Authors);
    }

    [Theory]
    [InlineData("{\"id\":\"0704.0001\",\"title\":")]
    [InlineData("{\"id\":\"0704.0001\"} {}")]
    [InlineData("[1]")]
    [InlineData("{\"id\":\"0704.0001\",\"title\":\"\\ud800\"}")]
    public void Broken_lines_are_refused(string line)
    {
        Assert.False(ArxivBulkRecord.TryRead(Encoding.UTF8.GetBytes(line), Latest, out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Its_own_form_is_told_from_ours()
    {
        Assert.True(ArxivBulkRecord.IsOne(Encoding.UTF8.GetBytes(BulkLine.Of())));
        Assert.True(ArxivBulkRecord.IsOne(Encoding.UTF8.GetBytes(BulkLine.Of(("authors_parsed", null)))));
        Assert.False(ArxivBulkRecord.IsOne(Encoding.UTF8.GetBytes(Invented.Line(("versions", new[] { new { version = 1 } })))));
        Assert.False(ArxivBulkRecord.IsOne("{\"id\":"u8));
    }

    [Fact]
    public void Random_cuts_and_flips_never_throw()
    {
        var random = new Random(5);
        var line = Encoding.UTF8.GetBytes(BulkLine.Of());
        for (var i = 0; i < 3_000; i++)
        {
            var damaged = line[..random.Next(line.Length + 1)];
            for (var flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (!ArxivBulkRecord.TryRead(damaged, Latest, out var record, out var reason))
                Assert.NotEmpty(reason);
            else
                Assert.Equal(record.Key, RecordJson.Read(record.Body).Key);
        }
    }

    [Fact]
    public void Reading_allocates_little_more_than_the_record_itself()
    {
        var line = Encoding.UTF8.GetBytes(BulkLine.Of());
        for (var i = 0; i < 200; i++)
            ArxivBulkRecord.TryRead(line, Latest, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            ArxivBulkRecord.TryRead(line, Latest, out _, out _);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000, 1, 12 * line.Length);
    }

    private static PaperRecord Read(string line)
    {
        Assert.True(ArxivBulkRecord.TryRead(Encoding.UTF8.GetBytes(line), Latest, out var record, out var reason), reason);
        return record!;
    }
}
