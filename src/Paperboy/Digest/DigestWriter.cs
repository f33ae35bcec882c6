using System.Globalization;
using System.Net.Mail;
using System.Text;
using Paperboy.Mail;
using Paperboy.Mail.Mime;
using Paperboy.Readers;
using Paperboy.Settings;

namespace Paperboy.Digest;

/// <summary>Writes a digest's mail: HTML, plain text, and the headers that mailing lists owe their readers.</summary>
public sealed class DigestWriter(ReaderLinks links, MailSettings settings, EmailHtml html)
{
    public Task<string> HtmlAsync(DigestContent content, Reader reader) =>
        html.RenderAsync<DigestEmail>(nameof(DigestEmail.Letter), Letter(content, reader));

    public string Text(DigestContent content, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(reader);
        var text = new StringBuilder()
            .Append("PAPERBOY\n")
            .Append(LongDay(content.Day)).Append('\n')
            .Append(TextWrap.Wrap(Summary(content))).Append("\n\n");
        if (content.HasInvented)
            text.Append(TextWrap.Wrap(InventedNote)).Append("\n\n");
        for (var i = 0; i < content.Entries.Count; i++)
        {
            var entry = content.Entries[i];
            text.Append('-', TextWrap.Width).Append('\n')
                .Append(TextWrap.Wrap(entry.Invented ? $"{entry.Title} [invented]" : entry.Title, "    ", $"{i + 1}.".PadRight(4))).Append('\n');
            if (entry.Authors.Length > 0)
                text.Append(TextWrap.Wrap(entry.Authors, "    ")).Append('\n');
            text.Append('\n');
            if (entry.Excerpt.Length > 0)
                text.Append(TextWrap.Wrap(entry.Excerpt)).Append("\n\n");
            if (entry.Note.Length > 0)
                text.Append(TextWrap.Wrap($"“{entry.Note}”", "    ")).Append("\n\n");
            text.Append(TextWrap.Wrap("Why: " + entry.Reason + ".")).Append('\n')
                .Append(links.Paper(entry.Id).AbsoluteUri).Append("\n\n");
        }

        return text.Append('-', TextWrap.Width).Append('\n')
            .Append("The whole edition:\n").Append(links.Edition(content.Edition).AbsoluteUri).Append("\n\n")
            .Append("No more of these mails:\n").Append(links.Unsubscribe(reader.Handle).AbsoluteUri).Append('\n')
            .ToString();
    }

    /// <summary>The mail as it will be sent, each time the same: its Message-ID names reader and day.</summary>
    internal async Task<OutgoingMail> MailAsync(DigestContent content, Reader reader, DateTimeOffset now)
    {
        var from = new MailAddress(settings.From);
        var message = new MimeMessage
        {
            From = from,
            To = reader.Address,
            Subject = content.Subject,
            MessageId = $"<digest.{content.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{reader.Handle}@{from.Host}>",
            Date = now,
            Text = Text(content, reader),
            Html = await HtmlAsync(content, reader),
            Headers =
            [
                new("List-Id", $"Paperboy's daily papers <daily-papers.{from.Host}>"),
                new("List-Unsubscribe", $"<{links.Unsubscribe(reader.Handle).AbsoluteUri}>"),
                new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                new("Precedence", "bulk"),
                new("Auto-Submitted", "auto-generated"),
            ],
        };
        return new OutgoingMail(from.Address, reader.Address, message.MessageId, message.ToBytes());
    }

    /// <summary>What a mail says that brings papers of the sample library; it may be forwarded to people who never saw the pages.</summary>
    internal const string InventedNote = "These papers are invented: nobody wrote them. They are the sample library, made to try Paperboy with.";

    private DigestLetter Letter(DigestContent content, Reader reader) => new(
        content,
        LongDay(content.Day),
        Summary(content),
        links.Home,
        links.Edition(content.Edition),
        links.Unsubscribe(reader.Handle),
        links.Paper,
        reader.Address);

    private static string Summary(DigestContent content)
    {
        var papers = content.EditionSize == 1 ? "1 paper" : string.Create(CultureInfo.InvariantCulture, $"{content.EditionSize:N0} papers");
        var edition = content.Edition == content.Day ? "today’s edition" : $"the edition of {LongDay(content.Edition)}";
        return content.EditionSize == content.Entries.Count
            ? $"All {papers} of {edition}"
            : $"{content.Entries.Count} of the {papers} of {edition}";
    }

    private static string LongDay(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>What the HTML of a digest shows.</summary>
public sealed record DigestLetter(
    DigestContent Content,
    string Day,
    string Summary,
    Uri Home,
    Uri Edition,
    Uri Unsubscribe,
    Func<string, Uri> Paper,
    string Address);
