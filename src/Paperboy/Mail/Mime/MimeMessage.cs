using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace Paperboy.Mail.Mime;

/// <summary>
/// A mail with a plain and an HTML part (multipart/alternative, RFC 2046, 5.1.4), written as bytes: a pure function
/// of what is in it, seven bits, lines within every limit.
/// </summary>
public sealed record MimeMessage
{
    public required MailAddress From { get; init; }

    /// <summary>The bare address of the one recipient.</summary>
    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>With its angle brackets.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>Further headers, such as those of mailing lists, whose values are ASCII and are not folded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <exception cref="ArgumentException">A value would begin another header, or a line is too long.</exception>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        Append(text, "Date", Date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Append(text, "From", HeaderText.Encode(From));
        Append(text, "To", To);
        Append(text, "Subject", HeaderText.Encode(Subject));
        Append(text, "Message-ID", MessageId);
        foreach (var (name, value) in Headers)
            Append(text, name, Checked(value));

        // "=_" stands in no quoted-printable text, so the boundary cannot occur in a part.
        var boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(MessageId)))[..32];
        Append(text, "MIME-Version", "1.0");
        Append(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        text.Append("\r\n");
        AppendPart(text, boundary, "text/plain", Text);
        AppendPart(text, boundary, "text/html", Html);
        text.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void AppendPart(StringBuilder text, string boundary, string type, string content)
    {
        text.Append("--").Append(boundary).Append("\r\n");
        Append(text, "Content-Type", $"{type}; charset=utf-8");
        Append(text, "Content-Transfer-Encoding", "quoted-printable");
        text.Append("\r\n").Append(QuotedPrintable.Encode(content));
    }

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Checked(string value) =>
        value.Length > 900 || value.Any(c => c is < ' ' or > '~')
            ? throw new ArgumentException("A header's value is ASCII, without line breaks, and at most 900 characters long.", nameof(value))
            : value;
}
