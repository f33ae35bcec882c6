using System.Globalization;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv;

/// <summary>
/// The windows of arXiv, whose names are all that is needed to fetch them: feed/cs.CL+cs.LG/2026-03-17, oai/cs.CL/2026-03-17
/// (oai/all/... for everything), ids/2503.11731,2503.11732, query/2026-03-16/2026-03-17/cs.CL/words. Pure.
/// </summary>
internal static class ArxivWindows
{
    public const string Feed = "feed";
    public const string Oai = "oai";
    public const string Ids = "ids";
    public const string Query = "query";

    private const string All = "all";
    private const int MostIds = 100;
    private const int MostFeedCategories = 10;
    private const int LongestQuery = 500;

    // What was last changed before has this datestamp.
    private static readonly DateOnly Earliest = new(2005, 9, 16);

    private static readonly string[] Fields = ["ti:", "au:", "abs:", "co:", "jr:", "cat:", "rn:", "id:", "all:"];

    /// <param name="order">What is wanted; its categories are not looked at.</param>
    /// <param name="categories">The order's, or those of the settings; empty for everything.</param>
    public static IReadOnlyList<HarvestWindow> Plan(HarvestOrder order, IReadOnlyList<string> categories)
    {
        if (categories.FirstOrDefault(category => !ArxivSets.IsKnown(category)) is { } unknown)
            throw new HarvestOrderException($"arXiv has no category \"{unknown}\": they are named like cs.CL or hep-th, archives like cs.");
        categories = Distinct(categories);
        if (order.Query is { } query)
            return PlanQuery(order, query, categories);
        if (order.Missing.Count > 0)
            return PlanIds(order);
        return [.. PlanFeeds(order, categories), .. PlanDays(order, categories)];
    }

    /// <summary>What stands before the first slash of a window's name.</summary>
    public static string KindOf(HarvestWindow window) => window.Name.Split('/', 2)[0];

    /// <summary>The first question of an OAI-PMH window.</summary>
    public static string OaiQuery(HarvestWindow window)
    {
        var parts = Parts(window, 3);
        var set = parts[1] == All ? "" : $"&set={ArxivSets.SetOf(parts[1])}";
        return $"verb=ListRecords&metadataPrefix=arXivRaw&from={parts[2]}&until={parts[2]}{set}";
    }

    /// <summary>Whose feed a window is.</summary>
    public static IReadOnlyList<string> FeedCategories(HarvestWindow window) => Parts(window, 3)[1].Split('+');

    /// <summary>The question for single papers.</summary>
    public static string IdsQuery(HarvestWindow window) => $"id_list={Parts(window, 2)[1]}&start=0&max_results={MostIds}";

