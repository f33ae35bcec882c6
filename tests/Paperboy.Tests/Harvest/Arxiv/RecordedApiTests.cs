using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

/// <summary>What becomes of each recorded reply of arXiv's search; its index says what was asked.</summary>
public sealed class RecordedApiTests
{
    [Fact]
    public void Every_recorded_reply_gives_its_entries_or_the_services_words()
    {
        var path = SharedData.File("recorded/arxiv-api/INDEX.json");
        using var index = JsonDocument.Parse(File.ReadAllText(path));
        var read = 0;
        foreach (var reply in index.RootElement.EnumerateArray())
        {
            var page = Read(reply.GetProperty("file").GetString()!);
            Assert.Equal(reply.GetProperty("status").GetInt32() == 400, page.Error is not null);
            if (page.Error is not null)
                continue;
            Assert.Equal(reply.GetProperty("entries").GetInt32(), page.Records.Count);
            Assert.Empty(page.Rejected);
            Assert.NotNull(page.Total);
            Assert.All(page.Records, Sound);
            read += page.Records.Count;
        }

        Assert.Equal(Directory.GetFiles(Path.GetDirectoryName(path)!, "*.xml").Length, index.RootElement.GetArrayLength());
        Assert.True(read > 150);
    }

    [Fact]
    public void A_malformed_id_is_refused_in_the_services_words() =>
        Assert.Equal("incorrect id format for abc", Read("id_abc_s0_m100_b79c8dcf6bc3.xml").Error);

    [Fact]
    public void Of_two_ids_the_unknown_one_has_no_entry()
    {
        var page = Read("id_0808.05394_1707.08567_s0_m100_42e5aa0ec3af.xml");
        var record = Assert.Single(page.Records);
        Assert.Equal("arXiv:1707.08567", record.Key);
        Assert.Equal(34, record.Authors.Count);
        Assert.Equal((1, "2017-07-27", new DateOnly(2017, 7, 28)), (record.Version, record.Published?.ToString(), record.Listed));
    }

    private static void Sound(PaperRecord record)
    {
        Assert.True(record.Authors.Count > 0 && record.Abstract.Length > 50 && record.Version >= 1 && record.Published is not null);
        Assert.NotNull(ArxivCategories.NameOf(record.Categories[0]) ?? (record.Categories[0].Contains('.', StringComparison.Ordinal) ? null : record.Categories[0]));
        Assert.Equivalent(record, RecordJson.Read(record.Body), strict: true);
    }

    private static ArxivApiPage Read(string file)
    {
        using var stream = File.OpenRead(SharedData.File("recorded/arxiv-api/" + file));
        using var xml = SafeXml.Reader(stream);
        return ArxivApi.Read(xml);
    }
}
