using System.Globalization;
using System.Net.Mail;
using Paperboy.Mail;
using Paperboy.Mail.Mime;
using Paperboy.Settings;

namespace Paperboy.Readers;

/// <summary>The mail that asks the owner of an address whether the subscription was meant.</summary>
public sealed class ConfirmationMail(ReaderLinks links, MailSettings settings, EmailHtml html)
{
    internal async Task<OutgoingMail> MakeAsync(ReaderAddress to, Confirmation confirmation, DateTimeOffset now)
    {
        var words = new ConfirmationWords(
            to.Mailbox, links.Confirm(confirmation), links.Home, Time(confirmation.Wanted), ReaderLinks.ConfirmationTime.Hours + (ReaderLinks.ConfirmationTime.Days * 24));
        var from = new MailAddress(settings.From);
        var message = new MimeMessage
        {
            From = from,
            To = to.Mailbox,
            Subject = "Please confirm: the day's papers, once a day",
            MessageId = $"<confirm.{now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}.{confirmation.Handle}@{links.Home.IdnHost}>",
            Date = now,
            Text = Text(words),
            Html = await html.RenderAsync<ConfirmationEmail>(nameof(ConfirmationEmail.Words), words),
            Headers = [new("Auto-Submitted", "auto-generated")],
        };
        return new OutgoingMail(from.Address, to.Mailbox, message.MessageId, message.ToBytes());
    }

    private static string Time(Schedule wanted) =>
        string.Create(CultureInfo.InvariantCulture, $"{wanted.Hour:00}:00 ({wanted.Zone.Id.Replace('_', ' ')})");

    private static string Text(ConfirmationWords words) =>
        $"""
        Somebody, most likely you, asked Paperboy to send the day's
        papers to {words.Address}, every day at
        {words.Time}.

        If that was you, open this page and press the button there:

        {words.Link}

        The link works for {words.Hours} hours. If it was not you, do nothing:
        without it, no further mail comes.

        -- 
        Paperboy, {words.Home}
        """;
}

/// <summary>What the confirmation mail says.</summary>
public sealed record ConfirmationWords(string Address, Uri Link, Uri Home, string Time, int Hours);
