using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.HuggingFace;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.HuggingFace;

public sealed class DailyPapersTests
{
    private static readonly DateOnly Edition = new(2026, 3, 17);
    private static readonly DateOnly Latest = new(2027, 3, 17);

    private const string Element = """
        {"paper": {"id": "2603.01234", "authors": [{"_id": "1", "name": "Ada Example", "hidden": false},
          {"_id": "2", "user": {"user": "ben"}, "name": "Ben Invented", "status": "claimed_verified", "hidden": true}, {"_id": "3"}],
          "publishedAt": "2026-03-15T17:59:59.000Z", "submittedOnDailyAt": "2026-03-17T01:02:03.000Z",
          "title": "Patient\n  Caches", "summary": "They wait.\nAnd win.", "upvotes": 42, "githubRepo": "https://github.com/example/caches",
          "githubStars": 7, "projectPage": "https://caches.example", "ai_summary": "Caches that wait.", "ai_keywords": ["caching", "patience"],
          "organization": {"name": "example-lab", "fullname": "Example Lab"}},
         "publishedAt": "2026-03-16T22:00:00.000Z", "title": "Patient Caches", "numComments": 3}
        """;

    [Fact]
    public void An_element_becomes_a_record_of_the_edition_that_was_asked_for()
    {
        var record = Assert.Single(Read($"[{Element}]").Records);
        Assert.Equal(("hf", "arXiv:2603.01234", "Patient\n  Caches", "They wait.\nAnd win."), (record.Source, record.Key, record.Title, record.Abstract));
        Assert.Equal(["Ada Example", "Ben Invented"], record.Authors);
        Assert.Equal(("2026-03-15", Edition), (record.Published!.ToString(), record.Featured));
        Assert.Equal((42, 3, 7), (record.Upvotes, record.Comments, record.Stars));
        Assert.Equal(
            ("https://github.com/example/caches", "https://caches.example", "Example Lab", "Caches that wait."),
            (record.Repository, record.ProjectPage, record.Organization, record.Tldr));
        Assert.Equal(["caching", "patience"], record.Keywords);
    }

    [Fact]
    public void An_element_that_is_a_printed_dictionary_or_json_in_a_string_gives_the_same_record()
    {
        var python = Element.ReplaceLineEndings(" ").Replace("false", "False", StringComparison.Ordinal).Replace("true", "True", StringComparison.Ordinal)
            .Replace("\"They wait.\\nAnd win.\"", "'They wait.\\nAnd win.'", StringComparison.Ordinal);
        var page = Read($"[{Element}, {JsonSerializer.Serialize(python)}, {JsonSerializer.Serialize(Element)}]");
        Assert.Empty(page.Rejected);
        Assert.Equal(3, page.Records.Count);
        Assert.Single(page.Records.Select(record => record.Body).Distinct());
    }

    [Fact]
    public void A_bad_element_is_told_with_its_reason_and_the_others_come()
    {
        var page = Read($$$"""
            [{"paper": {"title": "No Id"}}, {"paper": {"id": "2603.00001"}}, "{'paper': {'id': ", 7, {},
             {"paper": {"id": "2603.00002", "title": "\ud800"}}, {"paper": {"id": "2603.00003", "title": "{{{new string('x', 5_000)}}}"}}, {{{Element}}}]
            """);
        Assert.Single(page.Records);
        Assert.Equal(8, page.Elements);
        Assert.Equal(
            ["", "2603.00001", "", "", "", "2603.00002", "arXiv:2603.00003"], page.Rejected.Select(rejected => rejected.Id));
        Assert.Equal(
            ["paper.id is missing or empty", "title is missing or empty", "no printed Python value", "paper is missing", "paper is missing", "a text is not Unicode", "title has 5000 characters"],
            page.Rejected.Select(rejected => rejected.Reason[..Math.Min(rejected.Reason.Length, Length(rejected.Reason))]));

        static int Length(string reason) => reason.IndexOfAny([':', ';']) is >= 0 and var end ? end : reason.Length;
    }

