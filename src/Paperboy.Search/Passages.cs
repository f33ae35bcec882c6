using Paperboy.Search.Text;

namespace Paperboy.Search;

/// <summary>
/// Finds the best passages of a text: around the stretches that show most of the query's words (<see cref="PassageCores"/>),
/// whole sentences where they fit, else words.
/// </summary>
public static class Passages
{
    /// <summary>
    /// The passages that show the query best, in the order of the text. The first one chosen shows the greatest weight of
    /// different terms that fits; each further one adds the most of what is not yet shown; when no passage adds anything,
    /// there are no more. Of a text that has none of the terms: its beginning, without highlights; of a blank text:
    /// nothing. The time is linear in the length of the text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="terms">The words and phrases of the query, in its order. The first one that says the same counts.</param>
    /// <param name="mostCharacters">The greatest length of one passage in UTF-16 code units, at least 1.</param>
    /// <param name="mostPassages">The greatest number of passages, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1 or a weight is out of its range.</exception>
    public static IReadOnlyList<Passage> Best(
        string text, IReadOnlyList<PassageTerm> terms, int mostCharacters, int mostPassages)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostCharacters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPassages, 1);
        var query = new PassageQuery(terms);
        var occurrences = query.FindIn(text);
        var bounds = new PassageBounds(text, mostCharacters);
        var cores = new PassageCores(query, occurrences, mostCharacters);
        var chosen = new List<TextSpan>();
        while (chosen.Count < mostPassages && cores.Next(chosen) is { } core)
        {
            var passage = bounds.Extend(core, chosen);
            chosen.Add(passage);
            cores.MarkShown(passage);
        }

        if (chosen.Count == 0)
            return bounds.Beginning() is { Length: > 0 } beginning ? [new Passage(beginning, [])] : [];
        chosen.Sort((a, b) => a.Start.CompareTo(b.Start));
        return [.. chosen.Select(passage => new Passage(passage, Highlights(occurrences, passage)))];
    }

    private static List<TextSpan> Highlights(List<Occurrence> occurrences, TextSpan passage)
    {
        var found = new List<TextSpan>();
        foreach (var occurrence in occurrences)
        {
            if (occurrence.Span.Start >= passage.Start && occurrence.Span.End <= passage.End)
                Highlighter.Add(found, occurrence.Span);
        }

        return found;
    }
}
