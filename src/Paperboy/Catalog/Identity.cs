using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Paperboy.Text;

namespace Paperboy.Catalog;

/// <summary>
/// By what papers are recognised as one: the source's id, the arXiv id without version, the DOI, or the normalised
/// title with the first author's surname and the year.
/// </summary>
internal static class Identity
{
    private const string Arxiv = "arxiv:";
    private const string Doi = "doi:";

    /// <summary>Before a source's own id of the paper.</summary>
    public const string SourceId = "id:";

    // Registries that give each work one id: two ids of one of them are two works, whatever their titles.
    private static readonly string[] Registries = ["id:ACL:", Arxiv, Doi];

    /// <summary>The keys of one record: of its own id, and of its DOI.</summary>
    public static IEnumerable<string> Keys(PaperRecord record)
    {
        var arxiv = record.ArxivId;
        if (arxiv is not null)
            yield return Arxiv + arxiv.Value;
        if (record.Doi is not null && !Catalog.ArxivId.TryParseDoi(record.Doi, out _))
            yield return Doi + record.Doi;
        if (arxiv?.ToString() != record.Key)
            yield return SourceId + record.Key;
    }

    /// <summary>Numbers under which records stand that may be of the same work though they share no key.</summary>
    public static IReadOnlyList<long> Blocks(PaperRecord record) => BlockOf(record) is { } block ? [block] : [];

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

    private static long? BlockOf(PaperRecord record)
    {
        if (record.Authors.Count == 0 || (record.Published?.Year ?? record.Day?.Year) is not { } year)
            return null;
        var title = TitleKey.Normalise(record.Title);
        var surname = AuthorName.Parse(record.Authors[0]).MatchSurname;
        if (title.Length == 0 || surname.Length == 0)
            return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{surname}\n{year}"));
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