    /// <summary>The question for papers that match words.</summary>
    public static string SearchQuery(HarvestWindow window, int start, int most)
    {
        var parts = Parts(window, 5);
        var terms = new List<string>(Terms(Uri.UnescapeDataString(parts[4])));
        if (parts[3] != All)
            terms.Add(parts[3].Contains('.', StringComparison.Ordinal) ? $"cat:{parts[3]}" : $"cat:{parts[3]}*");
        terms.Add($"submittedDate:[{Digits(parts[1])}0000 TO {Digits(parts[2])}2359]");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"search_query={Uri.EscapeDataString(string.Join(" AND ", terms))}&start={start}&max_results={most}&sortBy=submittedDate&sortOrder=ascending");
    }

    /// <summary>Where a search goes on.</summary>
    public static int StartOf(string? cursor) =>
        cursor is null ? 0
        : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start
        : throw new CursorExpiredException($"\"{cursor}\" is no place in a search of arXiv.");

    public static string CursorOf(int start) => start.ToString(CultureInfo.InvariantCulture);

    // The batch of today, as long as the feeds show it: until the next midnight in New York.
    private static IEnumerable<HarvestWindow> PlanFeeds(HarvestOrder order, IReadOnlyList<string> categories)
    {
        var edition = ArxivCalendar.LatestDue(order.Now);
        if (edition < order.From || edition > order.Until || order.Now >= ArxivCalendar.DueAt(edition.AddDays(1)))
            return [];
        IEnumerable<IReadOnlyList<string>> groups = categories.Count == 0 ? ArxivSets.Everything : categories.Chunk(MostFeedCategories);
        return groups.Select(group => new HarvestWindow($"{Feed}/{string.Join('+', group)}/{Day(edition)}", edition, group.Count == 1 ? group[0] : null)
        {
            // A batch that is late comes under the same address.
            Open = true,
        });
    }

    // The newest day first. A paper's datestamp is the day of its last change, so each paper lies in one window; if it changes
    // meanwhile it moves to that of today, which stays open until nothing can bear its date any more.
    private static IEnumerable<HarvestWindow> PlanDays(HarvestOrder order, IReadOnlyList<string> categories)
    {
        var today = DateOnly.FromDateTime(order.Now.UtcDateTime);
        for (var day = order.Until < today ? order.Until : today; day >= order.From && day >= Earliest; day = day.AddDays(-1))
        {
            foreach (var category in categories.DefaultIfEmpty(All))
            {
                yield return new HarvestWindow($"{Oai}/{category}/{Day(day)}", day, category == All ? null : category)
                {
                    Open = order.Now < ArxivCalendar.EndOf(day),
                };
            }
        }
    }

    private static IReadOnlyList<HarvestWindow> PlanIds(HarvestOrder order) =>
        [.. order.Missing
            .Select(id => ArxivId.TryParse(id, out var known) ? known.Value : null)
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Chunk(MostIds)
            .Select(ids => new HarvestWindow($"{Ids}/{string.Join(',', ids)}", order.Until, null))];

    private static IReadOnlyList<HarvestWindow> PlanQuery(HarvestOrder order, string query, IReadOnlyList<string> categories)
    {
        query = query.Trim();
        if (query.Length is 0 or > LongestQuery)
            throw new HarvestOrderException($"arXiv is searched for 1 to {LongestQuery} characters; the query has {query.Length}.");
        return [.. categories.DefaultIfEmpty(All).Select(category => new HarvestWindow(
            $"{Query}/{Day(order.From)}/{Day(order.Until)}/{category}/{Uri.EscapeDataString(query)}", order.Until, category == All ? null : category)
        {
            Open = true,
        })];
    }

    // Words must all occur, phrases stay whole; who writes in the language of the search (ti:lanterns OR au:example) is not corrected.
    private static IEnumerable<string> Terms(string query)
    {
        var isWritten = Fields.Any(field => query.Contains(field, StringComparison.Ordinal))
            || query.Split(' ').Any(word => word is "AND" or "OR" or "ANDNOT");
        if (isWritten)
            return [query.Contains(" OR ", StringComparison.Ordinal) || query.Contains(" ANDNOT ", StringComparison.Ordinal) ? $"({query})" : query];
        return query.Split('"')
            .SelectMany((part, i) => i % 2 == 1 ? [part.Trim()] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(part => part.Length > 0)
            .Select(part => part.Contains(' ', StringComparison.Ordinal) ? $"all:\"{part}\"" : $"all:{part}");
    }

    // cs holds cs.CL already.
    private static IReadOnlyList<string> Distinct(IReadOnlyList<string> categories) =>
        [.. categories.Distinct(StringComparer.Ordinal).Where(category => !categories.Any(other => other != category && ArxivSets.IsWithin(category, other)))];

    private static string[] Parts(HarvestWindow window, int count) =>
        window.Name.Split('/', count) is { Length: var found } parts && found == count
            ? parts
            : throw new ArgumentException($"arXiv has no window \"{window.Name}\".", nameof(window));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Digits(string day) => day.Replace("-", "", StringComparison.Ordinal);
}
