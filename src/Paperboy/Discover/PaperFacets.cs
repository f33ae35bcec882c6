using Paperboy.Indexing;
using Paperboy.Search;

namespace Paperboy.Discover;

/// <summary>How many papers of an answer share a value, by category, year, venue and what they have.</summary>
/// <param name="Name">What the values are: category, year, venue, has.</param>
/// <param name="Values">Years from the newest on, others from the most frequent on.</param>
public sealed record PaperFacet(string Name, IReadOnlyList<PaperFacetValue> Values);

/// <param name="Value">As it is shown: cs.CL, 2025.</param>
/// <param name="Papers">How many papers have it.</param>
/// <param name="Condition">What to add to the query to get these alone: <c>cat:cs.CL</c>.</param>
public sealed record PaperFacetValue(string Value, long Papers, string Condition);

/// <summary>The counts that go with an answer.</summary>
internal static class PaperFacets
{
    private const int MostValues = 8;
    private const int DaysOfYear = 10_000; // numbers from one yyyy0000 to the next

    public static IReadOnlyList<FacetRequest> Requests { get; } =
    [
        new(PaperColumn.Category, MostValues),
        new(PaperColumn.Date, MostValues, DaysOfYear),
        new(PaperColumn.Journal, MostValues),
        new(PaperColumn.Has, MostValues),
    ];

    public static IReadOnlyList<PaperFacet> Of(IReadOnlyList<FacetResult> counted) =>
        [.. counted.Select(facet => new PaperFacet(NameOf(facet.Column), [.. facet.Values.Select(value => Of(facet.Column, value))]))];

    private static string NameOf(string column) => column switch
    {
        PaperColumn.Date => "year",
        PaperColumn.Journal => "venue",
        _ => column,
    };

    private static PaperFacetValue Of(string column, FacetCount count) => column switch
    {
        PaperColumn.Date => new(count.Value, count.Documents, $"year:{count.Value}"),
        PaperColumn.Category => new(count.Value, count.Documents, $"cat:{InQuotes(count.Value)}"),
        PaperColumn.Journal when JournalName.Shown(count.Value) is var name => new(name, count.Documents, $"journal:\"{name}\""),
        _ => new(count.Value, count.Documents, $"{column}:{count.Value}"),
    };

    // arXiv's categories need none; those of other sources may have spaces and commas.
    private static string InQuotes(string category) =>
        category.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-') ? category : $"\"{category.Replace("\"", "", StringComparison.Ordinal)}\"";
}
