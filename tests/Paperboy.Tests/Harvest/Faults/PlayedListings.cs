using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>Plays arXiv's search, its listing feeds, and the service of daily papers, over the invented archive.</summary>
internal sealed partial class PlayedListings(InventedArchive archive)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Arxiv = "http://arxiv.org/schemas/atom";
    private const string OpenSearch = "http://a9.com/-/spec/opensearch/1.1/";
    private const string Core = "http://purl.org/dc/elements/1.1/";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Whose batch the feeds show: one of the archive's days.</summary>
    public DateOnly FeedDay { get; set; } = archive.Days[^1];

    /// <summary>GET /api/query.</summary>
    public PlayedReply Search(PlayedQuery query, Fault? fault)
    {
        var ids = query["id_list"].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.FirstOrDefault(id => !ArxivIdForm().IsMatch(id)) is { } wrong)
            return SearchError($"incorrect id format for {wrong}");
        var found = ids.Length > 0
            ? ids.Select(id => VersionForm().Replace(id, "")).Where(archive.Papers.ContainsKey).Select(id => archive.Papers[id])
            : archive.Living.OrderByDescending(p => p.Versions[0]);
        if (query["search_query"].Length > 0)
            found = found.Where(p => query["search_query"].Split(" AND ").All(term => Matches(p, term.Trim())));
        var all = found.Where(p => !p.IsDeleted).ToList();
        var start = query.Number("start", 0);
        var page = fault == Fault.EmptyPage ? [] : all.Skip(start).Take(query.Number("max_results", 10)).ToList();
        return PlayedReply.Xml("application/atom+xml; charset=utf-8", xml =>
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, "https://arxiv.org/api/invented");
            xml.WriteElementString("title", Atom, $"arXiv Query: search_query={query["search_query"]}&id_list={query["id_list"]}");
            xml.WriteElementString("itemsPerPage", OpenSearch, query["max_results"]);
            xml.WriteElementString("totalResults", OpenSearch, all.Count.ToString(CultureInfo.InvariantCulture));
            xml.WriteElementString("startIndex", OpenSearch, start.ToString(CultureInfo.InvariantCulture));
            foreach (var (paper, i) in page.Select((p, i) => (p, i)))
            {
                for (var times = fault == Fault.DoubledIds ? 2 : 1; times > 0; times--)
                    WriteFound(xml, paper, withTitle: fault != Fault.NoTitle || i > 0);
            }

            xml.WriteEndElement();
        });
    }

    /// <summary>GET /rss/cs.CL+cs.LG: RSS 2.0.</summary>
    public PlayedReply Feed(string categories, Fault? fault)
    {
        var day = fault == Fault.YesterdaysBatch ? archive.Days.TakeWhile(d => d < FeedDay).LastOrDefault(FeedDay) : FeedDay;
        var items = fault == Fault.EmptyPage ? [] : categories.Split('+')
            .SelectMany(category => archive.Listing(category, day)).DistinctBy(item => item.Paper.Id).ToList();
        return PlayedReply.Xml("application/rss+xml; charset=utf-8", xml =>
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "arxiv", null, Arxiv);
            xml.WriteAttributeString("xmlns", "dc", null, Core);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", categories.Replace("+", ", ", StringComparison.Ordinal) + " updates on arXiv.org");
            xml.WriteElementString("link", "http://rss.arxiv.org/rss/" + categories);
            xml.WriteElementString("language", "en-us");
            xml.WriteElementString("lastBuildDate", Date(day, "04:00:08 +0000"));
            xml.WriteElementString("pubDate", Date(day, "00:00:00 -0400"));
            xml.WriteStartElement("skipDays");
            xml.WriteElementString("day", "Sunday");
            xml.WriteElementString("day", "Saturday");
            xml.WriteEndElement();
            foreach (var ((announcement, paper, kind), i) in items.Select((item, i) => (item, i)))
            {
                for (var times = fault == Fault.DoubledIds ? 2 : 1; times > 0; times--)
                    WriteItem(xml, paper, announcement, kind, day, withTitle: fault != Fault.NoTitle || i > 0);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }

    /// <summary>GET /api/daily_papers.</summary>
    public PlayedReply DailyPapers(PlayedQuery query, Fault? fault)
    {
        if (!DateOnly.TryParseExact(query["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return PlayedReply.Json("""{"error":"Invalid date"}""", 400);
        if (fault == Fault.YesterdaysBatch)
            day = archive.Days.TakeWhile(d => d < day).LastOrDefault(day);
        var limit = query.Number("limit", 50);
        var page = archive.Living.Where(p => p.Feature?.Day == day).OrderByDescending(p => p.Feature!.Upvotes)
            .Skip(query.Number("p", 0) * limit).Take(limit);
        if (fault == Fault.EmptyPage)
            page = [];
        if (fault == Fault.DoubledIds)
            page = page.SelectMany(p => new[] { p, p });
        return PlayedReply.Json(JsonSerializer.Serialize(page.Select((p, i) => Featured(p, fault != Fault.NoTitle || i > 0)), Form));
    }

    private static object Featured(InventedPaper paper, bool withTitle)
    {
        var feature = paper.Feature!;
        var featuredAt = new DateTimeOffset(feature.Day, new TimeOnly(1, 13, 44, 120), TimeSpan.Zero);
        var title = withTitle ? paper.Title : null;
        return new
        {
            paper = new
            {
                id = paper.Id,
                authors = paper.Authors.Select((a, i) => new { _id = $"{paper.Id}-{i}", name = a.Name, hidden = false }),
                publishedAt = paper.Versions[0].UtcDateTime,
                submittedOnDailyAt = featuredAt.UtcDateTime,
                title,
                summary = paper.Abstract.Trim(),
                upvotes = feature.Upvotes,
                discussionId = $"d{paper.Id}",
                githubRepo = feature.Repository,
                githubStars = feature.Repository is null ? (int?)null : feature.Stars,
                ai_summary = "It reads slowly, on purpose.",
                ai_keywords = feature.Keywords,
            },
            publishedAt = featuredAt.AddHours(2).UtcDateTime,
            title,
            summary = paper.Abstract.Trim(),
            thumbnail = $"https://example.org/{paper.Id}.png",
            numComments = feature.Comments,
            isAuthorParticipating = false,
        };
    }

    private static bool Matches(InventedPaper paper, string term)
    {
        var (field, value) = term.Split(':', 2) is [var name, var rest] ? (name, rest.Trim('"')) : ("all", term.Trim('"'));
        if (field == "submittedDate")
        {
            var ends = value.Trim('[', ']').Split(" TO ");
            var stamp = paper.Versions[0].UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
            return string.CompareOrdinal(stamp, ends[0]) >= 0 && string.CompareOrdinal(stamp, ends[^1]) <= 0;
        }

        return field switch
        {
            "cat" => paper.Categories.Any(c => value.EndsWith('*') ? c.StartsWith(value[..^1], StringComparison.Ordinal) : c == value),
            "ti" => Has(paper.Title),
            "au" => paper.Authors.Any(a => Has(a.Name)),
            "abs" => Has(paper.Abstract),
            _ => Has(paper.Title) || Has(paper.Abstract) || paper.Authors.Any(a => Has(a.Name)),
        };

        bool Has(string text) => text.Contains(value, StringComparison.OrdinalIgnoreCase);
    }

    private static PlayedReply SearchError(string words) => PlayedReply.Xml("application/atom+xml; charset=utf-8", xml =>
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteElementString("title", Atom, "arXiv Search Results");
        xml.WriteElementString("totalResults", OpenSearch, "1");
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, "https://arxiv.org/api/errors#" + words.Replace(' ', '_'));
        xml.WriteElementString("title", Atom, "Error");
        xml.WriteElementString("summary", Atom, words);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }, status: 400);

    private static void WriteFound(XmlWriter xml, InventedPaper paper, bool withTitle)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"http://arxiv.org/abs/{paper.Id}v{paper.Versions.Count}");
        if (withTitle)
            xml.WriteElementString("title", Atom, paper.Title);
        xml.WriteElementString("updated", Atom, Moment(paper.Versions[^1]));
        xml.WriteElementString("published", Atom, Moment(paper.Versions[0]));
        xml.WriteElementString("summary", Atom, paper.Abstract.Trim());
        foreach (var author in paper.Authors)
        {
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, author.Name);
            if (author.Affiliation is not null)
                xml.WriteElementString("affiliation", Arxiv, author.Affiliation);
            xml.WriteEndElement();
        }

        foreach (var category in paper.Categories)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", category);
            xml.WriteAttributeString("scheme", Arxiv);
            xml.WriteEndElement();
        }

        Optional("comment", paper.Comments);
        Optional("journal_ref", paper.JournalReference);
        Optional("doi", paper.Doi);
        xml.WriteStartElement("primary_category", Arxiv);
        xml.WriteAttributeString("term", paper.Primary);
        xml.WriteEndElement();
        xml.WriteEndElement();

        void Optional(string name, string? text)
        {
            if (text is not null)
                xml.WriteElementString(name, Arxiv, text);
        }
    }

    private static void WriteItem(XmlWriter xml, InventedPaper paper, InventedAnnouncement announcement, string kind, DateOnly day, bool withTitle)
    {
        xml.WriteStartElement("item");
        if (withTitle)
            xml.WriteElementString("title", paper.Title);
        xml.WriteElementString("link", "https://arxiv.org/abs/" + paper.Id);
        xml.WriteElementString("description", $"arXiv:{paper.Id}v{announcement.Version} Announce Type: {kind} \nAbstract: {paper.Abstract.Trim()}");
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString($"oai:arXiv.org:{paper.Id}v{announcement.Version}");
        xml.WriteEndElement();
        foreach (var category in paper.Categories)
            xml.WriteElementString("category", category);
        xml.WriteElementString("pubDate", Date(day, "00:00:00 -0400"));
        xml.WriteElementString("announce_type", Arxiv, kind);
        xml.WriteElementString("rights", Core, paper.License);
        xml.WriteElementString("creator", Core, string.Join(", ", paper.Authors.Select(a => a.Name)));
        xml.WriteEndElement();
    }

    private static string Date(DateOnly day, string time) => day.ToString("ddd, dd MMM yyyy ", CultureInfo.InvariantCulture) + time;

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})(v[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ArxivIdForm();

    [GeneratedRegex("v[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionForm();
}
