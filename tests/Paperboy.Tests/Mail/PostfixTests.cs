using Paperboy.Digest;
using Paperboy.Mail;
using Paperboy.Mail.Smtp;
using Paperboy.Readers;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Mail;

public sealed class PostfixTests
{
    [Fact]
    public async Task A_digest_arrives_through_a_real_server_as_it_was_written()
    {
        await using var postfix = await Postfix.StartAsync();
        using var folder = new TempFolder();
        using var house = new MailHouse(folder, new TestTime(), () => new SmtpMailer(Options(postfix)));
        house.AddPapers("2026-03-17", 12);
        house.AddReader("ann@paperboy.test");
        house.AddReader("ben@paperboy.test");
        await house.Get<DigestRound>().QueueAsync(new DateOnly(2026, 3, 17), TestContext.Current.CancellationToken);
        var round = await house.Get<OutboxSender>().SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new OutboxRound(2, 0, 0, null), round);

        var mails = await postfix.MailsAsync(2);
        var mail = mails.Single(m => m.Header("To") == "ann@paperboy.test");
        var reader = house.Get<ReaderStore>().Confirmed().Single(r => r.Address == "ann@paperboy.test");
        Assert.Equal("On Towers of Height 1 · and 9 more", mail.Header("Subject"));
        Assert.Equal($"<digest.20260317.{reader.Handle}@paperboy.test>", mail.Header("Message-ID"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.Equal($"<{house.Get<ReaderLinks>().Unsubscribe(reader.Handle)}>", mail.Header("List-Unsubscribe"));
        Assert.Equal("bulk", mail.Header("Precedence"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Contains("<daily-papers.paperboy.test>", mail.Header("List-Id"), StringComparison.Ordinal);
        Assert.False(mail.Has("Bcc"));
        Assert.False(mail.Has("X-Unsent"));
        Assert.Contains("1.  On Towers of Height 1", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://papers.example.org/papers/arXiv:2603.00001", mail.Text, StringComparison.Ordinal);
        Assert.Contains("On Towers of Height 10", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("On Towers of Height 11", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starttls_with_a_certificate_of_ones_own_works_when_it_is_trusted_and_only_then()
    {
        using var folder = new TempFolder();
        using var certificate = TestCertificate.Make("127.0.0.1");
        var pem = TestCertificate.WritePem(certificate, folder.File("server.pem"));
        await using var postfix = await Postfix.StartAsync(pem, TestCertificate.WriteKey(certificate, folder.File("server.key")));
        var mail = new OutgoingMail(
            "paperboy@paperboy.test", "ann@paperboy.test", "<1@paperboy.test>", "Subject: Sealed\r\n\r\nHello\r\n"u8.ToArray());
        var options = Options(postfix);

        Assert.Contains("STARTTLS", (await SendAsync(options, mail)).Words, StringComparison.Ordinal);
        var secured = options with { Security = SmtpSecurity.StartTls };
        Assert.Equal(SendResult.NotSent, (await SendAsync(secured, mail)).Result);
        Assert.Equal(SendResult.Accepted, (await SendAsync(secured with { CertificateFile = pem }, mail)).Result);
    }

    [Fact]
    public async Task A_real_server_refuses_strangers_for_good()
    {
        await using var postfix = await Postfix.StartAsync();
        var mail = new OutgoingMail(
            "paperboy@paperboy.test", "ann@elsewhere.test", "<1@paperboy.test>", "Subject: Lost\r\n\r\nHello\r\n"u8.ToArray());
        var outcome = await SendAsync(Options(postfix), mail);
        Assert.Equal(SendResult.RejectedPermanently, outcome.Result);
        Assert.StartsWith("554 5.7.1", outcome.Words, StringComparison.Ordinal);
    }

    private static async Task<SendOutcome> SendAsync(SmtpOptions options, OutgoingMail mail)
    {
        await using var mailer = new SmtpMailer(options);
        return await mailer.SendAsync(mail, () => true, TestContext.Current.CancellationToken);
    }

    private static SmtpOptions Options(Postfix postfix) =>
        new("127.0.0.1", postfix.Port, SmtpSecurity.None, "", "", "", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
}
