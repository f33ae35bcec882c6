using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Digest;
using Paperboy.Mail;
using Paperboy.Mail.Smtp;
using Paperboy.Readers;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Mail;

public sealed class OutboxTests : IAsyncDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private Func<string, int, string?> _script = (_, _) => null;
    private readonly ScriptedSmtpServer _server;
    private readonly MailHouse _house;

    public OutboxTests()
    {
        _server = new ScriptedSmtpServer((step, connection) => _script(step, connection));
        _house = new MailHouse(_folder, _time, () => new SmtpMailer(Options));
        _house.AddPapers("2026-03-17", 3);
    }

    private SmtpOptions Options => new("127.0.0.1", _server.Port, SmtpSecurity.None, "", "", "", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        _house.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_mail_that_was_taken_is_never_sent_again()
    {
        await QueueAsync(3);
        Assert.Equal(new OutboxRound(3, 0, 0, null), await SendAsync());
        Assert.Equal(new OutboxRound(0, 0, 0, null), await SendAsync());
        Assert.Equal(0, await _house.Get<DigestRound>().QueueAsync(Day, default));
        Assert.Equal(3, _server.Taken.Select(t => t.Recipient).Distinct().Count());
        Assert.Equal(3, _server.Taken.Count);
    }

    [Fact]
    public async Task A_mail_refused_for_good_is_not_tried_again_and_the_receipt_has_the_servers_words()
    {
        await QueueAsync(1);
        _script = (step, _) => step == "RCPT" ? "550 5.1.1 nobody of that name" : null;
        Assert.Equal(new OutboxRound(0, 0, 1, null), await SendAsync());
        _time.Pass(TimeSpan.FromDays(2));
        Assert.Equal(new OutboxRound(0, 0, 0, null), await SendAsync());
        Assert.Equal(("failed", 1, 0, "550 5.1.1 nobody of that name"), Assert.Single(_house.Mails()));
    }

    [Fact]
    public async Task A_mail_refused_for_now_waits_and_then_goes()
    {
        await QueueAsync(1);
        _script = (step, _) => step == "DATA" ? "452 4.3.1 disk full" : null;
        Assert.Equal(new OutboxRound(0, 1, 0, null), await SendAsync());
        Assert.Equal(new OutboxRound(0, 0, 0, null), await SendAsync());
        _script = (_, _) => null;
        _time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(new OutboxRound(1, 0, 0, null), await SendAsync());
        Assert.Equal("sent", Assert.Single(_house.Mails()).State);
    }

    [Fact]
    public async Task A_server_that_is_down_loses_nothing_and_says_why()
    {
        await QueueAsync(3);
        _script = (step, _) => step == "CONNECT" ? "421 closed for the night" : null;
        var round = await SendAsync();
        Assert.Contains("closed for the night", round!.Fault, StringComparison.Ordinal);
        Assert.Equal(["queued", "queued", "queued"], _house.Mails().Select(m => m.State));

        // One mail found out; the others were not even tried, and the next seconds do not hammer on the door.
        Assert.Equal(1, _house.Mails().Sum(m => m.Attempts));
        Assert.Contains("closed for the night", (await SendAsync())!.Fault, StringComparison.Ordinal);
        Assert.Equal(1, _server.Connections);

        _script = (_, _) => null;
        _time.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(new OutboxRound(3, 0, 0, null), await SendAsync());
        Assert.Equal(3, _server.Taken.Count);
    }

    [Fact]
    public async Task A_server_that_stays_down_for_a_day_ends_in_a_failure_that_says_so()
    {
        await QueueAsync(1);
        _script = (step, _) => step == "CONNECT" ? "421 closed for good" : null;
        for (var hour = 0; hour < 30; hour++)
        {
            await SendAsync();
            _time.Pass(TimeSpan.FromHours(1.3));
        }

        var mail = Assert.Single(_house.Mails());
        Assert.Equal("failed", mail.State);
        Assert.InRange(mail.Attempts, 10, 25);
    }

    [Fact]
    public async Task An_unanswered_mail_is_sent_again_byte_for_byte_and_the_receipt_says_so()
    {
        await QueueAsync(1);
        _script = (step, connection) => step == "DOT" && connection == 1 ? ScriptedSmtpServer.TakeAndDrop : null;
        Assert.Equal(new OutboxRound(0, 1, 0, null), await SendAsync());
        _time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(new OutboxRound(1, 0, 0, null), await SendAsync());
        var copies = _server.Taken.ToArray();
        Assert.Equal(2, copies.Length);
        Assert.Equal(copies[0].Message, copies[1].Message);
        var receipt = Assert.Single(_house.Get<Outbox>().Receipts(MailKind.Digest, "2026-03-17"));
        Assert.Equal((MailState.Sent, 2, 1), (receipt.State, receipt.Attempts, receipt.Uncertain));
    }

    [Fact]
    public async Task Sending_without_an_answer_has_an_end()
    {
        await QueueAsync(1);
        _script = (step, _) => step == "DOT" ? ScriptedSmtpServer.TakeAndDrop : null;
        for (var i = 0; i < 20; i++)
        {
            await SendAsync();
            _time.Pass(TimeSpan.FromHours(1));
        }

        Assert.Equal(RetryPolicy.MostUncertain, _server.Taken.Count);
        Assert.Equal("failed", Assert.Single(_house.Mails()).State);
    }

    [Fact]
    public async Task Who_unsubscribes_between_queue_and_sending_gets_nothing()
    {
        await QueueAsync(2);
        var reader = _house.Get<ReaderStore>().Confirmed()[0];
        _house.Get<ReaderStore>().Unsubscribe(reader.Handle, _time.GetUtcNow());
        await SendAsync();
        Assert.Equal(["withdrawn", "sent"], _house.Mails().Select(m => m.State));
        Assert.DoesNotContain(reader.Address, _server.Taken.Select(t => t.Recipient));
    }

    [Fact]
    public async Task Only_one_process_sends()
    {
        await QueueAsync(1);
        using (var other = FileLock.TryExclusive(_folder.Data.MailLock, "another paperboy"))
        {
            Assert.Null(await SendAsync());
            Assert.Contains("another paperboy", _house.Get<OutboxSender>().OtherSender, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await SendAsync())!.Sent);
    }

    [Fact]
    public async Task A_message_that_no_server_may_be_given_does_not_stop_the_others()
    {
        await QueueAsync(2);
        _house.Database.Write((connection, _) => connection.Run("UPDATE mail SET message = CAST('lone' || char(10) || 'feed' AS BLOB) WHERE number = 1"));
        Assert.Equal(new OutboxRound(1, 0, 1, null), await SendAsync());
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    /// <summary>
    /// Paperboy dies at a random step of sending, again and again, and another one takes over. Who was sent more than
    /// one copy must be a case of the closing dot, and the copies must be the same.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whenever_it_dies_every_reader_gets_the_mail_once_but_for_the_named_case(int seed)
    {
        var random = new Random(seed);
        await QueueAsync(6);
        var outbox = _house.Get<Outbox>();
        for (var life = 0; life < 60 && _house.Mails().Any(m => m.State is "queued" or "claimed"); life++)
        {
            var death = random.Next(1, 12);
            using var sender = new OutboxSender(
                outbox, () => new DyingMailer(new SmtpMailer(Options), death, random.Next(3)), _folder.Data, _time, NullLogger<OutboxSender>.Instance);
            try
            {
                await sender.SendDueAsync(default);
            }
            catch (DyingMailer.DiedException)
            {
                // The next life begins with what this one left in the catalog.
            }

            _time.Pass(TimeSpan.FromMinutes(10));
        }

        var receipts = outbox.Receipts(MailKind.Digest, "2026-03-17").ToDictionary(r => r.Recipient);
        Assert.All(receipts.Values, r => Assert.True(r.State == MailState.Sent || r.Uncertain == RetryPolicy.MostUncertain));
        foreach (var copies in _server.Taken.GroupBy(t => t.Recipient, t => t.Message))
        {
            Assert.Single(copies.Distinct());
            Assert.InRange(copies.Count(), 1, 1 + receipts[copies.Key].Uncertain);
        }

        Assert.Equal(6, _server.Taken.Select(t => t.Recipient).Distinct().Count());
    }

    private Task<OutboxRound?> SendAsync() => _house.Get<OutboxSender>().SendDueAsync(TestContext.Current.CancellationToken);

    private async Task QueueAsync(int readers)
    {
        for (var i = 0; i < readers; i++)
            _house.AddReader($"reader{i}@paperboy.test");
        Assert.Equal(readers, await _house.Get<DigestRound>().QueueAsync(Day, TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a number of mails, then dies before the claim, right after it, or when the server has answered.</summary>
    private sealed class DyingMailer(IMailer mailer, int death, int where) : IMailer
    {
        private int _mails;

        public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<bool> claim, CancellationToken cancel)
        {
            var last = ++_mails == death;
            if (last && where == 0)
                throw new DiedException();
            var outcome = await mailer.SendAsync(
                mail,
                () => claim() && !(last && where == 1 ? throw new DiedException() : false),
                cancel);
            return last ? throw new DiedException() : outcome;
        }

        public ValueTask DisposeAsync() => mailer.DisposeAsync();

        internal sealed class DiedException : Exception;
    }
}
