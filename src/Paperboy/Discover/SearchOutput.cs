using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Search.Queries.Language;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>Answers as <c>paperboy search</c> prints them: for people, and as JSON for programs.</summary>
internal static class SearchOutput
{
    public static object Json(SearchAnswer answer, bool withFacets, IReadOnlyDictionary<string, FoundExplanation?>? why, string? didYouMean) => new
    {
        answer.Query,
        canonical = answer.Read.ToString(),
        sort = answer.Read.Sort,
        notes = answer.Read.Notes.Select(note => new { start = note.Place.Start, length = note.Place.Length, text = note.Sentence }),
        didYouMean,
        answer.Mode,
        answer.Total,
        answer.WithEveryWord,
        meaning = Json(answer.Meaning),
        withoutMeaning = answer.Without is { } without ? new { because = without.Gap, without.Detail } : null,
        tookMs = Math.Round(answer.TookMs, 3),
        facets = withFacets ? answer.Facets : null,
        results = answer.Results.Select(r => new
        {
            r.Paper.Id,
            title = PaperText.Parse(r.Paper.Title).ToPlainText(),
            r.Score,
            r.Tier,
            ground = r.Fused?.Ground,
            wordScore = r.WordScore,
            wordPart = r.Fused?.WordPart,
            meaningPart = r.Fused?.MeaningPart,
            r.Similarity,
            published = (r.Paper.Published ?? r.Paper.Appeared)?.ToString(),
            appeared = r.Paper.Appeared?.ToString(),
            authors = r.Paper.Authors.Select(a => AuthorName.Parse(a).Display),
            r.Paper.Categories,
            r.Paper.Upvotes,
            explanation = why?[r.Paper.Id]?.Words,
        }),
    };

    // JSON has no number for what is not known, or without bounds.
    private static object? Json(MeaningSearch? meaning) => meaning is null ? null : new
    {
        meaning.Weight,
        meaning.Certainty,
        leastSimilarity = float.IsFinite(meaning.LeastSimilarity) ? meaning.LeastSimilarity : (float?)null,
        closest = float.IsNaN(meaning.Closest) ? (float?)null : meaning.Closest,
        meaning.CloseOnly,
        meaning.CloseFrom,
        meaning.Ranked,
        meaning.BestWordScore,
        meaning.AttainableWordScore,
    };

    public static string Words(SearchAnswer answer, IReadOnlyDictionary<string, FoundExplanation?>? why)
    {
        var text = new StringBuilder();
        var dividers = new ResultDividers(answer, 0);
        for (var place = 0; place < answer.Results.Count; place++)
        {
            var (paper, score, _) = answer.Results[place];
            if (dividers.Before(place) is { } divider)
                text.Append(CultureInfo.InvariantCulture, $"-- {divider}\n");
            // In another order than the best match there is no score to tell, but what the order is by.
            var figure = answer.Read.Sort switch
            {
                SortOrder.New => $"{paper.Appeared?.ToString(),10}",
                SortOrder.Top => string.Create(CultureInfo.InvariantCulture, $"{paper.Upvotes,10}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{score,10:F2}"),
            };
            text.Append(CultureInfo.InvariantCulture, $"{figure}  {PaperText.Parse(paper.Title).ToPlainText()}\n")
                .Append(CultureInfo.InvariantCulture, $"            {paper.Id}  {ShortenedAuthors.Of(paper)}\n");
            foreach (var line in why?[paper.Id]?.Lines() ?? [])
                text.Append(CultureInfo.InvariantCulture, $"            {line}\n");
        }

        foreach (var facet in answer.Facets.Where(facet => facet.Values.Count > 0))
            text.Append(CultureInfo.InvariantCulture, $"{facet.Name}: ").AppendJoin(", ", facet.Values.Select(Words)).Append('\n');
        return text.Append(CultureInfo.InvariantCulture, $"{Counts(answer)}, {answer.TookMs:F1} ms").ToString();
    }

    private static string Counts(SearchAnswer answer)
    {
        if (answer is { Mode: SearchMode.Hybrid, Meaning: not null, Listed: 0 })
            return ResultDividers.NothingAtAll;
        var total = string.Create(CultureInfo.InvariantCulture, $"{(answer.Total.Exact ? "" : "at least ")}{answer.Total.Value:N0}");
        var papers = answer.Total.Value == 1 ? "paper" : "papers";
        var full = answer.WithEveryWord is { } some && some < answer.Total.Value ? string.Create(CultureInfo.InvariantCulture, $" ({some:N0} with every word)") : "";
        var close = (answer.Listed - answer.Total.Value) is > 0 and var beside ? string.Create(CultureInfo.InvariantCulture, $" and {beside:N0} close in meaning") : "";
        return $"{total} {papers}{(answer.Mode == SearchMode.Semantic ? " close in meaning" : "")}{full}{close}";
    }

    public static string Words(ManyAnswers answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{"queries",8} {"p50 ms",9} {"p90 ms",9} {"p99 ms",9} {"mean ms",9}\n"
        + $"{answers.Queries,8:N0} {answers.P50Ms,9:F2} {answers.P90Ms,9:F2} {answers.P99Ms,9:F2} {answers.MeanMs,9:F2}");

    private static string Words(PaperFacetValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value} {value.Papers:N0}");
}
