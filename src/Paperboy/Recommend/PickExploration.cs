namespace Paperboy.Recommend;

/// <summary>
/// Keeps one place in ten for a paper that the model is unsure of. A model that only ever shows what it believes in is only ever
/// told of that, and learns from itself.
/// </summary>
internal static class PickExploration
{
    private const int Every = 10;

    /// <summary>The order of a day's papers: by score, but for each tenth place, which goes to the most uncertain one that is left.</summary>
    /// <param name="papers">In any order; the result does not depend on it.</param>
    public static IReadOnlyList<Placed> Arrange(IEnumerable<(PickCandidate Candidate, PickScore Score)> papers)
    {
        var byScore = papers.OrderByDescending(p => p.Score.LogOdds).ThenBy(p => p.Candidate.Id, StringComparer.Ordinal).ToList();
        var byUncertainty = byScore.OrderByDescending(p => p.Score.Uncertainty).ThenBy(p => p.Candidate.Id, StringComparer.Ordinal).ToList();
        var (placed, taken) = (new List<Placed>(byScore.Count), new HashSet<long>());
        for (var (likely, unsure) = (0, 0); placed.Count < byScore.Count;)
        {
            var explores = placed.Count % Every == Every - 1;
            var next = explores ? NextOf(byUncertainty, ref unsure, taken) : NextOf(byScore, ref likely, taken);
            taken.Add(next.Candidate.Paper);
            var behind = placed.Count == 0 ? double.PositiveInfinity : Math.BitDecrement(placed[^1].Standing);
            placed.Add(new Placed(next.Candidate, next.Score, explores ? behind : Math.Min(next.Score.LogOdds, behind), explores));
        }

        return placed;
    }

    private static (PickCandidate Candidate, PickScore Score) NextOf(
        List<(PickCandidate Candidate, PickScore Score)> list, ref int next, HashSet<long> taken)
    {
        while (taken.Contains(list[next].Candidate.Paper))
            next++;
        return list[next];
    }

    /// <summary>A paper at its place.</summary>
    /// <param name="Candidate">The paper.</param>
    /// <param name="Score">What the model says of it.</param>
    /// <param name="Standing">Falls from place to place: its score, or right behind that of the paper before.</param>
    /// <param name="Explores">Whether it stands there because the model is unsure of it.</param>
    internal readonly record struct Placed(PickCandidate Candidate, PickScore Score, double Standing, bool Explores);
}
