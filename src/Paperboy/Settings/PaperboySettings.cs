using System.Globalization;
using NodaTime;

namespace Paperboy.Settings;

/// <summary>All settings, read and checked. Each property is described in <see cref="SettingsTable"/>.</summary>
public sealed record PaperboySettings(
    ServerSettings Server, MailSettings Mail, DigestSettings Digest, EmbeddingsSettings Embeddings, SourcesSettings Sources, LogSettings Log,
    AccountsSettings Accounts)
{
    public required CommunitySettings Community { get; init; }

    internal static PaperboySettings From(Func<string, string> value) => new(
        new ServerSettings(
            new Uri(value("Server:Address")),
            value("Server:PublicAddress") is { Length: > 0 } address ? new Uri(address.TrimEnd('/') + "/") : null,
            value("Server:AllowedHosts").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Number(value("Server:MaxUploadMegabytes")) * 1024L * 1024L),
        new MailSettings(
            value("Mail:Transport"),
            value("Mail:From"),
            value("Mail:Folder"),
            value("Mail:SmtpHost"),
            Number(value("Mail:SmtpPort")),
            value("Mail:SmtpSecurity"),
            value("Mail:SmtpUser"),
            value("Mail:SmtpPassword"),
            value("Mail:SmtpCertificate"),
            TimeSpan.FromSeconds(Number(value("Mail:TimeoutSeconds")))),
        new DigestSettings(
            Number(value("Digest:Hour")),
            DateTimeZoneProviders.Tzdb[value("Digest:TimeZone")],
            Number(value("Digest:Papers")),
            Number(value("Digest:SubscriptionsPerHour"))),
        EmbeddingsSettings.From(value),
        SourcesSettings.From(value),
        new LogSettings(value("Log:Level"), value("Log:Format")),
        AccountsSettings.From(value))
    {
        Community = CommunitySettings.From(value),
    };

    internal static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}

/// <param name="Address">Where the server listens.</param>
/// <param name="PublicAddress">What links in mails begin with, ending in a slash; null when not set.</param>
/// <param name="AllowedHosts">Host names that requests may ask for.</param>
/// <param name="MaxUploadBytes">The largest upload.</param>
public sealed record ServerSettings(
    Uri Address, Uri? PublicAddress, IReadOnlyList<string> AllowedHosts, long MaxUploadBytes);

/// <param name="Transport">none, folder or smtp.</param>
/// <param name="From">The sender of all mails.</param>
/// <param name="Folder">Where .eml files go; empty for the data folder's own.</param>
/// <param name="SmtpHost">The server.</param>
/// <param name="SmtpPort">Its port.</param>
/// <param name="SmtpSecurity">starttls, tls or none.</param>
/// <param name="SmtpUser">Empty signs in as nobody.</param>
/// <param name="SmtpPassword">Never shown, never logged.</param>
/// <param name="SmtpCertificate">A PEM file to trust the server by; empty for what the system trusts.</param>
/// <param name="Timeout">For one answer of the server.</param>
public sealed record MailSettings(
    string Transport,
    string From,
    string Folder,
    string SmtpHost,
    int SmtpPort,
    string SmtpSecurity,
    string SmtpUser,
    string SmtpPassword,
    string SmtpCertificate,
    TimeSpan Timeout)
{
    /// <summary>False when no mail leaves at all. (That a public address is set too, the settings have checked.)</summary>
    public bool IsOn => Transport != "none";

    // A record prints all of its properties; this one must not.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Transport = {Transport}, SmtpHost = {SmtpHost}, SmtpPort = {SmtpPort}");
        return true;
    }
}

/// <param name="Hour">Of the daily mail, in the reader's time zone.</param>
/// <param name="TimeZone">Of readers who chose none.</param>
/// <param name="Papers">The most in one mail.</param>
/// <param name="SubscriptionsPerHour">From one network address.</param>
public sealed record DigestSettings(int Hour, DateTimeZone TimeZone, int Papers, int SubscriptionsPerHour);

/// <param name="Level">The least important messages that are logged.</param>
/// <param name="Format">text or json.</param>
public sealed record LogSettings(string Level, string Format);
