using Paperboy.Embeddings.Training;

namespace Paperboy.Recommend.Learning;

/// <summary>Grows <see cref="BoostedTrees"/>, leaf by leaf: the split that gains most comes first. One seed, one result.</summary>
internal sealed class TreeBooster
{
    private readonly FeatureBins _bins;
    private readonly TreeOptions _options;
    private readonly double[] _gradients;
    private readonly double[] _curvatures;
    private readonly double[] _scores;
    private readonly int[] _order;
    private readonly double[] _binGradients = new double[FeatureBins.Most];
    private readonly double[] _binCurvatures = new double[FeatureBins.Most];
    private readonly List<int> _features = [];

    private TreeBooster(FeatureBins bins, TreeOptions options, double bias)
    {
        (_bins, _options) = (bins, options);
        (_gradients, _curvatures, _scores, _order) = (new double[bins.Rows], new double[bins.Rows], new double[bins.Rows], new int[bins.Rows]);
        Array.Fill(_scores, bias);
    }

    /// <summary>Fits trees to rows of features.</summary>
    /// <param name="rows">The features; not a number is not allowed.</param>
    /// <param name="targets">1 for what was picked, else 0.</param>
    /// <param name="weights">How much each row counts.</param>
    /// <param name="options">How to grow.</param>
    /// <param name="cancel">Stops the work.</param>
    public static BoostedTrees Fit(
        IReadOnlyList<float[]> rows, float[] targets, float[] weights, TreeOptions options, CancellationToken cancel)
    {
        var (all, picked) = (0d, 0d);
        for (var row = 0; row < targets.Length; row++)
            (all, picked) = (all + weights[row], picked + (weights[row] * targets[row]));
        var bias = Math.Log((picked + 0.5) / (all - picked + 0.5));
        if (rows.Count == 0)
            return new BoostedTrees(bias, []);
        var booster = new TreeBooster(new FeatureBins(rows), options, bias);
        var random = new SplitMix(options.Seed);
        var trees = new List<TreeNode[]>();
        for (var tree = 0; tree < options.Trees; tree++)
        {
            cancel.ThrowIfCancellationRequested();
            booster.Differentiate(targets, weights);
            booster.DrawFeatures(ref random);
            trees.Add(booster.Grow());
        }

        return new BoostedTrees(bias, trees);
    }

    private void Differentiate(float[] targets, float[] weights)
    {
        for (var row = 0; row < targets.Length; row++)
        {
            var p = LogisticRegression.Probability(_scores[row]);
            _gradients[row] = weights[row] * (p - targets[row]);
            _curvatures[row] = weights[row] * p * (1 - p);
            _order[row] = row;
        }
    }

    private void DrawFeatures(ref SplitMix random)
    {
        _features.Clear();
        for (var feature = 0; feature < _bins.Features; feature++)
        {
            if (random.NextUnit() < _options.Features)
                _features.Add(feature);
        }
    }

    private TreeNode[] Grow()
    {
        var nodes = new List<TreeNode> { default };
        var leaves = new List<Leaf> { MakeLeaf(0, 0, _order.Length) };
        while (leaves.Count < _options.Leaves)
        {
            var best = leaves.MaxBy(leaf => leaf.Gain)!;
            if (best.Gain <= 0)
                break;
            leaves.Remove(best);
            var middle = Part(best);
            var (low, high) = (nodes.Count, nodes.Count + 1);
            nodes[best.Node] = new TreeNode(best.Feature, _bins.CutsOf(best.Feature)[best.Bin], low, high, 0);
            nodes.AddRange([default, default]);
            leaves.Add(MakeLeaf(low, best.First, middle));
            leaves.Add(MakeLeaf(high, middle, best.End));
        }

        foreach (var leaf in leaves)
        {
            nodes[leaf.Node] = new TreeNode(-1, 0, 0, 0, leaf.Value);
            foreach (var row in _order.AsSpan(leaf.First, leaf.End - leaf.First))
                _scores[row] += leaf.Value;
        }

        return [.. nodes];
    }

    // Rows up to the cut first; the order within the halves does not matter to sums that are added up bin by bin again.
    private int Part(Leaf leaf)
    {
        var bins = _bins.Of(leaf.Feature);
        var middle = leaf.First;
        for (var at = leaf.First; at < leaf.End; at++)
        {
            if (bins[_order[at]] > leaf.Bin)
                continue;
            (_order[at], _order[middle]) = (_order[middle], _order[at]);
            middle++;
        }

        return middle;
    }

    private Leaf MakeLeaf(int node, int first, int end)
    {
        var (gradient, curvature) = (0d, 0d);
        foreach (var row in _order.AsSpan(first, end - first))
            (gradient, curvature) = (gradient + _gradients[row], curvature + _curvatures[row]);
        var leaf = new Leaf(node, first, end, -_options.Rate * gradient / (curvature + _options.Penalty));
        foreach (var feature in _features)
            LookForSplit(leaf, feature, gradient, curvature);
        return leaf;
    }

    private void LookForSplit(Leaf leaf, int feature, double gradient, double curvature)
    {
        Array.Clear(_binGradients);
        Array.Clear(_binCurvatures);
        var bins = _bins.Of(feature);
        foreach (var row in _order.AsSpan(leaf.First, leaf.End - leaf.First))
        {
            _binGradients[bins[row]] += _gradients[row];
            _binCurvatures[bins[row]] += _curvatures[row];
        }

        var (lowGradient, lowCurvature) = (0d, 0d);
        for (var bin = 0; bin < _bins.CutsOf(feature).Length; bin++)
        {
            (lowGradient, lowCurvature) = (lowGradient + _binGradients[bin], lowCurvature + _binCurvatures[bin]);
            if (lowCurvature < _options.LeastCurvature)
                continue;
            if (curvature - lowCurvature < _options.LeastCurvature)
                break;
            var gain = Strength(lowGradient, lowCurvature) + Strength(gradient - lowGradient, curvature - lowCurvature) - Strength(gradient, curvature);
            if (gain > leaf.Gain)
                (leaf.Gain, leaf.Feature, leaf.Bin) = (gain, feature, bin);
        }
    }

    private double Strength(double gradient, double curvature) => gradient * gradient / (curvature + _options.Penalty);

    private sealed class Leaf(int node, int first, int end, double value)
    {
        public int Node { get; } = node;

        public int First { get; } = first;

        public int End { get; } = end;

        public double Value { get; } = value;

        public double Gain { get; set; }

        public int Feature { get; set; } = -1;

        public int Bin { get; set; }
    }
}
