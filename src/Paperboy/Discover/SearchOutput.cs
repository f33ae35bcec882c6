using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>Answers as <c>paperboy search</c> prints them: for people, and as JSON for programs.</summary>
internal static class SearchOutput
{
    public static object Json(SearchAnswer answer, bool withFacets, IReadOnlyDictionary<string, Explanation?>? why, string? didYouMean) => new
    {
        answer.Query,
        canonical = answer.Read.ToString(),
        sort = answer.Read.Sort,
        notes = answer.Read.Notes.Select(note => new { start = note.Place.Start, length = note.Place.Length, text = note.Sentence }),
        didYouMean,
        answer.Total,
        answer.WithEveryWord,
        tookMs = Math.Round(answer.TookMs, 3),
        facets = withFacets ? answer.Facets : null,
        results = answer.Results.Select(r => new
        {
            r.Paper.Id,
            title = PaperText.Parse(r.Paper.Title).ToPlainText(),
            r.Score,
            r.Tier,
            published = (r.Paper.Published ?? r.Paper.Appeared)?.ToString(),
            appeared = r.Paper.Appeared?.ToString(),
            authors = r.Paper.Authors.Select(a => AuthorName.Parse(a).Display),
            r.Paper.Categories,
            r.Paper.Upvotes,
            explanation = why?[r.Paper.Id],
        }),
    };

    public static string Words(SearchAnswer answer, IReadOnlyDictionary<string, Explanation?>? why)
    {
        var text = new StringBuilder();
        foreach (var (paper, score, _) in answer.Results)
        {
            // In another order than the best match there is no score to tell, but what the order is by.
            var figure = answer.Read.Sort switch
            {
                SortOrder.New => $"{paper.Appeared?.ToString(),10}",
                SortOrder.Top => string.Create(CultureInfo.InvariantCulture, $"{paper.Upvotes,10}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{score,10:F2}"),
            };
            text.Append(CultureInfo.InvariantCulture, $"{figure}  {PaperText.Parse(paper.Title).ToPlainText()}\n")
                .Append(CultureInfo.InvariantCulture, $"            {paper.Id}  {ShortenedAuthors.Of(paper)}\n");
            foreach (var line in why?[paper.Id]?.ToString().Split('\n') ?? [])
                text.Append(CultureInfo.InvariantCulture, $"            {line}\n");
        }

        foreach (var facet in answer.Facets.Where(facet => facet.Values.Count > 0))
            text.Append(CultureInfo.InvariantCulture, $"{facet.Name}: ").AppendJoin(", ", facet.Values.Select(Words)).Append('\n');
        var total = answer.Total.Exact ? $"{answer.Total.Value:N0}" : $"at least {answer.Total.Value:N0}";
        var papers = answer.Total.Value == 1 ? "paper" : "papers";
        var full = answer.WithEveryWord is { } some && some < answer.Total.Value ? $" ({some:N0} with every word)" : "";
        return text.Append(CultureInfo.InvariantCulture, $"{total} {papers}{full}, {answer.TookMs:F1} ms").ToString();
    }

    public static string Words(ManyAnswers answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{"queries",8} {"p50 ms",9} {"p90 ms",9} {"p99 ms",9} {"mean ms",9}\n"
        + $"{answers.Queries,8:N0} {answers.P50Ms,9:F2} {answers.P90Ms,9:F2} {answers.P99Ms,9:F2} {answers.MeanMs,9:F2}");

    private static string Words(PaperFacetValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value} {value.Papers:N0}");
}
