using System.Globalization;
using System.Net.Mail;
using NodaTime;

namespace Paperboy.Settings;

/// <summary>All settings. A new one is added here, read in <see cref="PaperboySettings"/>, and is then documented and checked.</summary>
internal static class SettingsTable
{
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Server:Address", "http://127.0.0.1:8080",
            "Where Paperboy listens. Bind to other than loopback only behind a proxy that speaks https.",
            "an http address with a port, such as http://127.0.0.1:8080", IsListenAddress),
        new("Server:PublicAddress", "",
            "The address under which readers reach Paperboy. Links in mails are built from it alone, never from a request; without it no mail is sent.",
            "empty, or an http or https address such as https://papers.example.org", v => v.Length == 0 || IsWebAddress(v)),
        new("Server:AllowedHosts", "localhost;127.0.0.1;[::1]",
            "The host names that requests may ask for, apart from the public address; others are refused (DNS rebinding).",
            "host names separated by semicolons, or * for any", v => v.Length > 0),
        new("Server:MaxUploadMegabytes", "512",
            "The largest file that may be uploaded for import.",
            "a whole number from 1 to 10000", v => IsNumber(v, 1, 10_000)),
        new("Mail:Transport", "none",
            "How mail leaves: not at all, into a folder as .eml files, or to an SMTP server.",
            "none, folder or smtp", v => v is "none" or "folder" or "smtp"),
        new("Mail:From", "Paperboy <paperboy@localhost>",
            "The sender of all mails.",
            "a mail address in ASCII, with or without a name", IsSender),
        new("Mail:Folder", "",
            "Where .eml files go when the transport is folder; empty means the folder mail in the data folder.",
            "empty, or a path", _ => true),
        new("Mail:SmtpHost", "127.0.0.1",
            "The SMTP server that takes the mails.",
            "a host name or address", v => Uri.CheckHostName(v) != UriHostNameType.Unknown),
        new("Mail:SmtpPort", "587",
            "Its port.",
            "a whole number from 1 to 65535", v => IsNumber(v, 1, 65_535)),
        new("Mail:SmtpSecurity", "starttls",
            "starttls refuses a server that does not offer it; tls speaks TLS from the first byte; none sends in the clear, for a server on the same machine.",
            "starttls, tls or none", v => v is "starttls" or "tls" or "none"),
        new("Mail:SmtpUser", "",
            "The user to sign in as; empty signs in as nobody.",
            "empty, or a name", _ => true),
        new("Mail:SmtpPassword", "",
            "Its password. Better in the environment than in a file.",
            "empty, or a password", _ => true, Secret: true),
        new("Mail:SmtpCertificate", "",
            "A PEM file with the certificate, or its issuer's, that the server is trusted by, instead of those that the system trusts: for a relay with a certificate of its own making.",
            "empty, or the path of a file that is there", v => v.Length == 0 || File.Exists(v)),
        new("Mail:TimeoutSeconds", "60",
            "How long one answer of the SMTP server is waited for.",
            "a whole number from 1 to 600", v => IsNumber(v, 1, 600)),
        new("Digest:Hour", "7",
            "The hour of the daily mail, in the reader's time zone.",
            "a whole number from 0 to 23", v => IsNumber(v, 0, 23)),
        new("Digest:TimeZone", "UTC",
            "The time zone of readers who did not choose one.",
            "a name of the IANA time zone database, such as Europe/Berlin", IsTimeZone),
        new("Digest:Papers", "10",
            "The most papers in one mail.",
            "a whole number from 1 to 100", v => IsNumber(v, 1, 100)),
        new("Digest:SubscriptionsPerHour", "5",
            "How many subscriptions one network address may ask for in an hour.",
            "a whole number from 1 to 1000", v => IsNumber(v, 1, 1_000)),
        new("Log:Level", "Information",
            "The least important messages that are logged.",
            "Debug, Information, Warning or Error", v => v is "Debug" or "Information" or "Warning" or "Error"),
        new("Log:Format", "text",
            "One line of text for people, or one JSON object a line for programs.",
            "text or json", v => v is "text" or "json"),
    ];

    private static bool IsNumber(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool IsSender(string value) =>
        MailAddress.TryCreate(value, out var address) && address.Address.All(c => c is > ' ' and <= '~');

    private static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    private static bool IsListenAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == "http" && uri.AbsolutePath == "/"
        && uri.Query.Length == 0;

    private static bool IsTimeZone(string value) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is not null;
}
