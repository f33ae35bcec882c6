using Paperboy.Embeddings.Training;
using Paperboy.Evaluate.Modes;

namespace Paperboy.Evaluate.Vectors;

/// <summary>
/// How unequally papers stand in answers: of how many lists of the ten nearest each is a part (k-occurrence; Radovanovic,
/// Nanopoulos, Ivanovic, "Hubs in space", JMLR 2010).
/// </summary>
/// <param name="Skewness">The third standardized moment of the counts; 0 were all alike, and a few hubs make it large.</param>
/// <param name="MostFrequent">The share of the lists that the most frequent paper stands in.</param>
/// <param name="Never">The share of the papers that stand in none.</param>
internal sealed record HubCount(double Skewness, double MostFrequent, double Never)
{
    /// <summary>How many of the nearest make a list.</summary>
    public const int Nearest = 10;

    private const int Block = 512;

    /// <param name="lists">The lists, of papers' numbers.</param>
    /// <param name="papers">How many papers there are.</param>
    public static HubCount Of(IReadOnlyCollection<int[]> lists, int papers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(lists.Count);
        var counts = new double[papers];
        foreach (var paper in lists.SelectMany(list => list))
            counts[paper]++;
        var mean = counts.Average();
        var variance = counts.Average(count => (count - mean) * (count - mean));
        var third = counts.Average(count => Math.Pow(count - mean, 3));
        return new HubCount(
            variance > 0 ? third / Math.Pow(variance, 1.5) : 0, counts.Max() / lists.Count, counts.Count(count => count == 0) / (double)papers);
    }

    /// <summary>Of each paper's title the ten nearest other papers.</summary>
    /// <param name="space">The papers.</param>
    /// <param name="share">The share of its crowding that a paper loses of its similarity.</param>
    /// <param name="progress">Takes the share done.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>By title the papers' numbers with their closeness, the closest first.</returns>
    public static (int Paper, float Closeness)[][] NearestOfTitles(PaperSpace space, double share, Action<double> progress, CancellationToken cancel)
    {
        var count = space.Papers.Count;
        float[] lost = [.. space.Crowding.Select(crowding => (float)(share * crowding))];
        var lists = new (int, float)[count][];
        var products = new float[Block * count];
        for (var from = 0; from < count; from += Block)
        {
            cancel.ThrowIfCancellationRequested();
            var rows = Math.Min(Block, count - from);
            var titles = space.Titles[(from * PaperSpace.Dimensions)..((from + rows) * PaperSpace.Dimensions)];
            Gemm.Multiply(
                Factor.Rows(titles, PaperSpace.Dimensions), Factor.Rows(space.Documents, PaperSpace.Dimensions).Transposed,
                products, rows, PaperSpace.Dimensions, count);
            var first = from;
            Parallel.For(0, rows, row => lists[first + row] = Closest(products.AsSpan(row * count, count), lost, first + row));
            progress((from + rows) / (double)count);
        }

        return lists;
    }

    /// <summary>Adds lists to a run, as one mode.</summary>
    public static void Write(Measuring.RunFile run, string mode, PaperSpace space, (int Paper, float Closeness)[][] lists)
    {
        for (var title = 0; title < lists.Length; title++)
            run.Add(mode, space.Papers[title].Id, [.. lists[title].Select(hit => new RankedDocument(space.Papers[hit.Paper].Id, hit.Closeness))]);
    }

    private static (int Paper, float Closeness)[] Closest(ReadOnlySpan<float> similarities, ReadOnlySpan<float> lost, int own)
    {
        var best = new PriorityQueue<int, float>(Nearest + 1); // the least close first
        for (var paper = 0; paper < similarities.Length; paper++)
        {
            var closeness = similarities[paper] - lost[paper];
            if (paper == own || (best.Count == Nearest && best.TryPeek(out _, out var least) && closeness <= least))
                continue;
            if (best.Count == Nearest)
                best.Dequeue();
            best.Enqueue(paper, closeness);
        }

        var list = new (int, float)[best.Count];
        for (var rank = list.Length - 1; rank >= 0 && best.TryDequeue(out var paper, out var closeness); rank--)
            list[rank] = (paper, closeness);
        return list;
    }
}
