using Paperboy.Recommend.Features;
using Paperboy.Recommend.Learning;

namespace Paperboy.Recommend;

/// <summary>
/// Learns a <see cref="PickModel"/>. The linear model learns from all papers at once. The trees must see of each paper what a model
/// would have said on its day, so time is walked through in blocks: a linear model of what was known before the block scores it, and
/// the authors' history stands at the block's beginning (docs/picks.md). The same facts give the same model.
/// </summary>
internal sealed class PickTrainer
{
    private const double Penalty = 0.3;
    // Steps from nothing, and from an earlier fit, which is near.
    private const int Iterations = 30;
    private const int FurtherIterations = 15;

    // Days. The trees learn from scores that are up to a block old, as those of tomorrow are.
    private const int Block = 60;

    // Days before the first block: what is known from fewer says little.
    private const int Warming = 40;

    private readonly PickFacts _facts;
    private readonly TrainingTerms _terms;
    private readonly CancellationToken _cancel;

    private PickTrainer(PickFacts facts, CancellationToken cancel)
    {
        (_facts, _cancel) = (facts, cancel);
        _terms = TrainingTerms.Read(facts.Candidates, cancel);
    }

    /// <summary>Learns from what was known before a day.</summary>
    public static PickModel Train(PickFacts facts, CancellationToken cancel) => new PickTrainer(facts, cancel).Train();

    private PickModel Train()
    {
        var authors = new AuthorHistory(_facts);
        var (trees, earlier) = GrowTrees(authors);
        authors.Advance(_facts.Before);
        var (targets, weights) = Targets(_facts.Candidates.Count, _facts.Before);
        var linear = LogisticRegression.Fit(_terms.Rows, targets, weights, Penalty, earlier, earlier is null ? Iterations : FurtherIterations, _cancel);
        var known = new AuthorHistory(_facts.Before, new Dictionary<ulong, AuthorRecord>(authors.Records));
        return new PickModel(
            _facts.Before, _facts.Candidates.Count, _facts.Picked, _terms.Table, linear,
            linear.Variances(_terms.Rows, weights, Penalty), trees, known);
    }

    private (BoostedTrees Trees, LogisticRegression? Last) GrowTrees(AuthorHistory authors)
    {
        var (candidates, features, targets, weights) = (_facts.Candidates, new List<float[]>(), new List<float>(), new List<float>());
        LogisticRegression? linear = null;
        var first = candidates.Count == 0 ? default : candidates[0].Day.AddDays(Warming);
        for (var next = FirstOn(first); next < candidates.Count;)
        {
            var from = candidates[next].Day;
            authors.Advance(from);
            var (blockTargets, blockWeights) = Targets(next, from);
            linear = LogisticRegression.Fit(_terms.Rows, blockTargets, blockWeights, Penalty, linear, linear is null ? Iterations : FurtherIterations, _cancel);
            for (; next < candidates.Count && candidates[next].Day < from.AddDays(Block); next++)
            {
                var text = linear.Score(_terms.Rows.ColumnsOf(next), _terms.Rows.ValuesOf(next));
                features.Add(DenseFeatures.Of(candidates[next], _terms.Forms[next], text, authors));
                var (target, weight) = Target(candidates[next], _facts.Before);
                targets.Add(target);
                weights.Add(weight);
            }
        }

        return (TreeBooster.Fit(features, [.. targets], [.. weights], new TreeOptions(), _cancel), linear);
    }

    private int FirstOn(DateOnly day)
    {
        var first = 0;
        while (first < _facts.Candidates.Count && _facts.Candidates[first].Day < day)
            first++;
        return first;
    }

    // What was known before a day of the first papers.
    private (float[] Targets, float[] Weights) Targets(int count, DateOnly before)
    {
        var (targets, weights) = (new float[count], new float[count]);
        for (var i = 0; i < count; i++)
            (targets[i], weights[i]) = Target(_facts.Candidates[i], before);
        return (targets, weights);
    }

    private (float Target, float Weight) Target(PickCandidate candidate, DateOnly before) =>
        _facts.LabelOf.TryGetValue(candidate.Paper, out var label) && label.Day < before ? (1, label.Weight) : (0, 1);
}
