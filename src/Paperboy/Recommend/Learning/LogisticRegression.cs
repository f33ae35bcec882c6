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
        var point = new double[rows.Columns + 1];
        for (var column = 0; start is not null && column < rows.Columns; column++)
            point[column] = start.Weights[column];
        point[^1] = start?.Bias ?? LogOdds(targets, weights);
        var best = Lbfgs.Minimize((at, gradient) => Loss(rows, targets, weights, penalty, at, gradient), point, iterations, cancel);
        return new LogisticRegression(Array.ConvertAll(best[..^1], w => (float)w), best[^1]);
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
