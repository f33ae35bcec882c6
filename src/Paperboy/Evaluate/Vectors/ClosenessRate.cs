using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Evaluate.KnownItems;
using Paperboy.Evaluate.Measuring;

namespace Paperboy.Evaluate.Vectors;

/// <summary>For how many queries of a kind something is called close in meaning.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Queries">How many.</param>
/// <param name="Shown">The share of them for which a paper is close; of titles and what is made of papers, another paper.</param>
/// <param name="OwnShown">The share for which the paper that a query was made of is close; null: they were not made of papers.</param>
internal sealed record ClosenessRate(string Kind, int Queries, double Shown, double? OwnShown)
{
    private const ulong Seed = 1;
    private const int Letters = 300;

    // Words of a title that no query begins or ends with.
    private static readonly HashSet<string> Joints = new(
        "a an and as at be by for from in is it its of on or than that the their this to towards via with".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>Measures unrelated queries, and those made of the papers that no general model was trained on.</summary>
    /// <param name="space">The papers.</param>
    /// <param name="unrelated">Queries that have nothing to do with them.</param>
    /// <param name="cancel">Stops it.</param>
    public static IReadOnlyList<ClosenessRate> Measure(PaperSpace space, IReadOnlyList<string> unrelated, CancellationToken cancel)
    {
        var random = new SplitMix64(Seed);
        var (titles, summaries, phrases) = (new List<(string, int)>(), new List<(string, int)>(), new List<(string, int)>());
        for (var paper = 0; paper < space.Papers.Count; paper++)
        {
            var (title, text) = (space.Papers[paper].Title, space.Papers[paper].Text);
            if (!HeldOut.Contains(space.Papers[paper].Id))
                continue;
            titles.Add((title, paper));
            if (KnownItemKind.SummaryIn(text) is { Length: > 0 } place)
                summaries.Add((text.Substring(place.Start, place.Length).Trim(), paper));
            if (Phrase(title, ref random) is { } phrase)
                phrases.Add((phrase, paper));
        }

        return [
            .. Of("unrelated", [.. unrelated.Select(query => (query, -1))]),
            .. Of("letters", [.. Enumerable.Range(0, Letters).Select(_ => (Scribble(ref random), -1))]),
            .. Of("titles", titles),
            .. Of("summaries", summaries),
            .. Of("phrases", phrases)];

        IEnumerable<ClosenessRate> Of(string kind, IReadOnlyList<(string, int)> queries) =>
            queries.Count == 0 ? [] : [Rate(space, kind, queries, cancel)];
    }

    private static ClosenessRate Rate(PaperSpace space, string kind, IReadOnlyList<(string Text, int Own)> queries, CancellationToken cancel)
    {
        var (shown, own) = (0, 0);
        Parallel.For(0, queries.Count, new ParallelOptions { CancellationToken = cancel }, () => new float[space.Papers.Count], (query, _, similarities) =>
        {
            var (text, paper) = queries[query];
            var least = space.Thresholds.For(UnrelatedTexts.WordsIn(text), space.Papers.Count);
            space.Similarities(text, similarities);
            if (paper >= 0)
            {
                if (similarities[paper] >= least)
                    Interlocked.Increment(ref own);
                similarities[paper] = float.NegativeInfinity;
            }

            if (similarities.AsSpan().ContainsAnyInRange(least, float.MaxValue))
                Interlocked.Increment(ref shown);
            return similarities;
        }, _ => { });
        return new ClosenessRate(kind, queries.Count, shown / (double)queries.Count, queries[0].Own < 0 ? null : own / (double)queries.Count);
    }

    // Two to four words that stand side by side in the title.
    private static string? Phrase(string title, ref SplitMix64 random)
    {
        string[] words = [.. title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',', ':', '.', '?', '(', ')', '"'))];
        for (var tries = 0; tries < 20 && words.Length >= 4; tries++)
        {
            var length = 2 + random.Below(3);
            var first = random.Below(words.Length - length + 1);
            if (!Joints.Contains(words[first]) && !Joints.Contains(words[first + length - 1]))
                return string.Join(' ', words[first..(first + length)]);
        }

        return null;
    }

    // One to six words of three to nine letters.
    private static string Scribble(ref SplitMix64 random)
    {
        var words = new string[1 + random.Below(6)];
        for (var word = 0; word < words.Length; word++)
        {
            var letters = new char[3 + random.Below(7)];
            for (var i = 0; i < letters.Length; i++)
                letters[i] = (char)('a' + random.Below(26));
            words[word] = new string(letters);
        }

        return string.Join(' ', words);
    }
}
