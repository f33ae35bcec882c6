using System.Globalization;

namespace Paperboy.Settings;

/// <summary>Where papers are harvested from, and how gently.</summary>
/// <param name="Contact">Of whoever runs this installation, for the services that are asked; empty when not told.</param>
/// <param name="AllowPrivateNetwork">Whether a source may lie in a private network or on this machine.</param>
/// <param name="Scheduled">Whether sources are harvested by themselves at all.</param>
/// <param name="FirstDays">How many days back the first harvest begins.</param>
/// <param name="Arxiv">arXiv.</param>
/// <param name="HuggingFace">Hugging Face daily papers.</param>
/// <param name="Acl">The ACL Anthology.</param>
/// <param name="OpenAlex">OpenAlex.</param>
/// <param name="Crossref">Crossref.</param>
/// <param name="SemanticScholar">Semantic Scholar.</param>
public sealed record SourcesSettings(
    string Contact,
    bool AllowPrivateNetwork,
    bool Scheduled,
    int FirstDays,
    ArxivSettings Arxiv,
    ServiceSettings HuggingFace,
    ServiceSettings Acl,
    ServiceSettings OpenAlex,
    ServiceSettings Crossref,
    ServiceSettings SemanticScholar)
{
    internal static SourcesSettings From(Func<string, string> value) => new(
        value("Sources:Contact"),
        value("Sources:AllowPrivateNetwork") == "yes",
        value("Sources:Scheduled") == "yes",
        PaperboySettings.Number(value("Sources:FirstDays")),
        new ArxivSettings(
            value("Sources:Arxiv:Scheduled") == "yes",
            new Uri(value("Sources:Arxiv:OaiAddress")),
            new Uri(value("Sources:Arxiv:ApiAddress")),
            new Uri(value("Sources:Arxiv:FeedAddress")),
            Delay(value("Sources:Arxiv:DelaySeconds")),
            value("Sources:Arxiv:Categories").Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        Service(value, "HuggingFace"),
        Service(value, "Acl"),
        Service(value, "OpenAlex"),
        Service(value, "Crossref"),
        Service(value, "SemanticScholar"));

    private static ServiceSettings Service(Func<string, string> value, string name) => new(
        value($"Sources:{name}:Scheduled") == "yes",
        new Uri(value($"Sources:{name}:Address")),
        Delay(value($"Sources:{name}:DelaySeconds")),
        value($"Sources:{name}:Key"));

    private static TimeSpan Delay(string value) => TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture));
}

/// <param name="Scheduled">Whether it is harvested by itself.</param>
/// <param name="Oai">The base address of its OAI-PMH service.</param>
/// <param name="Api">The address of its search.</param>
/// <param name="Feed">The address that a feed's categories are appended to.</param>
/// <param name="Delay">Between two requests to any of its addresses.</param>
/// <param name="Categories">Archives or categories, such as cs or cs.CL; empty for everything.</param>
public sealed record ArxivSettings(
    bool Scheduled, Uri Oai, Uri Api, Uri Feed, TimeSpan Delay, IReadOnlyList<string> Categories);

/// <param name="Scheduled">Whether it is harvested by itself.</param>
/// <param name="Address">What the paths of its requests are appended to.</param>
/// <param name="Delay">Between two requests.</param>
/// <param name="Key">Never shown, never logged; empty when there is none.</param>
public sealed record ServiceSettings(bool Scheduled, Uri Address, TimeSpan Delay, string Key)
{
    // A record prints all of its properties; this one must not.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Scheduled = {Scheduled}, Address = {Address}, Delay = {Delay}");
        return true;
    }
}