    [Fact]
    public void An_absurd_date_and_fields_of_wrong_types_cost_no_paper()
    {
        var record = Assert.Single(Read("""
            [{"paper": {"id": "2603.00001", "title": "A", "publishedAt": "9999-01-01T00:00:00Z", "upvotes": -3, "githubStars": "many",
              "ai_keywords": "none", "authors": [7, null, "x"], "organization": "x"}, "numComments": 1.5}]
            """).Records);
        Assert.Null(record.Published);
        Assert.Equal((null, null, null), (record.Upvotes, record.Stars, record.Comments));
        Assert.Empty(record.Authors);
    }

    [Theory]
    [InlineData("""{"error": "nothing"}""", "should be a list")]
    [InlineData("""[{"paper": """, "no JSON")]
    [InlineData("<html>", "no JSON")]
    [InlineData("", "no JSON")]
    public void What_is_no_list_in_json_is_a_bad_reply(string body, string words) =>
        Assert.Contains(words, Assert.Throws<BadReplyException>(() => Read(body)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_of_another_charset_are_a_bad_reply() =>
        Assert.Throws<BadReplyException>(() => DailyPapers.Read(Encoding.Latin1.GetBytes("[\"é\"]"), Edition, Latest));

    [Fact]
    public void Damaged_replies_give_records_or_a_bad_reply_and_nothing_else()
    {
        var random = new Random(11);
        var whole = Encoding.UTF8.GetBytes($"[{Element}, {JsonSerializer.Serialize(Element)}, {Element}]");
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 2_000; round++)
        {
            var body = whole.ToArray();
            for (var damage = random.Next(3); damage >= 0; damage--)
                body[random.Next(body.Length)] = (byte)random.Next(round % 2 == 0 ? 128 : 256);
            try
            {
                DailyPapers.Read(body.AsMemory(0, round % 3 == 0 ? random.Next(body.Length) : body.Length), Edition, Latest);
            }
            catch (BadReplyException)
            {
                // Refused, which is right.
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"2,000 replies took {clock.Elapsed}.");
    }

    [Fact]
    public void Recorded_editions_give_what_the_file_made_of_the_same_replies_says()
    {
        var lines = FileOf("papers/hf-daily-2024-2026.jsonl.gz").ToLookup(line => line.Featured!.Value);
        var editions = Directory.GetFiles(Path.GetDirectoryName(SharedData.File("recorded/hf-daily-papers/2026-04-23.json"))!, "*.json");
        Assert.Equal(59, editions.Length);
        foreach (var file in editions)
        {
            var day = DateOnly.ParseExact(Path.GetFileNameWithoutExtension(file), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var page = DailyPapers.Read(File.ReadAllBytes(file), day, Latest);
            Assert.Empty(page.Rejected);
            Assert.Equal(lines[day].Select(line => line.Key).Order(StringComparer.Ordinal), page.Records.Select(record => record.Key).Order(StringComparer.Ordinal));
            foreach (var (record, line) in page.Records.Join(lines[day], record => record.Key, line => line.Key, (record, line) => (record, line)))
                AssertSame(line, record);
        }
    }

    private static void AssertSame(PaperRecord line, PaperRecord record)
    {
        Assert.Equal(OneLine(line.Title), OneLine(record.Title));
        Assert.Equal(OneLine(line.Abstract), OneLine(record.Abstract));
        Assert.Equal(line.Authors, record.Authors);
        Assert.Equal(line.Keywords, record.Keywords);
        Assert.Equal(line.Published, record.Published);
        Assert.Equal((line.Upvotes, line.Comments, line.Stars), (record.Upvotes, record.Comments, record.Stars));
        Assert.Equal((line.Repository, line.ProjectPage), (record.Repository, record.ProjectPage));

        // The file has the organization's account, we the name that people read.
        Assert.Equal(line.Organization is null, record.Organization is null);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<PaperRecord> FileOf(string relative)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedData.File(relative)), CompressionMode.Decompress));
        var records = new List<PaperRecord>();
        while (lines.ReadLine() is { } line)
            records.Add(RecordJson.Read(line));
        return records;
    }

    private static DailyPage Read(string body) => DailyPapers.Read(Encoding.UTF8.GetBytes(body), Edition, Latest);
}
