namespace Paperboy.Evaluate.Measuring;

/// <summary>
/// How good one ranking is, from 0 to 1. Grades above 0 are relevant, others and documents without a grade are not; a relevant
/// document that no ranking can hold still counts as missed. This is as trec_eval computes them.
/// </summary>
internal static class Measures
{
    /// <summary>
    /// Normalised discounted cumulative gain of the first <paramref name="cutoff"/>: the gain is the grade, divided by
    /// log2(rank + 1), and the sum by that of the best possible ranking (Järvelin and Kekäläinen, "Cumulated gain-based
    /// evaluation of IR techniques", ACM TOIS 20(4), 2002; trec_eval's ndcg_cut). 0 where nothing is relevant.
    /// </summary>
    public static double Ndcg(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades, int cutoff)
    {
        var ideal = grades.Values.Where(grade => grade > 0).OrderDescending().Take(cutoff).Select(Discounted).Sum();
        var gain = ranking.Take(cutoff).Select((id, rank) => Discounted(Math.Max(0, grades.GetValueOrDefault(id)), rank)).Sum();
        return ideal == 0 ? 0 : gain / ideal;

        static double Discounted(int grade, int rank) => grade / Math.Log2(rank + 2);
    }

    /// <summary>The share of the relevant documents that stand among the first <paramref name="cutoff"/>.</summary>
    public static double Recall(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades, int cutoff)
    {
        var relevant = grades.Values.Count(grade => grade > 0);
        return relevant == 0 ? 0 : (double)ranking.Take(cutoff).Count(id => grades.GetValueOrDefault(id) > 0) / relevant;
    }

    /// <summary>One divided by the rank of the first relevant document; 0 where the ranking has none.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades)
    {
        for (var rank = 0; rank < ranking.Count; rank++)
        {
            if (grades.GetValueOrDefault(ranking[rank]) > 0)
                return 1.0 / (rank + 1);
        }

        return 0;
    }
}

/// <summary>A measure with its names.</summary>
/// <param name="Name">In JSON: ndcg10.</param>
/// <param name="Heading">For people: nDCG@10.</param>
/// <param name="Of">Of a ranking by the grades of its documents.</param>
internal sealed record Measure(string Name, string Heading, Func<IReadOnlyList<string>, IReadOnlyDictionary<string, int>, double> Of)
{
    /// <summary>Of searching; modes are compared by the first.</summary>
    public static IReadOnlyList<Measure> ForSearch { get; } =
    [
        new("ndcg10", "nDCG@10", (ranking, grades) => Measures.Ndcg(ranking, grades, 10)),
        new("recall100", "recall@100", (ranking, grades) => Measures.Recall(ranking, grades, 100)),
        new("mrr", "MRR", Measures.ReciprocalRank),
    ];

    /// <summary>Of ranking pools, with all their documents in the ranking; modes are compared by the first.</summary>
    public static IReadOnlyList<Measure> ForPools { get; } =
    [
        new("ndcg20", "nDCG@20", (ranking, grades) => Measures.Ndcg(ranking, grades, 20)),
        new("ndcg20Percent", "nDCG@20%", (ranking, grades) => Measures.Ndcg(ranking, grades, Math.Max(1, ranking.Count / 5))),
    ];
}
