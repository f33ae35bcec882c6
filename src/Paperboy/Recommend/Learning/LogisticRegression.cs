namespace Paperboy.Recommend.Learning;

/// <summary>
/// Logistic regression with a ridge penalty: the log-odds of a pick as a weighted sum of a row's numbers. The optimum is the mode of
/// the weights' posterior under a normal prior; the curvature there tells how sure each weight is (Laplace's approximation, its
/// diagonal: MacKay, "The evidence framework applied to classification networks", Neural Computation 4, 1992).
/// </summary>
/// <param name="Weights">One a column.</param>
/// <param name="Bias">The log-odds of an empty row.</param>
internal sealed record LogisticRegression(float[] Weights, double Bias)
{
    /// <summary>Fits the weights to the first rows.</summary>
    /// <param name="rows">The numbers.</param>
    /// <param name="targets">1 for what was picked, else 0; as many as are to be fitted.</param>
    /// <param name="weights">How much each of these rows counts.</param>
    /// <param name="penalty">Of half the sum of the squared weights.</param>
    /// <param name="start">Where to begin: an earlier fit, from which the way is short.</param>
    /// <param name="iterations">At most so many steps.</param>
    /// <param name="cancel">Stops the work.</param>
    public static LogisticRegression Fit(
        SparseRows rows, float[] targets, float[] weights, double penalty, LogisticRegression? start, int iterations, CancellationToken cancel)
    {
        var bias = start?.Bias ?? LogOdds(targets, weights);

        // A word of every other paper and one of three papers bend the loss very differently: in units by which all bend it alike,
        // the minimum takes a third of the steps.
        var units = Units(rows, weights, penalty, LogOdds(targets, weights));
        var (scaled, at) = (new double[rows.Columns + 1], new double[rows.Columns + 1]);
        for (var column = 0; start is not null && column < rows.Columns; column++)
            scaled[column] = start.Weights[column] / units[column];
        scaled[^1] = bias / units[^1];
        var best = Lbfgs.Minimize(Scaled, scaled, iterations, cancel);
        return new LogisticRegression([.. best[..^1].Select((value, column) => (float)(value * units[column]))], best[^1] * units[^1]);

        double Scaled(double[] point, double[] gradient)
        {
            for (var i = 0; i < point.Length; i++)
                at[i] = point[i] * units[i];
            var loss = Loss(rows, targets, weights, penalty, at, gradient);
            for (var i = 0; i < point.Length; i++)
                gradient[i] *= units[i];
            return loss;
        }
    }

    // One over the root of the curvature along each variable, where every row has the same odds.
    private static double[] Units(SparseRows rows, float[] weights, double penalty, double logOdds)
    {
        var p = Probability(logOdds);
        var curvature = new double[rows.Columns + 1];
        Array.Fill(curvature, penalty);
        for (var row = 0; row < weights.Length; row++)
        {
            var columns = rows.ColumnsOf(row);
            var values = rows.ValuesOf(row);
            var share = weights[row] * p * (1 - p);
            curvature[^1] += share;
            for (var i = 0; i < columns.Length; i++)
                curvature[columns[i]] += share * values[i] * values[i];
        }

        return Array.ConvertAll(curvature, c => 1 / Math.Sqrt(c));
    }

    /// <summary>The log-odds of a row.</summary>
    public double Score(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        var sum = Bias;
        for (var i = 0; i < columns.Length; i++)
            sum += Weights[columns[i]] * values[i];
        return sum;
    }

    /// <summary>The weighted negative log-likelihood with its penalty; the bias, the last variable, is not penalised.</summary>
    public static double Loss(
        SparseRows rows, float[] targets, float[] weights, double penalty, double[] at, double[] gradient)
    {
        Array.Clear(gradient);
        var loss = 0d;
        for (var row = 0; row < targets.Length; row++)
        {
            var columns = rows.ColumnsOf(row);
            var values = rows.ValuesOf(row);
            var score = at[^1];
            for (var i = 0; i < columns.Length; i++)
                score += at[columns[i]] * values[i];
            var away = targets[row] > 0 ? -score : score;
            loss += weights[row] * (away > 0 ? away + Math.Log(1 + Math.Exp(-away)) : Math.Log(1 + Math.Exp(away)));
            var error = weights[row] * (Probability(score) - targets[row]);
            gradient[^1] += error;
            for (var i = 0; i < columns.Length; i++)
                gradient[columns[i]] += error * values[i];
        }

        for (var column = 0; column < rows.Columns; column++)
        {
            loss += penalty / 2 * at[column] * at[column];
            gradient[column] += penalty * at[column];
        }

        return loss;
    }

    /// <summary>The variance of each weight: one over the curvature of the loss along it.</summary>
    public float[] Variances(SparseRows rows, float[] weights, double penalty)
    {
        var curvature = new double[rows.Columns];
        Array.Fill(curvature, penalty);
        for (var row = 0; row < weights.Length; row++)
        {
            var columns = rows.ColumnsOf(row);
            var values = rows.ValuesOf(row);
            var p = Probability(Score(columns, values));
            for (var i = 0; i < columns.Length; i++)
                curvature[columns[i]] += weights[row] * p * (1 - p) * values[i] * values[i];
        }

        return Array.ConvertAll(curvature, c => (float)(1 / c));
    }

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double LogOdds(float[] targets, float[] weights)
    {
        var (all, picked) = (0d, 0d);
        for (var row = 0; row < targets.Length; row++)
            (all, picked) = (all + weights[row], picked + (weights[row] * targets[row]));
        return Math.Log((picked + 0.5) / (all - picked + 0.5));
    }
}
