namespace Paperboy.Recommend.Learning;

/// <summary>
/// Minimizes a smooth convex function of many variables: limited-memory BFGS with the two-loop recursion and a backtracking line
/// search (Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of Computation 35, 1980). Plain loops in a
/// fixed order: the same input gives the same bits on every machine.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 7;
    private const int MostHalvings = 20;
    private const double Sufficient = 1e-4;
    private const double Tolerance = 1e-5;

    /// <summary>The value at a point; also writes the gradient there.</summary>
    public delegate double Function(double[] point, double[] gradient);

    /// <summary>Goes from a start to where the value hardly falls any more.</summary>
    /// <returns>The point.</returns>
    public static double[] Minimize(Function function, double[] start, int iterations, CancellationToken cancel)
    {
        var (point, gradient, pairs) = ((double[])start.Clone(), new double[start.Length], new List<Pair>());
        var value = function(point, gradient);
        for (var i = 0; i < iterations; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var direction = Direction(gradient, pairs);
            var slope = Dot(gradient, direction);
            var (next, nextGradient, step) = (new double[point.Length], new double[point.Length], 1d);
            var (nextValue, halvings) = (double.NaN, 0);
            while (true)
            {
                for (var j = 0; j < point.Length; j++)
                    next[j] = point[j] + (step * direction[j]);
                nextValue = function(next, nextGradient);
                if (nextValue <= value + (Sufficient * step * slope))
                    break;
                if (++halvings == MostHalvings)
                    return point;
                step /= 2;
            }

            Remember(pairs, point, gradient, next, nextGradient);
            var fall = value - nextValue;
            (point, gradient, value) = (next, nextGradient, nextValue);
            if (fall < Tolerance * Math.Abs(value))
                break;
        }

        return point;
    }

    private static double[] Direction(double[] gradient, List<Pair> pairs)
    {
        var direction = Array.ConvertAll(gradient, g => -g);
        if (pairs.Count == 0)
        {
            // The first step goes one unit far: nothing is known of the curvature yet.
            Scale(direction, 1 / Math.Max(Math.Sqrt(Dot(gradient, gradient)), 1e-12));
            return direction;
        }

        var shares = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = Dot(pairs[i].Step, direction) / pairs[i].Curvature;
            AddTo(direction, -shares[i], pairs[i].Change);
        }

        Scale(direction, pairs[^1].Curvature / Dot(pairs[^1].Change, pairs[^1].Change));
        for (var i = 0; i < pairs.Count; i++)
            AddTo(direction, shares[i] - (Dot(pairs[i].Change, direction) / pairs[i].Curvature), pairs[i].Step);
        return direction;
    }

    private static void Remember(List<Pair> pairs, double[] point, double[] gradient, double[] next, double[] nextGradient)
    {
        var (step, change) = (new double[point.Length], new double[point.Length]);
        for (var j = 0; j < point.Length; j++)
            (step[j], change[j]) = (next[j] - point[j], nextGradient[j] - gradient[j]);
        var curvature = Dot(step, change);
        if (curvature < 1e-10)
            return;
        if (pairs.Count == Memory)
            pairs.RemoveAt(0);
        pairs.Add(new Pair(step, change, curvature));
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0d;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    private static void AddTo(double[] sum, double factor, double[] other)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += factor * other[i];
    }

    private static void Scale(double[] vector, double factor)
    {
        for (var i = 0; i < vector.Length; i++)
            vector[i] *= factor;
    }

    private sealed record Pair(double[] Step, double[] Change, double Curvature);
}
