using System.Globalization;
using System.Text;

namespace Paperboy.Search.Queries;

/// <summary>Writes an explanation in English: a line on the tier, one on the score, one on the conditions.</summary>
internal static class ExplanationText
{
    public static string Write(Explanation explanation)
    {
        var text = new StringBuilder();
        if (!explanation.Matches)
            text.Append("not found by this query\n");
        text.Append(CultureInfo.InvariantCulture, $"tier {explanation.Tier.Tier} of {explanation.Tier.Highest}: {Reason(explanation.Tier)}\n");
        text.Append(Score(explanation)).Append('\n');
        foreach (var condition in explanation.Conditions)
            text.Append(condition.IsMet ? "meets " : "does not meet ").Append(condition.Condition).Append('\n');
        return text.ToString(0, text.Length - 1);
    }

    private static string Reason(TierExplanation tier)
    {
        if (tier.Words.Count == 0)
            return tier.Highest == Evidence.Partial ? "its words are too many, or too common, for tiers" : "the query has only conditions";
        if (tier.Missing.Count == tier.Words.Count)
            return "it has none of the words";
        if (tier.Missing.Count > 0)
            return $"{List(tier.Missing)} {(tier.Missing.Count == 1 ? "is" : "are")} missing";
        var typed = tier.Retyped.Count == 0 ? " as typed" : "";
        return Standing(tier, typed) + (tier.Retyped.Count == 0 ? "" : $"; {List(tier.Retyped)} only in another form");
    }

    private static string Standing(TierExplanation tier, string typed)
    {
        var phrase = $"“{string.Join(' ', tier.Words)}”";
        if (tier.Words.Count == 1)
            return $"{phrase} is {(Evidence.IsTitle(tier.Tier) ? $"in the title{typed}" : $"there{typed}, but not in the title")}";
        if (tier.Stretch is not { } stretch)
            return Evidence.IsTitle(tier.Tier) ? $"all words of {phrase} are in the title{typed}" : $"all words of {phrase} are there{typed}, but not together";
        return Evidence.IsSide(tier.Tier)
            ? $"{phrase} stands side by side{typed} ({stretch.Field}, word {stretch.First})"
            : $"the words of {phrase} stand near each other and in order{typed} ({stretch.Field}, words {stretch.First} to {stretch.Last})";
    }

    private static string Score(Explanation explanation)
    {
        var present = explanation.Terms.Where(term => term.Contribution > 0).ToList();
        if (present.Count == 0)
            return "score 0: no word of the query is in it that could rank it";
        var length = string.Create(
            CultureInfo.InvariantCulture, $"; the document counts {present[0].Length:N0} words, the average is {present[0].AverageLength:N0}");
        return Number(explanation.Score) + " = " + string.Join(" + ", present.Select(Part)) + length;
    }

    private static string Part(TermExplanation term) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number(term.Contribution)} for {List(term.Words, " or ")} (in {term.Documents:N0} of {term.OfDocuments:N0} documents; {string.Join(", ", term.Frequencies.Select(Times))})");

    private static string Times(FieldFrequency frequency) => frequency.Count switch
    {
        1 => "once",
        2 => "twice",
        _ => frequency.Count.ToString("N0", CultureInfo.InvariantCulture) + " times",
    } + $" in the {frequency.Field}";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string List(IReadOnlyList<string> words, string between = ", ") => string.Join(between, words.Select(word => $"“{word}”"));
}
