using Paperboy.Catalog;
using Paperboy.Catalog.Bibliographies;

namespace Paperboy.Harvest;

/// <summary>
/// Windows in which a source is asked for known papers: "enrich/2026-03-17/arXiv%3A2503.11731,doi%3A10.1000%2Fxyz|ACL%3AP19-1001".
/// </summary>
internal static class Enrichment
{
    public const string Prefix = "enrich/";

    // Of one paper: what more it is known by does not help to find it.
    private const int MostIds = 4;

    /// <summary>The windows of an order.</summary>
    /// <param name="order">With the papers.</param>
    /// <param name="most">Of what one window may cost.</param>
    /// <param name="cost">What a paper costs; 0 where the source cannot be asked for it.</param>
    public static IEnumerable<HarvestWindow> Plan(HarvestOrder order, int most, Func<AskedPaper, int> cost)
    {
        var day = DateOnly.FromDateTime(order.Now.UtcDateTime);
        var names = new List<string>();
        var spent = 0;
        foreach (var ids in order.Enrich)
        {
            var paper = new AskedPaper([.. ids.Where(AskedPaper.IsKnown).Take(MostIds)]);
            var costs = cost(paper);
            if (costs == 0)
                continue;
            if (spent + costs > most && names.Count > 0)
            {
                yield return Window(day, names);
                (spent, names) = (0, []);
            }

            spent += costs;
            names.Add(string.Join(',', paper.Ids.Select(Uri.EscapeDataString)));
        }

        if (names.Count > 0)
            yield return Window(day, names);
    }

    /// <summary>The papers of a window.</summary>
    public static IReadOnlyList<AskedPaper> Of(HarvestWindow window) =>
        [.. window.Name[(window.Name.IndexOf('/', Prefix.Length) + 1)..].Split('|').Select(paper => new AskedPaper([.. paper.Split(',').Select(Uri.UnescapeDataString)]))];

    /// <summary>Keeps what is said of the papers that were asked for, and tells of each other one why it is not kept.</summary>
    public static PageRecords Kept(IReadOnlyList<PaperRecord> records, IReadOnlyList<RejectedRecord> rejected, IReadOnlyList<AskedPaper> asked, DateOnly latest)
    {
        var kept = new PageRecords(latest);
        foreach (var (id, reason) in rejected)
            kept.Reject(id, reason);
        foreach (var record in records)
        {
            if (asked.Select(paper => paper.Foreign(record)).ToList() is var reasons && reasons.Contains(null))
                kept.Keep(record);
            else
                kept.Reject(record.Key, reasons.Find(reason => reason!.Length > 0) ?? "it is not a paper that was asked for");
        }

        return kept;
    }

    private static HarvestWindow Window(DateOnly day, List<string> names) => new($"{Prefix}{WindowName.Day(day)}/{string.Join('|', names)}", day, Category: null);
}

/// <summary>A paper of the catalog that a service is asked for.</summary>
/// <param name="Ids">With their schemes, the best known first.</param>
internal sealed record AskedPaper(IReadOnlyList<string> Ids)
{
    public const string ArxivScheme = "arXiv:";
    public const string DoiScheme = "doi:";
    public const string AclScheme = "ACL:";
    private static readonly string[] Schemes = [ArxivScheme, DoiScheme, AclScheme];

    public string? Arxiv => Of(ArxivScheme);

    public string? Acl => Of(AclScheme);

    /// <summary>The DOIs that publishers gave it; those of the Association for Computational Linguistics follow from the Anthology's id.</summary>
    public IReadOnlyList<string> Dois
    {
        get
        {
            var dois = Ids.Where(id => id.StartsWith(DoiScheme, StringComparison.OrdinalIgnoreCase)).Select(id => RecordJson.Doi(id[DoiScheme.Length..])).OfType<string>();
            return [.. (Acl is { } acl && EntryIds.DoiOfAcl(acl) is { } own ? dois.Append(own) : dois).Where(doi => !ArxivId.TryParseDoi(doi, out _)).Distinct()];
        }
    }

    /// <summary>The DOI that arXiv gave it.</summary>
    public string? ArxivDoi => Arxiv is { } id ? "10.48550/arxiv." + id.ToLowerInvariant() : null;

    public static bool IsKnown(string id) => Schemes.Any(scheme => id.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ids that a DOI stands for besides itself.</summary>
    public static IEnumerable<string> Behind(string doi)
    {
        if (ArxivId.TryParseDoi(doi, out var arxiv))
            yield return arxiv.ToString();
        else if (EntryIds.AclOfDoi(doi) is { } acl)
            yield return acl;
    }

    /// <summary>Why a record does not speak of this paper: empty where it simply speaks of another, null where it does speak of it.</summary>
    public string? Foreign(PaperRecord record)
    {
        var said = record.Ids.Append(record.Key).Concat(record.Doi is { } doi ? Behind(doi).Append(DoiScheme + doi) : []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var mine = Ids.Concat(Dois.Select(own => DoiScheme + own)).ToList();
        if (!mine.Exists(said.Contains))
            return "";
        var other = said.FirstOrDefault(id => id.StartsWith(ArxivScheme, StringComparison.OrdinalIgnoreCase));
        return Arxiv is null || other is null || said.Contains(ArxivScheme + Arxiv)
            ? null : $"it is {other}, and the paper that was asked for is {ArxivScheme}{Arxiv}";
    }

    private string? Of(string scheme) =>
        Ids.FirstOrDefault(id => id.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))?[scheme.Length..];
}
