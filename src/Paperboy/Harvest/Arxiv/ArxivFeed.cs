using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Arxiv;

/// <summary>One paper of a listing feed.</summary>
/// <param name="Id">The paper's.</param>
/// <param name="Version">Which of its versions is announced; null where that is not told.</param>
/// <param name="Kind">new, cross, replace or replace-cross, as the feed has it.</param>
/// <param name="Categories">Of the paper, the primary one first.</param>
internal sealed record ArxivFeedEntry(ArxivId Id, int? Version, string Kind, IReadOnlyList<string> Categories);

/// <summary>A listing feed.</summary>
/// <param name="Entries">In its order.</param>
/// <param name="Rejected">What tells of no paper.</param>
internal sealed record ArxivFeedBatch(IReadOnlyList<ArxivFeedEntry> Entries, IReadOnlyList<RejectedRecord> Rejected);

/// <summary>
/// Reads arXiv's listing feeds, RSS 2.0 and Atom: which papers it announced. What the papers are it tells shorter than OAI-PMH,
/// which has them before; so that is not read, nor are the dates, which lag.
/// </summary>
internal static partial class ArxivFeed
{
    /// <summary>Reads a feed. Pure.</summary>
    public static ArxivFeedBatch Read(XmlReader xml)
    {
        ArxivXml.ToRoot(xml);
        if (xml.LocalName is not ("rss" or "feed"))
            throw new BadReplyException($"the reply is no feed: it begins with <{xml.Name}>");
        var (entries, rejected) = (new List<ArxivFeedEntry>(), new List<RejectedRecord>());
        ReadItems(xml, entries, rejected);
        return new ArxivFeedBatch(entries, rejected);
    }

    /// <summary>In which of the wanted categories, or of those in wanted archives, the feed's papers were announced.</summary>
    /// <param name="batch">The feed.</param>
    /// <param name="wanted">Whose feed it is.</param>
    /// <param name="edition">Whose batch it is taken for.</param>
    public static IReadOnlyList<Announcement> Announcements(ArxivFeedBatch batch, IReadOnlyList<string> wanted, DateOnly edition)
    {
        var announced = new List<Announcement>();
        foreach (var entry in batch.Entries)
        {
            var within = entry.Categories.Where(category => wanted.Any(whole => ArxivSets.IsWithin(category, whole))).ToList();

            // A category may be listed under another name that the paper does not bear.
            if (within.Count == 0)
                within.Add(wanted.Count == 1 ? wanted[0] : entry.Categories.Count > 0 ? entry.Categories[0] : "");

            // What is only cross-listed today was announced in its primary category before.
            if (entry.Kind == "cross" && within.Count > 1)
                within.Remove(entry.Categories[0]);
            announced.AddRange(within.Select(category => new Announcement(edition, category, KindIn(category, entry), entry.Id.ToString())));
        }

        return announced;
    }

    private static string KindIn(string category, ArxivFeedEntry entry) =>
        entry.Kind.StartsWith("replace", StringComparison.Ordinal) ? "replace"
        : entry.Kind == "new" && category == entry.Categories.FirstOrDefault(category) ? "new"
        : "cross";

    private static void ReadItems(XmlReader xml, List<ArxivFeedEntry> entries, List<RejectedRecord> rejected)
    {
        var depth = xml.Depth;
        if (!ArxivXml.Enter(xml))
            return;
        while (ArxivXml.NextChild(xml, depth))
        {
            if (xml.LocalName == "channel")
                ReadItems(xml, entries, rejected);
            else if (xml.LocalName is "item" or "entry")
                ReadItem(xml, entries, rejected);
            else
                ArxivXml.Skip(xml);
        }
    }

    private static void ReadItem(XmlReader xml, List<ArxivFeedEntry> entries, List<RejectedRecord> rejected)
    {
        var (name, link, kind, text) = ("", "", "", "");
        var categories = new List<string>();
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                switch (xml.LocalName)
                {
                    case "guid" or "id": name = ArxivXml.Text(xml).Trim(); break;
                    case "link": link = Link(xml); break;
                    case "announce_type": kind = ArxivXml.Text(xml).Trim(); break;
                    case "description" or "summary": text = ArxivXml.Text(xml); break;
                    case "category": categories.AddRange(CategoriesOf(xml)); break;
                    default: ArxivXml.Skip(xml); break;
                }
            }
        }

        name = name.Length > 0 ? name : link;
        if (kind.Length == 0 && KindInText().Match(text) is { Success: true } told)
            kind = told.Groups["kind"].Value;
        if (Entry(name, kind, categories, out var fault) is { } entry)
            entries.Add(entry);
        else
            rejected.Add(new RejectedRecord(name, fault));
    }

    private static ArxivFeedEntry? Entry(string name, string kind, List<string> categories, out string fault)
    {
        var bare = name[(name.LastIndexOf(':') + 1)..];
        var mark = bare.IndexOf("/abs/", StringComparison.Ordinal);
        bare = mark < 0 ? bare : bare[(mark + 5)..];
        fault = !ArxivId.TryParse(bare, out var id) ? "its id is none of arXiv's"
            : kind.Length == 0 ? "how it is announced is not told"
            : kind is not ("new" or "cross" or "replace" or "replace-cross") ? $"it is announced as \"{kind}\", which is not known here"
            : "";
        return fault.Length > 0 ? null : new ArxivFeedEntry(id!, VersionOf(bare[id!.Value.Length..]), kind, categories);
    }

    // An attribute in Atom, the text in RSS.
    private static string Link(XmlReader xml)
    {
        var address = xml.GetAttribute("href");
        var text = ArxivXml.Text(xml);
        return (address ?? text).Trim();
    }

    private static IEnumerable<string> CategoriesOf(XmlReader xml)
    {
        var term = xml.GetAttribute("term");
        var text = ArxivXml.Text(xml);
        return (term ?? text).Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(ArxivSets.IsCategory);
    }

    private static int? VersionOf(string suffix) =>
        int.TryParse(suffix.AsSpan().TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    [GeneratedRegex(@"Announce Type:\s*(?<kind>[a-z-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex KindInText();
}
