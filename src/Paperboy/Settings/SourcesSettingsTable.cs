using System.Globalization;
using System.Text.RegularExpressions;

namespace Paperboy.Settings;

/// <summary>The settings of the sources that papers are harvested from.</summary>
internal static partial class SourcesSettingsTable
{
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Sources:Contact", "",
            "An address of whoever runs this installation. The services that are asked for papers see it in every request, so that they can write before they shut Paperboy out; some answer faster then.",
            "empty, or a mail address or web address in ASCII", v => v.Length <= 200 && v.All(c => c is > ' ' and <= '~' and not ('(' or ')'))),
        new("Sources:AllowPrivateNetwork", "no",
            "Whether a source may lie on this machine or in a private network: for a mirror of one's own.",
            "yes or no", IsYesOrNo),
        new("Sources:Scheduled", "yes",
            "Whether sources are harvested by themselves while the server runs; no leaves it to the verb harvest.",
            "yes or no", IsYesOrNo),
        new("Sources:FirstDays", "7",
            "How many days back the first harvest of a source begins.",
            "a whole number from 1 to 3650", v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 3_650),
        new("Sources:Arxiv:Scheduled", "yes", "Whether arXiv is harvested by itself, after each of its announcements.", "yes or no", IsYesOrNo),
        new("Sources:Arxiv:OaiAddress", "https://oaipmh.arxiv.org/oai", "Where arXiv's OAI-PMH service is, or a mirror of it.", AddressWords, IsAddress),
        new("Sources:Arxiv:ApiAddress", "https://export.arxiv.org/api/query", "Where arXiv's search is, which fills gaps.", AddressWords, IsAddress),
        new("Sources:Arxiv:FeedAddress", "https://rss.arxiv.org/rss", "Where arXiv's listing feeds are; categories are appended to it.", AddressWords, IsAddress),
        new("Sources:Arxiv:DelaySeconds", "3",
            "The least time between two requests to any of arXiv's addresses, over all processes on the data folder. arXiv asks for 3 seconds.",
            DelayWords, IsDelay),
        new("Sources:Arxiv:Categories", "",
            "Which archives or categories are harvested by themselves, separated by spaces; empty harvests everything.",
            "empty, or names such as cs stat.ML q-bio", v => Categories().IsMatch(v)),
        .. Service("HuggingFace", "Hugging Face daily papers", "https://huggingface.co/", "yes", "1"),
        .. Service("Acl", "the ACL Anthology", "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml/", "no", "1"),
        .. Service("OpenAlex", "OpenAlex", "https://api.openalex.org/", "no", "0.2"),
        .. Service("Crossref", "Crossref", "https://api.crossref.org/", "no", "0.2"),
        .. Service("SemanticScholar", "Semantic Scholar", "https://api.semanticscholar.org/", "no", "1.1"),
    ];

    private const string AddressWords = "an http or https address without user, query and fragment";
    private const string DelayWords = "seconds from 0 to 3600, such as 3 or 0.5";

    private static IEnumerable<Setting> Service(string name, string title, string address, string scheduled, string delay) =>
    [
        new($"Sources:{name}:Scheduled", scheduled, $"Whether {title} is harvested by itself.", "yes or no", IsYesOrNo),
        new($"Sources:{name}:Address", address, $"Where {title} is, or a mirror of it.", AddressWords, IsAddress),
        new($"Sources:{name}:DelaySeconds", delay, $"The least time between two requests to {title}, over all processes on the data folder.", DelayWords, IsDelay),
        new($"Sources:{name}:Key", "", $"The key that {title} gave you, where it has keys. Better in the environment.", "empty, or visible ASCII characters", v => v.All(c => c is > ' ' and <= '~'), Secret: true),
    ];

    private static bool IsYesOrNo(string value) => value is "yes" or "no";

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    private static bool IsDelay(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3_600;

    [GeneratedRegex(@"^([a-zA-Z-]+(\.[a-zA-Z-]+)?( |$))*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Categories();
}
