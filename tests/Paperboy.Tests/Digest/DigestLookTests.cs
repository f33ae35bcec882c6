using Paperboy.Digest;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Pages;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Digest;

/// <summary>What mails look like, in a real browser: the nearest to a mail program that a test can have.</summary>
public sealed class DigestLookTests(BrowserHost host) : IClassFixture<BrowserHost>, IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_digest_bars_nobody_asks_nobody_and_stays_within_the_window(bool invented)
    {
        using var house = new MailHouse(_folder, _time);
        var html = await house.Get<DigestWriter>().HtmlAsync(Content(invented), house.AddReader("ann@example.org"));
        await AssertGood(html);
    }

    [Fact]
    public async Task A_confirmation_bars_nobody_asks_nobody_and_stays_within_the_window()
    {
        using var house = new MailHouse(_folder, _time);
        var home = new Uri("https://papers.example.org/");
        await AssertGood(await house.Get<EmailHtml>().RenderAsync<ConfirmationEmail>(
            nameof(ConfirmationEmail.Words),
            new ConfirmationWords($"{new string('a', 60)}@example.org", new Uri(home, "confirm/x"), home, "07:00 (UTC)", 48)));
    }

    [Fact]
    public async Task Invented_papers_are_called_so_in_subject_text_and_HTML()
    {
        using var house = new MailHouse(_folder, _time);
        var reader = house.AddReader("ann@example.org");
        var writer = house.Get<DigestWriter>();
        var invented = Content(invented: true);
        Assert.StartsWith("[Invented] ", invented.Subject, StringComparison.Ordinal);
        Assert.Contains("These papers are invented", writer.Text(invented, reader), StringComparison.Ordinal);
        Assert.Contains("[invented]", writer.Text(invented, reader), StringComparison.Ordinal);
        Assert.Contains("These papers are invented", await writer.HtmlAsync(invented, reader), StringComparison.Ordinal);
        Assert.DoesNotContain("nvented", writer.Text(Content(invented: false), reader), StringComparison.Ordinal);
        Assert.DoesNotContain("nvented", await writer.HtmlAsync(Content(invented: false), reader), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_keeps_to_its_columns_and_links_stay_whole()
    {
        using var house = new MailHouse(_folder, _time);
        var lines = house.Get<DigestWriter>().Text(Content(invented: true), house.AddReader("ann@example.org")).Split('\n');
        Assert.All(lines, line => Assert.True(
            line.Length <= 72 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
        Assert.Contains("https://papers.example.org/papers/arXiv:2603.00001", lines);
    }

    private async Task AssertGood(string html)
    {
        await using var window = await host.Open(390);
        await window.Page.SetContentAsync(html);
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        await window.AssertAccessible();
        Assert.Empty(window.Hosts);
        Assert.Empty(window.Complaints);
    }

    private static DigestContent Content(bool invented) => new(Day, Day, 600,
    [
        new("arXiv:2603.00001", "Bounds of O(n log n) for shelves with α² ≤ n, and for everything that stands on them when nobody looks",
            "Ada Example, Ben Sample and 12 more", "We count lanterns. " + new string('x', 300), ["cs.CL", "cs.LG"], "Featured by nobody; 12 upvotes there", invented),
        new("arXiv:2603.00002", "No abstract, no authors", "", "", [], "Newest first", invented),
        new("arXiv:2603.00003", "</td></table><script>alert(1)</script><img src=https://evil.example/x.png>", "<b onload=x>Eve</b>",
            "<style>body{display:none}</style> https://example.org/" + new string('a', 200), ["<i>"], "\"><svg onload=alert(2)>", invented),
    ]);
}
