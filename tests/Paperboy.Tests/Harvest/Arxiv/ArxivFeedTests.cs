using System.Text;
using Paperboy.Harvest;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

public sealed class ArxivFeedTests
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    [Fact]
    public void RSS_and_Atom_tell_the_same_announcements()
    {
        var rss = Read($"""
            <rss version="2.0" xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><title>cs.CL updates</title>
            <pubDate>Tue, 17 Mar 2026 00:00:00 -0400</pubDate><skipDays><day>Saturday</day></skipDays>
            <item><title>T</title><link>https://arxiv.org/abs/2603.00001</link><guid isPermaLink="false">oai:arXiv.org:2603.00001v1</guid>
            <description>arXiv:2603.00001v1 Announce Type: new Abstract: A.</description>
            <category>cs.CL</category><category>cs.LG</category><arxiv:announce_type>new</arxiv:announce_type></item></channel></rss>
            """);
        var atom = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><id>x</id><entry><id>oai:arXiv.org:2603.00001v1</id>
            <link href="https://arxiv.org/abs/2603.00001" rel="alternate"/><summary>arXiv:2603.00001v1 Announce Type: new</summary>
            <category term="cs.CL"/><category term="cs.LG"/></entry></feed>
            """);
        Assert.Equivalent(rss, atom, strict: true);
        var entry = Assert.Single(rss.Entries);
        Assert.Equal(("2603.00001", 1, "new"), (entry.Id.Value, entry.Version, entry.Kind));
        Assert.Equal(["cs.CL", "cs.LG"], entry.Categories);
    }

    [Theory]
    [InlineData("new", "cs.CL cs.LG math.OC", "cs.CL", "cs.CL new")]
    [InlineData("new", "cs.CL cs.LG math.OC", "cs", "cs.CL new|cs.LG cross")]
    [InlineData("new", "cs.CL cs.LG math.OC", "cs.LG math", "cs.LG cross|math.OC cross")]
    [InlineData("cross", "cs.CL cs.LG", "cs.LG", "cs.LG cross")]
    [InlineData("cross", "cs.CL cs.LG", "cs", "cs.LG cross")] // cs.CL had it before
    [InlineData("replace", "cs.CL cs.LG", "cs.CL", "cs.CL replace")]
    [InlineData("replace-cross", "cs.CL cs.LG", "cs.LG", "cs.LG replace")]
    [InlineData("new", "math.IT cs.LG", "cs.IT", "cs.IT cross")] // cs.IT is math.IT by another name
    [InlineData("new", "", "hep-th", "hep-th new")]
    public void A_paper_is_announced_in_the_wanted_categories(string kind, string categories, string wanted, string expected)
    {
        var batch = Read($"""
            <rss xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><item><guid>oai:arXiv.org:2603.00001v1</guid>
            {string.Concat(categories.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => $"<category>{c}</category>"))}
            <arxiv:announce_type>{kind}</arxiv:announce_type></item></channel></rss>
            """);
        var announced = ArxivFeed.Announcements(batch, wanted.Split(' '), Day);
        Assert.Equal(expected, string.Join('|', announced.Select(a => $"{a.Category} {a.Kind}")));
        Assert.All(announced, a => Assert.Equal((Day, "arXiv:2603.00001"), (a.Day, a.Id)));
    }

    [Fact]
    public void Items_that_tell_of_no_paper_are_rejected()
    {
        var batch = Read("""
            <rss xmlns:arxiv="http://arxiv.org/schemas/atom"><channel>
            <item><guid>oai:arXiv.org:nonsense</guid><arxiv:announce_type>new</arxiv:announce_type></item>
            <item><guid>oai:arXiv.org:2603.00002v1</guid></item>
            <item><guid>oai:arXiv.org:2603.00003v1</guid><arxiv:announce_type>sung</arxiv:announce_type></item>
            <item><link>https://arxiv.org/abs/2603.00004v2</link><arxiv:announce_type>replace</arxiv:announce_type></item>
            </channel></rss>
            """);
        Assert.Equal(("2603.00004", 2), (Assert.Single(batch.Entries).Id.Value, batch.Entries[0].Version));
        Assert.Equal(
            [
                ("oai:arXiv.org:nonsense", "its id is none of arXiv's"),
                ("oai:arXiv.org:2603.00002v1", "how it is announced is not told"),
                ("oai:arXiv.org:2603.00003v1", "it is announced as \"sung\", which is not known here"),
            ],
            batch.Rejected.Select(r => (r.Id, r.Reason)));
    }

    [Fact]
    public void An_empty_feed_announces_nothing() =>
        Assert.Empty(Read("<rss version=\"2.0\"><channel><title>cs.CL</title></channel></rss>").Entries);

    [Fact]
    public void What_is_no_feed_is_a_bad_reply() => Assert.Throws<BadReplyException>(() => Read("<html/>"));

    [Fact]
    public void Cut_and_flipped_feeds_give_nothing_but_a_bad_reply_or_sound_announcements() =>
        Mangled.All(
            Encoding.UTF8.GetBytes("<rss><channel><item><guid>oai:arXiv.org:2603.00001v1</guid><category>cs.CL</category><announce_type>new</announce_type></item></channel></rss>"),
            xml => Assert.All(ArxivFeed.Announcements(ArxivFeed.Read(xml), ["cs.CL"], Day), a => Assert.StartsWith("arXiv:", a.Id, StringComparison.Ordinal)));

    [Fact]
    public void The_recorded_feed_is_read()
    {
        using var stream = File.OpenRead(SharedData.File("recorded/arxiv-rss/arxiv_rss_example.xml"));
        using var xml = SafeXml.Reader(stream);
        var batch = ArxivFeed.Read(xml);
        Assert.Empty(batch.Rejected);
        Assert.All(batch.Entries, entry => Assert.Equal(1, entry.Version));
        var announced = ArxivFeed.Announcements(batch, ["cs.AI"], new DateOnly(2025, 8, 20));
        Assert.Equal(batch.Entries.Count, announced.Count);
        Assert.Equal(["arXiv:2508.14001", "arXiv:2508.14002"], announced.Where(a => a.Kind == "new").Select(a => a.Id));
        Assert.Contains(new Announcement(new(2025, 8, 20), "cs.AI", "cross", "arXiv:2508.13426"), announced);
    }

    private static ArxivFeedBatch Read(string text)
    {
        using var xml = SafeXml.Reader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return ArxivFeed.Read(xml);
    }
}
