using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;

namespace Paperboy.Readers;

/// <summary>A reader's mail address, checked: ASCII, without a name, fit for an envelope.</summary>
/// <param name="Mailbox">As typed, with the domain in ASCII and lower case.</param>
/// <param name="Key">By which it is recognised: no server in use tells mailboxes apart by case.</param>
public sealed record ReaderAddress(string Mailbox, string Key)
{
    // RFC 5321, 4.5.3.1: 64 before the @, 254 in all for a path of 256.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    /// <param name="text">What somebody typed.</param>
    /// <param name="address">The address, when the result is true.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ReaderAddress? address)
    {
        address = null;
        text = text?.Trim();
        if (text is null || text.Length is 0 or > LongestAddress || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return false;
        // MailAddress also takes "Name <address>", comments and quoted local parts; a form wants the bare address.
        if (!MailAddress.TryCreate(text, out var parsed) || parsed.Address != text || parsed.DisplayName.Length > 0)
            return false;
        if (!IsLocalPart(parsed.User) || Domain(parsed.Host) is not { } domain)
            return false;

        var mailbox = $"{parsed.User}@{domain}";
        if (mailbox.Length > LongestAddress)
            return false;
        address = new ReaderAddress(mailbox, mailbox.ToUpperInvariant());
        return true;
    }

    // A dot-string (RFC 5321, 4.1.2). Other scripts before the @ would need SMTPUTF8, which few servers have.
    private static bool IsLocalPart(string local) =>
        local.Length is > 0 and <= LongestLocalPart
        && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static string? Domain(string host)
    {
        if (host.StartsWith('['))
            return null;
        try
        {
#pragma warning disable CA1308 // domains are written in lower case
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(host).ToLowerInvariant();
#pragma warning restore CA1308
            return domain.Contains('.', StringComparison.Ordinal) || domain == "localhost" ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
