using System.Text.RegularExpressions;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Catalog.Bibliographies;

/// <summary>Finds the ids of papers where bibliographies put them: arXiv:2503.11731, doi:10.1000/xyz, ACL:P19-1001.</summary>
public static partial class EntryIds
{
    // In this order: what names the work itself comes before what names a place where it may be read.
    private static readonly string[] FieldsWithIds = ["doi", "eprint", "url", "journal", "volume", "note", "howpublished", "number", "annote", "ee"];

    // From 2015 on, and from 2012 to 2014. Older DOIs do not tell the id.
    private static readonly string[] AclDois = ["10.18653/v1/", "10.3115/v1/"];

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '(', ')', '[', ']', '{', '}', '<', '>', '"', ',', ';', '|', '“', '”'];

    /// <summary>The ids that an entry of BibTeX names, each once.</summary>
    internal static IReadOnlyList<string> Of(BibTexEntry entry) =>
        [.. FieldsWithIds.SelectMany(name => Of(name, entry.Fields)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The ids that stand in a text: addresses, DOIs, and numbers that are called arXiv's.</summary>
    public static IEnumerable<string> In(string text)
    {
        foreach (var run in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (ScholarlyIds.Recognise(run) is { IsCertain: true } id)
                yield return id.Value;
        }

        foreach (Match spaced in SpacedArxiv().Matches(text))
            yield return "arXiv:" + spaced.Groups["id"].Value;
    }

    /// <summary>The ids behind what stands in a field for a DOI; none where it is none.</summary>
    public static IEnumerable<string> OfDoi(string value) =>
        RecordJson.Doi(value) is not { } doi ? []
        : AclOfDoi(doi) is { } acl ? [acl, "doi:" + doi]
        : [ScholarlyIds.Recognise(doi)?.Value ?? "doi:" + doi];

    /// <summary>The Anthology's id in a DOI of the Association for Computational Linguistics, which ends with it; null: it is none.</summary>
    public static string? AclOfDoi(string doi)
    {
        var prefix = Array.Find(AclDois, prefix => doi.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return prefix is null ? null
            : AclId().IsMatch(doi.AsSpan(prefix.Length)) ? "ACL:" + char.ToUpperInvariant(doi[prefix.Length]) + doi[(prefix.Length + 1)..] : null;
    }

    /// <summary>The DOI of a paper of the Anthology; null where it does not follow from the id: before 2012.</summary>
    public static string? DoiOfAcl(string id) => NewAclId().IsMatch(id) ? AclDois[0] + id.ToLowerInvariant()
        : AclId().IsMatch(id) && int.Parse(id.AsSpan(1, 2), System.Globalization.CultureInfo.InvariantCulture) is >= 12 and <= 19 and var year
            ? AclDois[year >= 15 ? 0 : 1] + id.ToLowerInvariant() : null;

    private static IEnumerable<string> Of(string name, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault(name) is not { } value)
            return [];
        value = BibTexText.Plain(value);
        return name switch
        {
            "doi" when RecordJson.Doi(value) is not null => OfDoi(value),

            // Numbers alone are arXiv's where the entry says no other archive. DBLP writes abs/1706.03762 as a volume.
            "eprint" when IsArxiv(fields) => ArxivId.TryParse(value, out var id) ? [id.ToString()] : In(value),
            "eprint" => [],
            "volume" => value.StartsWith("abs/", StringComparison.Ordinal) && ArxivId.TryParse(value[4..], out var id) ? [id.ToString()] : [],
            _ => In(value),
        };
    }

    private static bool IsArxiv(IReadOnlyDictionary<string, string> fields) =>
        (fields.GetValueOrDefault("archiveprefix") ?? fields.GetValueOrDefault("eprinttype") ?? "arxiv")
            .Equals("arxiv", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^([a-z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9]+-[a-z0-9]+\.[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AclId();

    [GeneratedRegex(@"^[0-9]{4}\.", RegexOptions.CultureInvariant)]
    private static partial Regex NewAclId();

    // Bounded: what is blank may be a whole file long.
    [GeneratedRegex(@"\barxiv\s?:?\s{1,3}(?<id>[0-9]{4}\.[0-9]{4,5})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpacedArxiv();
}
