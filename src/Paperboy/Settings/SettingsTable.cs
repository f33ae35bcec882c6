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
        .. AccountsSettings.Table,
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
        new("Embeddings:Kind", "built-in",
            "What turns texts into vectors for the search by meaning: the embedder that comes with Paperboy and sends nothing anywhere, a service that speaks OpenAI's API, or Ollama.",
            "built-in, openai or ollama", v => v is "built-in" or "openai" or "ollama"),
        new("Embeddings:Adapt", "yes",
            "Whether the built-in embedder is adapted to the catalog by itself: from 1,000 papers on, and again each time they have doubled, in the background on one core. What does not find papers better is not used.",
            "yes or no", v => v is "yes" or "no"),
        new("Embeddings:Address", "",
            "Where the service is: for openai the address up to its version, such as https://api.openai.com/v1, for ollama that of the server; empty means Ollama on this machine. Titles, abstracts and queries are sent there. Over http they and the key go in the clear.",
            "empty for built-in and ollama, or an http or https address without user, query and fragment", v => v.Length == 0 || (IsWebAddress(v) && new Uri(v).UserInfo.Length == 0)),
        new("Embeddings:Model", "",
            "The model's name, as the service knows it.",
            "a name; empty for built-in", v => v.Length <= 200 && !v.Any(char.IsControl)),
        new("Embeddings:Dimensions", "0",
            "The length of the vectors to ask for, of models that can shorten them; 0 takes what the model gives.",
            "a whole number from 0 to 16384", v => IsNumber(v, 0, VectorLengths)),
        new("Embeddings:DocumentPrefix", "",
            "What the model wants before each paper, such as \"search_document: \" or \"passage: \"; its model card says so.",
            "empty, or up to 500 characters", v => v.Length <= 500),
        new("Embeddings:QueryPrefix", "",
            "What it wants before each query, such as \"search_query: \" or \"query: \".",
            "empty, or up to 500 characters", v => v.Length <= 500),
        new("Embeddings:MaxCharacters", "8000",
            "Longer texts are cut to this length. One that the service still calls too long is cut by a quarter until it is taken.",
            "a whole number from 200 to 1000000", v => IsNumber(v, 200, 1_000_000)),
        new("Embeddings:BatchTexts", "64",
            "The most texts in one request; a service that takes fewer is soon asked for fewer.",
            "a whole number from 1 to 2048", v => IsNumber(v, 1, 2_048)),
        new("Embeddings:BatchCharacters", "100000",
            "The most characters in one request.",
            "a whole number from 1000 to 10000000", v => IsNumber(v, 1_000, 10_000_000)),
        new("Embeddings:Requests", "2",
            "How many requests may be under way at once.",
            "a whole number from 1 to 32", v => IsNumber(v, 1, 32)),
        new("Embeddings:TimeoutSeconds", "120",
            "How long one answer is waited for. (A server that has to load its model first needs long.)",
            "a whole number from 1 to 3600", v => IsNumber(v, 1, 3_600)),
        new("Embeddings:Tries", "4",
            "How often a request is sent when the service is away or busy, before papers go back to wait.",
            "a whole number from 1 to 20", v => IsNumber(v, 1, 20)),
        new("Embeddings:Key", "",
            "The key that the service asks for. Better in the environment, or in a file of its own.",
            "empty, or visible ASCII characters", v => v.All(c => c is > ' ' and <= '~'), Secret: true),
        new("Embeddings:KeyFile", "",
            "A file that holds the key and nothing else.",
            "empty, or the path of a file that is there", v => v.Length == 0 || File.Exists(v)),
        .. SourcesSettingsTable.All,
        .. CommunitySettings.Table,
        new("Log:Level", "Information",
            "The least important messages that are logged.",
            "Debug, Information, Warning or Error", v => v is "Debug" or "Information" or "Warning" or "Error"),
        new("Log:Format", "text",
            "One line of text for people, or one JSON object a line for programs.",
            "text or json", v => v is "text" or "json"),
    ];

    private const int VectorLengths = 16_384;

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
