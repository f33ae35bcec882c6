using System.Globalization;
using System.Text.RegularExpressions;
using Paperboy.Catalog.Duplicates;

namespace Paperboy.Catalog;

/// <summary>
/// By what papers are recognised as one: the source's id, the arXiv id without version, the DOI, the ids of other registries
/// that a record names; and where no id is shared, by title, authors and year.
/// </summary>
internal static partial class Identity
{
    private const string Arxiv = "arxiv:";
    private const string Doi = "doi:";
    private const string Acl = "id:ACL:";

    /// <summary>Before a source's own id of the paper.</summary>
    public const string SourceId = "id:";

    // Registries that give each work one id: two ids of one of them are two works, whatever their titles.
    private static readonly string[] Registries = [Acl, Arxiv, Doi];

    /// <summary>The keys of one record, each once: of its own id, of its DOI, and of the ids that it names.</summary>
    public static IEnumerable<string> Keys(PaperRecord record) => AllKeys(record).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> AllKeys(PaperRecord record)
    {
        var arxiv = record.ArxivId;
        if (arxiv is not null)
            yield return Arxiv + arxiv.Value;
        foreach (var key in DoiKeys(record.Doi))
            yield return key;
        if (arxiv?.ToString() != record.Key)
            yield return SourceId + record.Key;
        if (arxiv is null && Spreadsheet(record.Key) is { } meant)
            yield return Arxiv + meant;
        foreach (var id in record.Ids)
        {
            foreach (var key in KeysOf(id))
                yield return key;
        }
    }

    // Not every id that a service names is well formed: what is none is passed over.
    private static IEnumerable<string> KeysOf(string id)
    {
        if (id.StartsWith(Doi, StringComparison.OrdinalIgnoreCase))
            return DoiKeys(RecordJson.Doi(id));
        if (Catalog.ArxivId.TryParse(id, out var arxiv))
            return [Arxiv + arxiv.Value];
        return id.IndexOf(':', StringComparison.Ordinal) > 0 && !id.Any(char.IsWhiteSpace) ? [SourceId + id] : [];
    }

    // Spreadsheets take 0806.1230 for the number 806.123, and 1510.04977 for 1510.0497699999999: which id was meant is certain.
    private static string? Spreadsheet(string key)
    {
        if (SpreadsheetId().Match(key) is not { Success: true } match
            || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var digits = number >= 1500 ? 5 : 4;
        var id = Math.Round(number, digits).ToString(digits == 5 ? "0000.00000" : "0000.0000", CultureInfo.InvariantCulture);
        return Catalog.ArxivId.TryParse(id, out var arxiv) ? arxiv.Value : null;
    }

    // arXiv's own DOIs and the ACL Anthology's hold the id, which not every source gives beside them.
    private static IEnumerable<string> DoiKeys(string? doi)
    {
        if (doi is null)
            yield break;
        if (Catalog.ArxivId.TryParseDoi(doi, out var arxiv))
        {
            yield return Arxiv + arxiv.Value;
            yield break;
        }

        yield return Doi + doi;
        if (AclDoi().Match(doi) is { Success: true } acl)
            yield return Acl + (acl.Groups["old"].Success ? acl.Groups["id"].Value.ToUpperInvariant() : acl.Groups["id"].Value);
    }

    /// <summary>
    /// Under which numbers records are found that may be of the same work though they share no key: they are, if
    /// <see cref="NearDuplicate"/> says so.
    /// </summary>
    public static IReadOnlyList<long> Blocks(PaperRecord record) => BlockingKeys.Of(record);

    /// <summary>
    /// Whether two sets of keys can be of one paper. A shared title, or a DOI that somebody typed wrong, does not
    /// make one work of two that a registry tells apart.
    /// </summary>
    public static bool Compatible(IReadOnlyCollection<string> one, IReadOnlyCollection<string> other)
    {
        foreach (var registry in Registries)
        {
            var mine = one.Where(k => k.StartsWith(registry, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
            var theirs = other.Where(k => k.StartsWith(registry, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
            if (mine.Count > 0 && theirs.Count > 0 && !mine.Overlaps(theirs))
                return SharesStronger(registry, one, other);
        }

        return true;
    }

    // A preprint and its journal article may each have a DOI; the arXiv id that both records name settles it.
    private static bool SharesStronger(string registry, IReadOnlyCollection<string> one, IReadOnlyCollection<string> other) =>
        registry != Arxiv
        && one.Any(k => k.StartsWith(Arxiv, StringComparison.Ordinal) && other.Contains(k));

    /// <summary>The ids that a paper is known by, each once: its own, those that its records name, and those it had before.</summary>
    public static IReadOnlyList<string> Ids(string id, IEnumerable<string> keys, IEnumerable<string> lost)
    {
        var ids = new List<string> { id };
        foreach (var known in keys.Select(IdOf).Concat(lost))
        {
            if (known is not null && !ids.Contains(known, StringComparer.OrdinalIgnoreCase))
                ids.Add(known);
        }

        return ids;
    }

    private static string? IdOf(string key) =>
        key.StartsWith(SourceId, StringComparison.Ordinal) ? key[SourceId.Length..]
        : key.StartsWith(Arxiv, StringComparison.Ordinal) ? "arXiv:" + key[Arxiv.Length..]
        : key.StartsWith(Doi, StringComparison.Ordinal) ? key
        : null;

    // 10.18653/v1/P19-1001 and 10.18653/v1/2020.acl-main.1; DOIs stand in lower case here, ids of the old form in upper case.
    [GeneratedRegex(@"^10\.(18653|3115)/v1/(?<id>(?<old>[a-z][0-9]{2}-[0-9]{4})|[0-9]{4}\.[a-z0-9_]+-[a-z0-9]+\.[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AclDoi();

    [GeneratedRegex(@"^arXiv:(?<number>[0-9]{3,4}\.[0-9]{1,20})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SpreadsheetId();
}
