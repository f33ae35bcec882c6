namespace Paperboy.Recommend.Learning;

/// <summary>
/// A sum of small decision trees, each of which corrects those before it: gradient boosting on the logistic loss with Newton steps
/// (Friedman, "Greedy function approximation", Annals of Statistics 29, 2001; Chen and Guestrin, "XGBoost", KDD 2016).
/// </summary>
/// <param name="Bias">The log-odds before the first tree.</param>
/// <param name="Trees">Their nodes; the first of each is its root.</param>
internal sealed record BoostedTrees(double Bias, IReadOnlyList<TreeNode[]> Trees)
{
    /// <summary>The log-odds of a row of features.</summary>
    public double Score(ReadOnlySpan<float> features)
    {
        var sum = Bias;
        foreach (var tree in Trees)
        {
            var at = 0;
            while (tree[at].Feature >= 0)
                at = features[tree[at].Feature] <= tree[at].Threshold ? tree[at].Low : tree[at].High;
            sum += tree[at].Value;
        }

        return sum;
    }
}

/// <summary>A node of a tree: a question, or an answer.</summary>
/// <param name="Feature">Which feature is looked at; -1 in a leaf.</param>
/// <param name="Threshold">Up to it, <paramref name="Low"/> is next, else <paramref name="High"/>.</param>
/// <param name="Low">A place in the tree.</param>
/// <param name="High">A place in the tree.</param>
/// <param name="Value">What a leaf adds to the log-odds.</param>
internal readonly record struct TreeNode(int Feature, float Threshold, int Low, int High, double Value);

/// <summary>How trees are grown.</summary>
internal sealed record TreeOptions
{
    public int Trees { get; init; } = 150;

    public int Leaves { get; init; } = 6;

    /// <summary>How much of each tree's correction is taken.</summary>
    public double Rate { get; init; } = 0.06;

    /// <summary>Of half the squared value of a leaf.</summary>
    public double Penalty { get; init; } = 5;

    /// <summary>The least curvature in a leaf: about four times as many rows where picks are a coin's toss, more where they are rare.</summary>
    public double LeastCurvature { get; init; } = 5;

    /// <summary>Which share of the features a tree may look at.</summary>
    public double Features { get; init; } = 0.6;

    public ulong Seed { get; init; } = 1;
}
