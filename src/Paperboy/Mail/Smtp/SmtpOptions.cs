using System.Net;
using Paperboy.Settings;

namespace Paperboy.Mail.Smtp;

/// <summary>How the connection is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By STARTTLS (RFC 3207); a server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>By TLS from the first byte (RFC 8314).</summary>
    Tls,
}

/// <param name="Host">Name or address of the server; the certificate must be for it.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="User">Empty signs in as nobody.</param>
/// <param name="Password">Goes over TLS or loopback only.</param>
/// <param name="CertificateFile">A PEM file to trust instead of the system's certificates, or empty.</param>
/// <param name="ReplyTimeout">For one reply.</param>
/// <param name="AcceptTimeout">
/// For the reply that follows the message: longer, since giving up there means to send the mail again
/// (RFC 5321, 4.5.3.2.6 asks for ten minutes).
/// </param>
internal sealed record SmtpOptions(
    string Host,
    int Port,
    SmtpSecurity Security,
    string User,
    string Password,
    string CertificateFile,
    TimeSpan ReplyTimeout,
    TimeSpan AcceptTimeout)
{
    public static SmtpOptions From(MailSettings settings) => new(
        settings.SmtpHost,
        settings.SmtpPort,
        settings.SmtpSecurity switch
        {
            "tls" => SmtpSecurity.Tls,
            "starttls" => SmtpSecurity.StartTls,
            _ => SmtpSecurity.None,
        },
        settings.SmtpUser,
        settings.SmtpPassword,
        settings.SmtpCertificate,
        settings.Timeout,
        settings.Timeout * 10);

    // The password must not reach a log by way of a record's own text.
    public override string ToString() => $"{new DnsEndPoint(Host, Port)} ({Security})";
}
