namespace Paperboy.Recommend;

/// <summary>
/// What was known before a day: the papers that were announced, and the picks that were made. Nothing later gets in, so what is
/// learned from it cannot know the future.
/// </summary>
internal sealed class PickFacts
{
    /// <param name="before">The training day: everything must be from before it.</param>
    /// <param name="candidates">The papers that were announced, in any order.</param>
    /// <param name="labels">The picks, in any order; of a paper that was picked again the first counts.</param>
    /// <exception cref="ArgumentException">A paper or a pick is of the training day or later; the message names it.</exception>
    public PickFacts(DateOnly before, IEnumerable<PickCandidate> candidates, IEnumerable<PickLabel> labels)
    {
        Before = before;
        Candidates = [.. candidates.OrderBy(c => c.Day).ThenBy(c => c.Id, StringComparer.Ordinal).DistinctBy(c => c.Paper)];
        Labels = [.. labels.OrderBy(l => l.Day).ThenBy(l => l.Id, StringComparer.Ordinal).DistinctBy(l => l.Paper)];
        foreach (var late in Candidates.Where(c => c.Day >= before).Take(1))
            throw new ArgumentException($"{late.Id} was announced on {late.Day:yyyy-MM-dd}, which is not known before {before:yyyy-MM-dd}.", nameof(candidates));
        foreach (var late in Labels.Where(l => l.Day >= before).Take(1))
            throw new ArgumentException($"{late.Id} was picked on {late.Day:yyyy-MM-dd}, which is not known before {before:yyyy-MM-dd}.", nameof(labels));
        LabelOf = Labels.ToDictionary(l => l.Paper);
    }

    /// <summary>The training day.</summary>
    public DateOnly Before { get; }

    /// <summary>By day, then by id.</summary>
    public IReadOnlyList<PickCandidate> Candidates { get; }

    /// <summary>By day, then by id; one of each paper.</summary>
    public IReadOnlyList<PickLabel> Labels { get; }

    /// <summary>How many of the papers have been picked.</summary>
    public int Picked => Candidates.Count(candidate => LabelOf.ContainsKey(candidate.Paper));

    /// <summary>The pick of a paper, by its number.</summary>
    public IReadOnlyDictionary<long, PickLabel> LabelOf { get; }
}
