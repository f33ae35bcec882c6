using System.Globalization;
using System.Net.Mail;
using Paperboy.Mail;
using Paperboy.Mail.Mime;
using Paperboy.Settings;

namespace Paperboy.Readers.Accounts.SignIn;

/// <summary>The mails that let people in: the one to sign in by, and the invitation.</summary>
public sealed class EntryMail(ReaderLinks links, MailSettings settings, EmailHtml html, TimeProvider time)
{
    internal Task<OutgoingMail> ToSignInAsync(AskedSignIn asked)
    {
        var code = SignInCode.Shown(asked.Code);
        var minutes = SignIns.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        return MakeAsync(asked.Address.Mailbox, new EntryWords
        {
            Subject = asked.IsForAccount ? "Paperboy: is this your address?" : "Sign in to Paperboy",
            Heading = asked.IsForAccount ? "Is this your address?" : "Sign in to Paperboy",
            Lead = asked.IsForAccount
                ? "Somebody, most likely you, wants to sign in to Paperboy by this address."
                : "Somebody, most likely you, wants to sign in to Paperboy.",
            Link = new Uri(links.Home, "sign-in/" + asked.Link),
            Button = "Open the page and go on",
            Code = code,
            End = $"Link and code work once, for {minutes} minutes, in the browser that asked for them. If it was not you, do nothing, and tell the code to nobody.",
            Home = links.Home,
        });
    }

    internal Task<OutgoingMail> ToInviteAsync(ReaderAddress address) => MakeAsync(address.Mailbox, new EntryWords
    {
        Subject = "You are invited to Paperboy",
        Heading = "You are invited to Paperboy",
        Lead = $"The owner of the Paperboy at {links.Home.Host} invites you to an account: to vote, save and comment on the day's research papers. Sign in with this address; no password is needed.",
        Link = new Uri(links.Home, "sign-in"),
        Button = "Sign in",
        End = "If you do not want it, do nothing: no further mail comes.",
        Home = links.Home,
    });

    private async Task<OutgoingMail> MakeAsync(string to, EntryWords words)
    {
        var now = time.GetUtcNow();
        var from = new MailAddress(settings.From);
        var message = new MimeMessage
        {
            From = from,
            To = to,
            Subject = words.Subject,
            MessageId = $"<enter.{now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}.{ReaderStore.NewHandle()}@{links.Home.IdnHost}>",
            Date = now,
            Text = Text(words),
            Html = await html.RenderAsync<EntryEmail>(nameof(EntryEmail.Words), words),
            Headers = [new("Auto-Submitted", "auto-generated")],
        };
        return new OutgoingMail(from.Address, to, message.MessageId, message.ToBytes());
    }

    private static string Text(EntryWords words) =>
        $"""
        {words.Lead}

        {(words.Code is null ? "Open this page:" : "Open this page and press the button there:")}

        {words.Link}
        {(words.Code is null ? "" : $"\nOr type this code in the browser where you asked: {words.Code}\n")}
        {words.End}

        -- 
        Paperboy, {words.Home}
        """;
}

/// <summary>What such a mail says.</summary>
public sealed record EntryWords
{
    public required string Subject { get; init; }

    public required string Heading { get; init; }

    public required string Lead { get; init; }

    public required Uri Link { get; init; }

    public required string Button { get; init; }

    /// <summary>As it is shown; null where there is none.</summary>
    public string? Code { get; init; }

    public required string End { get; init; }

    public required Uri Home { get; init; }
}
