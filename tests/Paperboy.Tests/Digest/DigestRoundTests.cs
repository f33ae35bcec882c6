using Paperboy.Daily;
using Paperboy.Daily.Desk;
using Paperboy.Digest;
using Paperboy.Mail;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Digest;

public sealed class DigestRoundTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new(new DateTimeOffset(2026, 3, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly MailHouse _house;

    public DigestRoundTests() => _house = new MailHouse(_folder, _time);

    public void Dispose()
    {
        _house.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_reader_gets_one_mail_a_day_from_the_hour_on()
    {
        _house.AddPapers("2026-03-17", 3);
        _house.AddReader("ann@example.org", 7, "Europe/Berlin");
        Assert.Equal(0, await DueAsync("2026-03-17T05:59:00Z"));
        Assert.Equal(1, await DueAsync("2026-03-17T06:00:00Z"));
        Assert.Equal(0, await DueAsync("2026-03-17T06:01:00Z"));
        Assert.Equal(0, await DueAsync("2026-03-17T22:00:00Z"));
    }

    [Fact]
    public async Task A_server_that_slept_in_the_morning_makes_up_for_it_once()
    {
        _house.AddPapers("2026-03-17", 3);
        _house.AddReader("ann@example.org");
        Assert.Equal(1, await DueAsync("2026-03-17T21:30:00Z"));
        Assert.Equal(0, await DueAsync("2026-03-17T21:31:00Z"));
    }

    [Fact]
    public async Task Who_confirms_after_the_hour_begins_tomorrow()
    {
        _house.AddPapers("2026-03-16", 3);
        _house.AddReader("ann@example.org", hour: 7);
        Assert.Equal(0, await DueAsync("2026-03-16T12:01:00Z"));
        Assert.Equal(1, await DueAsync("2026-03-17T07:00:00Z"));
    }

    [Fact]
    public async Task A_day_without_news_brings_no_mail_and_the_receipt_says_so()
    {
        _house.AddPapers("2026-03-17", 20);
        _house.AddReader("ann@example.org");
        Assert.Equal(1, await DueAsync("2026-03-17T07:00:00Z"));
        Assert.Equal(0, await DueAsync("2026-03-18T07:00:00Z"));
        var receipt = Assert.Single(_house.Get<Outbox>().Receipts(MailKind.Digest, "2026-03-18"));
        Assert.Equal((MailState.Nothing, "nothing new since the last digest"), (receipt.State, receipt.Words));
        _house.AddPapers("2026-03-19", 2, from: 50);
        Assert.Equal(1, await DueAsync("2026-03-19T07:00:00Z"));
    }

    [Fact]
    public async Task Latecomers_of_an_edition_come_the_next_day()
    {
        _house.AddPapers("2026-03-17", 12);
        var reader = _house.AddReader("ann@example.org");
        await DueAsync("2026-03-17T07:00:00Z");
        _house.AddPapers("2026-03-17", 2, from: 30);
        var content = _house.Get<DigestRound>().Preview(reader, new DateOnly(2026, 3, 18));
        Assert.Equal(["arXiv:2603.00030", "arXiv:2603.00031"], content!.Entries.Select(e => e.Id));
    }

    [Fact]
    public async Task The_night_in_which_the_hour_comes_twice_brings_one_mail()
    {
        _house.AddPapers("2026-10-25", 3);
        _house.AddReader("ann@example.org", 2, "Europe/Berlin");
        Assert.Equal(1, await DueAsync("2026-10-25T00:00:00Z"));
        Assert.Equal(0, await DueAsync("2026-10-25T01:00:00Z"));
    }

    [Fact]
    public async Task A_preview_shows_what_was_sent_that_day()
    {
        _house.AddPapers("2026-03-17", 3);
        var reader = _house.AddReader("ann@example.org");
        await DueAsync("2026-03-17T07:00:00Z");
        Assert.Equal(3, _house.Get<DigestRound>().Preview(reader, new DateOnly(2026, 3, 17))!.Entries.Count);
    }

    [Fact]
    public async Task Picks_lead_in_the_mail_with_the_curators_note()
    {
        _house.AddPapers("2026-03-17", 20);
        var reader = _house.AddReader("ann@example.org");
        var last = _house.Get<Editions>().Top(new DateOnly(2026, 3, 17), 99)[^1].Paper;
        var ada = _house.Get<Database>().Write((connection, transaction) => AccountStore.Make(connection, transaction, null, "Ada", Role.Curator, _time.Now));
        _time.Now = DateTimeOffset.Parse("2026-03-17T05:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        _house.Get<DeskStore>().Do(new DateOnly(2026, 3, 17), 0, new DeskAct.Pick(last.Id, null, "Read <b>this</b>."), ada.Actor);
        var content = _house.Get<DigestRound>().Preview(reader, new DateOnly(2026, 3, 17))!;
        Assert.Equal((last.Id, "Read <b>this</b>."), (content.Entries[0].Id, content.Entries[0].Note));
        Assert.StartsWith("Picked by Ada", content.Entries[0].Reason, StringComparison.Ordinal);
        Assert.Contains("“Read <b>this</b>.”", _house.Get<DigestWriter>().Text(content, reader), StringComparison.Ordinal);
        Assert.Contains("“<bdi>Read &lt;b&gt;this&lt;/b&gt;.</bdi>”", await _house.Get<DigestWriter>().HtmlAsync(content, reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_text_is_within_72_columns_but_for_links()
    {
        _house.AddPapers("2026-03-17", 3);
        var reader = _house.AddReader("ann@example.org");
        var content = _house.Get<DigestRound>().Preview(reader, new DateOnly(2026, 3, 17))!;
        var text = _house.Get<DigestWriter>().Text(content, reader);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72 || line.StartsWith("https://", StringComparison.Ordinal)));
        var html = await _house.Get<DigestWriter>().HtmlAsync(content, reader);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    private Task<int> DueAsync(string now)
    {
        _time.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        return _house.Get<DigestRound>().QueueDueAsync(TestContext.Current.CancellationToken);
    }
}
