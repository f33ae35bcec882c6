namespace Paperboy.Mail.Smtp;

/// <summary>A server's reply (RFC 5321, 4.2), of one line or several.</summary>
/// <param name="Code">Three digits; the first says how it went.</param>
/// <param name="Lines">The text of each line, without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>
    /// True when it is not the mail that was refused but us: no sign-in, a wrong one, no TLS, or no service at all
    /// (RFC 4954, 6; RFC 3207, 4).
    /// </summary>
    public bool IsAboutTheSession => Code is 421 or 454 or 530 or 534 or 535 or 538;

    /// <summary>As one line, such as "550 5.1.1 no such user".</summary>
    public override string ToString() => $"{Code} {string.Join(" / ", Lines)}";
}
