using System.Net.Mail;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Paperboy.Mail.Mime;
using Xunit;

namespace Paperboy.Tests.Mail;

public sealed class MimeMessageTests
{
    private static readonly MimeMessage Message = new()
    {
        From = new MailAddress("paperboy@paperboy.test", "Pápërboy, the \"boy\""),
        To = "ann@paperboy.test",
        Subject = "Bounds: α² ≤ n, and a subject that goes on until it must be folded more than once — 論文",
        MessageId = "<1@paperboy.test>",
        Date = new DateTimeOffset(2026, 3, 7, 9, 5, 1, TimeSpan.FromHours(2)),
        Text = "Grüße\r\n.a dot\nFrom here on\nends with a blank \n" + new string('x', 3_000),
        Html = "<p>Grüße</p>",
        Headers = [new("List-Unsubscribe", "<https://papers.example.org/unsubscribe/" + new string('a', 200) + ">")],
    };

    [Fact]
    public void A_mail_program_reads_what_was_written()
    {
        var read = ReceivedMail.Parse(Message.ToBytes());
        Assert.Equal(Message.Subject, read.Header("Subject"));
        Assert.Equal("Pápërboy, the \"boy\" <paperboy@paperboy.test>", read.Header("From"));
        Assert.Equal("Sat, 07 Mar 2026 07:05:01 +0000", read.Header("Date"));
        Assert.Equal(Message.Text.ReplaceLineEndings("\n"), read.Text);
        Assert.Equal(["text/plain; charset=utf-8", "text/html; charset=utf-8"], read.Parts.Select(p => p.Type));
        Assert.Equal(Message.Headers[0].Value, read.Header("List-Unsubscribe"));
    }

    [Fact]
    public void The_bytes_are_within_every_limit_and_the_same_each_time()
    {
        var bytes = Message.ToBytes();
        Assert.Equal(bytes, Message.ToBytes());
        Assert.DoesNotContain(bytes, b => b > 126);
        var text = Encoding.ASCII.GetString(bytes);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        Assert.DoesNotContain(text.Split("\r\n"), line => line.StartsWith('.'));
    }

    [Theory]
    [InlineData("A\r\nBcc: eve@example.org")]
    [InlineData("A\nB")]
    [InlineData("A\0B")]
    public void A_subject_cannot_begin_another_header(string subject) =>
        Assert.Throws<ArgumentException>(() => (Message with { Subject = subject }).ToBytes());

    [Fact]
    public void A_header_value_cannot_begin_another_header() =>
        Assert.Throws<ArgumentException>(() => (Message with { Headers = [new("List-Id", "a\r\nBcc: b")] }).ToBytes());

    [Fact]
    public void Any_text_survives_the_transfer_encoding() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            // Half a surrogate pair is no text; the last line's end is ours.
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)).ReplaceLineEndings("\n").TrimEnd('\n');
            var encoded = QuotedPrintable.Encode(whole);
            var decoded = ReceivedMail.DecodeQuotedPrintable(encoded.Replace("\r\n", "\n", StringComparison.Ordinal));
            return decoded == whole + "\n"
                && encoded.Split("\r\n").All(l => l.Length <= 76 && !l.EndsWith(' ') && !l.EndsWith('\t') && !l.StartsWith('.'));
        }).Check(Config.QuickThrowOnFailure.WithReplay(42, 43).WithMaxTest(500));
}
