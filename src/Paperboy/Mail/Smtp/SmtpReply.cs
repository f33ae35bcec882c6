using System.Text.RegularExpressions;

namespace Paperboy.Mail.Smtp;

/// <summary>A server's reply (RFC 5321, 4.2), of one line or several.</summary>
/// <param name="Code">Three digits; the first says how it went.</param>
/// <param name="Lines">The text of each line, without the code.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>The status code of RFC 3463 that the text begins with (5.1.1), if it does.</summary>
    public string? EnhancedCode =>
        Lines.Count > 0 && EnhancedForm().Match(Lines[0]) is { Success: true } match ? match.Value : null;

    /// <summary>
    /// True when it is not the mail that was refused but us: no sign-in, a wrong one, no TLS, or no service at all
    /// (RFC 4954, 6; RFC 3207, 4).
    /// </summary>
    public bool IsAboutTheSession => Code is 421 or 454 or 530 or 534 or 535 or 538;

    /// <summary>As one line, such as "550 5.1.1 no such user".</summary>
    public override string ToString() => $"{Code} {string.Join(" / ", Lines)}";

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?= |$)", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedForm();
}
