using System.Text;
using Paperboy.Mail;
using Paperboy.Mail.Smtp;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Mail;

public sealed class SmtpMailerTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    private static readonly OutgoingMail Mail = new(
        "paperboy@paperboy.test", "ann@paperboy.test", "<1@paperboy.test>",
        Encoding.ASCII.GetBytes("Subject: One\r\n\r\n.a line that begins with a dot\r\n..\r\n.\r\nend"));

    [Fact]
    public async Task A_good_server_gets_the_very_bytes()
    {
        await using var server = new ScriptedSmtpServer();
        var outcome = await SendAsync(server);
        Assert.Equal(SendResult.Accepted, outcome.Result);
        Assert.Equal("250 2.0.0 taken", outcome.Words);
        var (recipient, message) = Assert.Single(server.Taken);
        Assert.Equal("ann@paperboy.test", recipient);
        Assert.Equal(Encoding.ASCII.GetString(Mail.Message) + "\r\n", message);
        Assert.Contains("250-PIPELINING", outcome.Replies);
    }

    [Fact]
    public async Task A_server_without_any_extension_is_spoken_to_plainly()
    {
        await using var server = new ScriptedSmtpServer(extensions: "");
        Assert.Equal(SendResult.Accepted, (await SendAsync(server)).Result);
        Assert.Contains("MAIL FROM:<paperboy@paperboy.test>", server.Lines);
    }

    [Fact]
    public async Task Many_mails_share_one_connection_and_a_refused_one_is_reset()
    {
        var refusals = 0;
        await using var server = new ScriptedSmtpServer((step, _) => step == "RCPT" && ++refusals == 2 ? "550 5.1.1 nobody here" : null);
        await using (var mailer = new SmtpMailer(Options(server)))
        {
            Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
            Assert.Equal(SendResult.RejectedPermanently, (await mailer.SendAsync(Mail, () => true, default)).Result);
            Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
        }

        Assert.Equal(1, server.Connections);
        Assert.Single(server.Lines, "RSET");
        Assert.Equal("QUIT", server.Lines.Last());
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_between_two_mails_is_opened_again()
    {
        var first = true;
        await using var closing = new ScriptedSmtpServer((step, connection) =>
        {
            if (step != "MAIL" || connection > 1)
                return null;
            var answer = first ? null : ScriptedSmtpServer.Drop;
            first = false;
            return answer;
        });
        await using var mailer = new SmtpMailer(Options(closing));
        Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
        Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
        Assert.Equal(2, closing.Connections);
        Assert.Equal(2, closing.Taken.Count);
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 later", SendResult.RejectedTemporarily)]
    [InlineData("RCPT", "450 4.2.1 greylisted", SendResult.RejectedTemporarily)]
    [InlineData("DATA", "452 4.3.1 full", SendResult.RejectedTemporarily)]
    [InlineData("DOT", "451 4.7.1 try again", SendResult.RejectedTemporarily)]
    [InlineData("MAIL", "553 5.1.8 bad sender", SendResult.RejectedPermanently)]
    [InlineData("RCPT", "550 5.1.1 no such user", SendResult.RejectedPermanently)]
    [InlineData("DATA", "554 5.7.1 no", SendResult.RejectedPermanently)]
    [InlineData("DOT", "550-5.7.1 looks like spam\r\n550 5.7.1 go away", SendResult.RejectedPermanently)]
    [InlineData("CONNECT", "554 no service", SendResult.NotSent)]
    [InlineData("CONNECT", "421 busy", SendResult.NotSent)]
    [InlineData("EHLO", "500 what?", SendResult.NotSent)]
    [InlineData("MAIL", "530 5.7.0 sign in first", SendResult.NotSent)]
    [InlineData("RCPT", "421 4.7.0 closing", SendResult.NotSent)]
    public async Task A_refusal_at_any_step_is_told_apart(string at, string reply, SendResult expected)
    {
        await using var server = new ScriptedSmtpServer((step, _) => step == at ? reply : null);
        var outcome = await SendAsync(server);
        Assert.Equal(expected, outcome.Result);
        Assert.Contains(reply.Split("\r\n")[0][4..], outcome.Words, StringComparison.Ordinal);
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData("CONNECT", SendResult.NotSent)]
    [InlineData("EHLO", SendResult.NotSent)]
    [InlineData("MAIL", SendResult.NotSent)]
    [InlineData("RCPT", SendResult.NotSent)]
    [InlineData("DATA", SendResult.NotSent)]
    [InlineData("DOT", SendResult.Unknown)]
    public async Task A_lost_connection_leaves_only_the_time_after_the_closing_dot_in_doubt(string at, SendResult expected)
    {
        await using var server = new ScriptedSmtpServer((step, _) => step == at ? ScriptedSmtpServer.Drop : null);
        Assert.Equal(expected, (await SendAsync(server)).Result);
    }

    [Theory]
    [InlineData("CONNECT", SendResult.NotSent)]
    [InlineData("EHLO", SendResult.NotSent)]
    [InlineData("MAIL", SendResult.NotSent)]
    [InlineData("DATA", SendResult.NotSent)]
    [InlineData("DOT", SendResult.Unknown)]
    public async Task A_silent_server_is_given_up_and_only_the_closing_dot_leaves_a_doubt(string at, SendResult expected)
    {
        await using var server = new ScriptedSmtpServer((step, _) => step == at ? ScriptedSmtpServer.Silence : null);
        var outcome = await SendAsync(server, Options(server) with { ReplyTimeout = Short, AcceptTimeout = Short });
        Assert.Equal(expected, outcome.Result);
        Assert.Contains("no reply within 0.4 seconds", outcome.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONNECT", "HTTP/1.1 400 Bad Request", SendResult.NotSent)]
    [InlineData("EHLO", "250+what", SendResult.NotSent)]
    [InlineData("MAIL", "999 huh", SendResult.NotSent)]
    [InlineData("MAIL", "354 eager", SendResult.NotSent)]
    [InlineData("DATA", "250 nothing to give?", SendResult.NotSent)]
    [InlineData("DOT", "354 more please", SendResult.Unknown)]
    [InlineData("DOT", "\0\u0001garbage", SendResult.Unknown)]
    public async Task Garbage_is_never_taken_for_an_answer(string at, string reply, SendResult expected)
    {
        await using var server = new ScriptedSmtpServer((step, _) => step == at ? reply : null);
        var outcome = await SendAsync(server);
        Assert.Equal(expected, outcome.Result);
        Assert.DoesNotContain(outcome.Words, char.IsControl);
    }

    [Fact]
    public async Task An_endless_line_and_an_endless_reply_have_an_end()
    {
        await using var line = new ScriptedSmtpServer((step, _) => step == "EHLO" ? "250 " + new string('x', 100_000) : null);
        Assert.Contains("more than 4096 bytes", (await SendAsync(line)).Words, StringComparison.Ordinal);
        await using var reply = new ScriptedSmtpServer((step, _) => step == "EHLO" ? string.Concat(Enumerable.Repeat("250-more\r\n", 1_000)) + "250 end" : null);
        Assert.Contains("more than 128 lines", (await SendAsync(reply)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_is_not_wanted_any_more_is_withheld_after_the_envelope()
    {
        await using var server = new ScriptedSmtpServer();
        await using var mailer = new SmtpMailer(Options(server));
        Assert.Equal(SendResult.Withheld, (await mailer.SendAsync(Mail, () => false, default)).Result);
        Assert.DoesNotContain("DATA", server.Lines);
        Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
    }

    [Fact]
    public async Task A_mail_that_is_larger_than_the_server_says_is_not_offered()
    {
        await using var server = new ScriptedSmtpServer(extensions: "SIZE 10");
        Assert.Equal(SendResult.RejectedPermanently, (await SendAsync(server)).Result);
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        int port;
        await using (var server = new ScriptedSmtpServer())
            port = server.Port;
        await using var mailer = new SmtpMailer(new SmtpOptions("127.0.0.1", port, SmtpSecurity.None, "", "", "", Short, Short));
        var outcome = await mailer.SendAsync(Mail, () => throw new InvalidOperationException("claimed"), default);
        Assert.Equal(SendResult.NotSent, outcome.Result);
        Assert.Contains($"127.0.0.1 port {port}", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stripped_starttls_is_refused_and_nothing_is_said_in_the_clear()
    {
        await using var server = new ScriptedSmtpServer();
        var outcome = await SendAsync(server, Options(server) with { Security = SmtpSecurity.StartTls, User = "ann", Password = "secret" });
        Assert.Equal(SendResult.NotSent, outcome.Result);
        Assert.Contains("does not offer STARTTLS", outcome.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal) || l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replies_slipped_in_before_tls_are_refused()
    {
        using var certificate = TestCertificate.Make("127.0.0.1");
        await using var server = new ScriptedSmtpServer(
            (step, _) => step == "STARTTLS" ? "220 go ahead\r\n250 trust me" : null, "STARTTLS", certificate);
        var outcome = await SendAsync(server, Options(server) with { Security = SmtpSecurity.StartTls });
        Assert.Equal(SendResult.NotSent, outcome.Result);
        Assert.Contains("in the clear after its reply to STARTTLS", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_needs_a_trusted_certificate_for_the_right_name()
    {
        using var folder = new TempFolder();
        using var certificate = TestCertificate.Make("127.0.0.1");
        using var other = TestCertificate.Make("mail.example.org");
        var trusted = TestCertificate.WritePem(certificate, folder.File("trusted.pem"));
        var misnamed = TestCertificate.WritePem(other, folder.File("misnamed.pem"));

        await using var server = new ScriptedSmtpServer(extensions: "STARTTLS\nPIPELINING", certificate: certificate);
        var options = Options(server) with { Security = SmtpSecurity.StartTls };
        Assert.Equal(SendResult.NotSent, (await SendAsync(server, options)).Result);
        Assert.Equal(SendResult.Accepted, (await SendAsync(server, options with { CertificateFile = trusted })).Result);
        Assert.Equal(2, server.Lines.Count(l => l.StartsWith("EHLO", StringComparison.Ordinal)) - 1);

        await using var wrong = new ScriptedSmtpServer(extensions: "STARTTLS", certificate: other);
        var outcome = await SendAsync(wrong, Options(wrong) with { Security = SmtpSecurity.StartTls, CertificateFile = misnamed });
        Assert.Equal(SendResult.NotSent, outcome.Result);
        Assert.Contains("NameMismatch", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_speaks_plain_and_login()
    {
        await using var plain = new ScriptedSmtpServer(extensions: "AUTH LOGIN PLAIN");
        Assert.Equal(SendResult.Accepted, (await SendAsync(plain, Options(plain) with { User = "ann", Password = "pässword" })).Result);
        Assert.Contains("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes("\0ann\0pässword")), plain.Lines);

        var words = 0;
        await using var login = new ScriptedSmtpServer((step, _) => step == "WORD" ? ++words == 1 ? "334 UGFzc3dvcmQ6" : "235 welcome" : null, "AUTH LOGIN");
        Assert.Equal(SendResult.Accepted, (await SendAsync(login, Options(login) with { User = "ann", Password = "secret" })).Result);
        Assert.Equal(2, words);
    }

    [Fact]
    public async Task A_refused_sign_in_sends_nothing_and_never_shows_the_password()
    {
        await using var server = new ScriptedSmtpServer((step, _) => step == "AUTH" ? "535 5.7.8 wrong" : null, "AUTH PLAIN");
        var options = Options(server) with { User = "ann", Password = "secret-word" };
        var outcome = await SendAsync(server, options);
        Assert.Equal(SendResult.NotSent, outcome.Result);
        Assert.Contains("535 5.7.8 wrong", outcome.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", outcome.Words + options + string.Concat(outcome.Replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_would_command_the_server_is_refused()
    {
        await using var server = new ScriptedSmtpServer();
        await using var mailer = new SmtpMailer(Options(server));
        await Assert.ThrowsAsync<ArgumentException>(
            () => mailer.SendAsync(Mail with { Recipient = "a@b.test>\r\nRCPT TO:<eve@b.test" }, () => true, default));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\r\n\n.\r\n")]
    public void A_lone_line_break_in_a_message_is_refused(string message) =>
        Assert.Throws<ArgumentException>(() => SmtpMessageBytes.DotStuffed(Encoding.ASCII.GetBytes(message)));

    private static async Task<SendOutcome> SendAsync(ScriptedSmtpServer server, SmtpOptions? options = null)
    {
        await using var mailer = new SmtpMailer(options ?? Options(server));
        return await mailer.SendAsync(Mail, () => true, TestContext.Current.CancellationToken);
    }

    private static SmtpOptions Options(ScriptedSmtpServer server) =>
        new("127.0.0.1", server.Port, SmtpSecurity.None, "", "", "", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
}
