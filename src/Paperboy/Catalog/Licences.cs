using System.Text.RegularExpressions;

namespace Paperboy.Catalog;

/// <summary>
/// Under which terms sources give what they say, and which abstracts may therefore be passed on in public: in feeds and public
/// exports. What is not known to be allowed is not.
/// </summary>
public static partial class Licences
{
    private const string PublicDomain = "CC0 1.0";

    // Materials before 2016 are CC BY-NC-SA 3.0 (aclanthology.org/faq/copyright).
    private const int AclOpenedIn = 2016;

    /// <summary>The terms of a record's title and abstract, as people name them; null where nobody gave any.</summary>
    public static string? OfTexts(PaperRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Source switch
        {
            // Of metadata; a licence in the record is the full text's (info.arxiv.org/help/license).
            "arxiv" => PublicDomain,

            // Its summaries are arXiv's abstracts.
            "hf" => record.ArxivId is null ? null : PublicDomain,
            "openalex" => PublicDomain,
            "sample" => PublicDomain,
            "acl" => NameOf(record.License) ?? (record.Published?.Year >= AclOpenedIn ? "CC BY 4.0" : "CC BY-NC-SA 3.0"),

            // Crossref's facts are free; abstracts are the publishers'. Semantic Scholar may show them, not license them on.
            _ => NameOf(record.License),
        };
    }

    /// <summary>The terms of the sentence that a source made of a paper.</summary>
    public static string? OfTldr(PaperRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Source == "s2" ? "ODC-BY 1.0" : OfTexts(record);
    }

    /// <summary>Whether a record's abstract may be passed on in public.</summary>
    public static bool MayPassOnAbstract(PaperRecord record) => IsOpen(OfTexts(record));

    /// <summary>A paper's abstract, if it may be passed on in public; else null.</summary>
    public static string? PublicAbstractOf(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        var origin = paper.Origins.FirstOrDefault(origin => origin.Gives("abstract"));
        return origin is not null && IsOpen(origin.Licence) ? paper.Abstract : null;
    }

    /// <summary>Whether a licence, named or as an address, lets anybody pass the text on for any purpose (opendefinition.org).</summary>
    public static bool IsOpen(string? licence) =>
        NameOf(licence) is { } name && (name.StartsWith("CC0", StringComparison.Ordinal) || name.StartsWith("Public Domain", StringComparison.Ordinal) || OpenName().IsMatch(name));

    /// <summary>What people call a licence: <c>CC BY 4.0</c> for its address. Others stay as they are.</summary>
    public static string? NameOf(string? licence)
    {
        if (string.IsNullOrWhiteSpace(licence))
            return null;
        licence = licence.Trim();
        if (licence.Contains("arxiv.org/licenses/nonexclusive-distrib", StringComparison.OrdinalIgnoreCase))
            return "arXiv’s own licence";
        if (CreativeCommons().Match(licence) is { Success: true } match)
        {
            var version = match.Groups["version"].Success ? " " + match.Groups["version"].Value : "";
            return match.Groups["kind"].Value.ToUpperInvariant() switch
            {
                "ZERO" or "CC0" => "CC0" + (version.Length > 0 ? version : " 1.0"),
                "MARK" or "PUBLICDOMAIN" => "Public Domain Mark",
                var kind => $"CC {kind}{version}",
            };
        }

        return licence;
    }

    [GeneratedRegex(@"^(CC BY(-SA)?( [0-9.]+)?|ODC-BY 1\.0|ODbL 1\.0)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OpenName();

    // Addresses (creativecommons.org/licenses/by-nc/4.0/), and the names that services write: cc-by, CC BY-SA 4.0, cc0.
    [GeneratedRegex(
        @"^(https?://(www\.)?creativecommons\.org/(licenses|publicdomain)/(?<kind>[a-z-]+)/?(?<version>[0-9]\.[0-9])?.*|(?<kind>cc0|zero)[ -]?(?<version>[0-9]\.[0-9])?|cc[ -](?<kind>by([ -](nc|nd|sa))*)[ -]?(?<version>[0-9]\.[0-9])?|(?<kind>publicdomain|public-domain))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CreativeCommons();
}
