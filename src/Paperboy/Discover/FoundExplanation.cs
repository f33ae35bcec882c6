using System.Globalization;
using Paperboy.Search;
using Paperboy.Search.Fusion;

namespace Paperboy.Discover;

/// <summary>Why a paper stands where it stands in an answer. <see cref="Lines"/> says it in English.</summary>
/// <param name="Words">How its words stand and what they score.</param>
/// <param name="Found">The paper as it was found.</param>
/// <param name="Meaning">The search by meaning; null: the answer is by words.</param>
public sealed record FoundExplanation(Explanation Words, FoundPaper Found, MeaningSearch? Meaning)
{
    /// <summary>What the words say, then what meaning adds, and what it weighs.</summary>
    public IEnumerable<string> Lines()
    {
        if (Found.Fused is not { } fused || Meaning is not { } meaning)
            return Words.ToString().Split('\n');
        return [.. ByWords(), .. Sum(fused, meaning), .. Closeness(meaning)];
    }

    // What the engine says of a paper that the words did not find is true, but no reason.
    private string[] ByWords() => Words.Matches
        ? Words.ToString().Split('\n')
        : ["by words: none, it has none of those that were looked for", .. Words.Conditions.Select(condition => $"meets {condition.Condition}")];

    private static IEnumerable<string> Sum(FusedHit fused, MeaningSearch meaning)
    {
        var document = fused.Document;
        if (meaning.AttainableWordScore == 0 && meaning.BestWordScore == 0 && fused.WordPart == 0)
        {
            yield return Text($"{fused.Score:0.000} for meaning, which alone decides here");
            yield break;
        }

        var share = fused.WordPart > 0
            ? Text($"{fused.WordPart:0.000} for words ({document.WordScore:0.00} of the best paper's {meaning.BestWordScore:0.00})")
            : "0 for words";
        if (float.IsNaN(document.Similarity))
        {
            yield return $"{share}; its closeness in meaning does not count this far behind, or is not known yet";
            yield break;
        }

        var crowding = document.Crowding == 0 ? "" : Text($" less {meaning.CrowdingShare:0.##} of its crowding {document.Crowding:0.000}");
        yield return Text($"{fused.Score:0.000} = {share} + {fused.MeaningPart:0.000} for meaning ({meaning.Weight:0.000} x its similarity {document.Similarity:0.000}{crowding})");
        yield return Weight(meaning);
    }

    private static string Weight(MeaningSearch meaning) => meaning.AttainableWordScore > 0
        ? Text($"meaning weighs {meaning.Weight:0.000} here: the best paper by words has {meaning.BestWordScore:0.00} of the {meaning.AttainableWordScore:0.00} that the words can score, and the embedder knows {meaning.Certainty:P0} of the query")
        : Text($"meaning weighs {meaning.Weight:0.000} here: no paper has the words, and the embedder knows {meaning.Certainty:P0} of the query");

    private IEnumerable<string> Closeness(MeaningSearch meaning)
    {
        if (Found.Similarity is not { } similarity || !float.IsFinite(meaning.LeastSimilarity))
            return [];
        return [similarity >= meaning.LeastSimilarity
            ? Text($"close in meaning: papers are from a similarity of {meaning.LeastSimilarity:0.000} on")
            : Text($"not close in meaning: papers are from a similarity of {meaning.LeastSimilarity:0.000} on")];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
