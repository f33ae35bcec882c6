using Paperboy.Catalog;

namespace Paperboy.Daily.Desk;

/// <summary>Lays out on the desk what a curator needs to make a day's edition.</summary>
internal sealed class CuratorsDesk(Editions editions, DeskStore desks, PaperStore papers)
{
    public DateOnly Today => editions.Today;

    /// <param name="day">Whose edition is made; it may lie in the future.</param>
    /// <param name="query">Words that candidates must have in title, abstract, authors or id; empty for all.</param>
    /// <param name="page">Of the candidates, from 1 on; beyond the last one is the last.</param>
    public DeskView Lay(DateOnly day, string query, int page)
    {
        var state = desks.Of(day);
        var (from, ranked) = Candidates(day, state);
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var found = words.Length == 0 ? null : editions.WithPapers(ranked).Where(p => Has(p.Paper, words)).ToList();
        var count = found?.Count ?? ranked.Count;
        var pages = Math.Max(1, (count + Editions.PageSize - 1) / Editions.PageSize);
        var number = Math.Min(page, pages);
        var skip = (number - 1) * Editions.PageSize;
        var own = papers.FindMany([.. state.Picks.Select(p => p.Paper), .. state.LeftOut.Select(p => p.Paper)]).ToDictionary(p => p.Id, StringComparer.Ordinal);
        return new DeskView(
            state,
            [.. state.Picks.Where(p => own.ContainsKey(p.Paper)).Select(p => new PickedPaper(p, own[p.Paper]))],
            [.. state.LeftOut.Where(p => own.ContainsKey(p.Paper)).Select(p => own[p.Paper])],
            found is null ? editions.WithPapers([.. ranked.Skip(skip).Take(Editions.PageSize)]) : [.. found.Skip(skip).Take(Editions.PageSize)],
            from,
            count,
            query,
            number,
            pages);
    }

    /// <summary>The permanent id of the paper that somebody means by an id, a DOI or an address; null where the catalog has none.</summary>
    public string? IdOf(string meant)
    {
        var text = meant.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            text = Named(address);
        return text.Length == 0 ? null : papers.Find(text)?.Id ?? papers.Find("doi:" + text)?.Id;
    }

    // What was not yet shown to anybody comes first; where there is nothing yet, what the newest edition has.
    private (DateOnly From, IReadOnlyList<RankedPaper> Papers) Candidates(DateOnly day, DeskState state)
    {
        var taken = state.Picks.Select(p => p.Number).Concat(state.LeftOut.Select(p => p.Number)).ToHashSet();
        var own = editions.Prepared(day).Papers.Where(p => p.Part != EditionPart.Picked).ToList();
        if (own.Count > 0 || editions.Latest(day.AddDays(-1)) is not { } newest)
            return (day, own);
        return (newest, [.. editions.Order(EditionPeriod.Of(EditionSpan.Day, newest)).Papers.Where(p => !taken.Contains(p.Paper))]);
    }

    // .../abs/2503.11731v2, .../pdf/2503.11731v2.pdf, our own /papers/ID, doi.org/10...
    private static string Named(Uri address)
    {
        var path = Uri.UnescapeDataString(address.AbsolutePath).Trim('/');
        foreach (var prefix in new[] { "abs/", "pdf/", "html/", "papers/" })
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                path = path[prefix.Length..];
        }

        return path.EndsWith(".pdf", StringComparison.Ordinal) ? path[..^4] : path;
    }

    private static bool Has(Paper paper, string[] words) => words.All(word =>
        paper.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || paper.Abstract.Contains(word, StringComparison.OrdinalIgnoreCase)
        || paper.Id.Contains(word, StringComparison.OrdinalIgnoreCase)
        || paper.Authors.Any(author => author.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
