using Paperboy.Evaluate.Measuring;
using Xunit;

namespace Paperboy.Tests.Evaluate;

public sealed class MeasuresTests
{
    private static readonly Dictionary<string, int> Grades = new() { ["a"] = 3, ["b"] = 1, ["c"] = 0, ["d"] = -1, ["gone"] = 2 };

    [Fact]
    public void NDCG_is_what_a_hand_computes()
    {
        // 1/1 + 0 + 3/log2(4) + 0 = 2.5 of 3 + 2/log2(3) + 1/2 = 4.761859507142915
        Assert.Equal(2.5 / 4.761859507142915, Measures.Ndcg(["b", "x", "a", "d"], Grades, 10), 12);
        Assert.Equal(1 / 4.26185950714291, Measures.Ndcg(["b", "x", "a"], Grades, 2), 12);
        Assert.Equal(1, Measures.Ndcg(["a", "gone", "b", "c"], Grades, 10), 12);
        Assert.Equal(0, Measures.Ndcg([], Grades, 10));
        Assert.Equal(0, Measures.Ndcg(["c", "d"], new Dictionary<string, int> { ["c"] = 0 }, 10));
    }

    [Fact]
    public void A_negative_grade_is_no_loss()
    {
        Assert.Equal(Measures.Ndcg(["x", "a"], Grades, 10), Measures.Ndcg(["d", "a"], Grades, 10));
    }

    [Fact]
    public void Recall_and_reciprocal_rank_count_what_no_ranking_can_hold()
    {
        Assert.Equal(1 / 3.0, Measures.Recall(["c", "b", "a"], Grades, 2), 12);
        Assert.Equal(2 / 3.0, Measures.Recall(["c", "b", "a"], Grades, 100), 12);
        Assert.Equal(0.5, Measures.ReciprocalRank(["c", "b", "a"], Grades));
        Assert.Equal(0, Measures.ReciprocalRank(["c", "d"], Grades));
    }

    [Fact]
    public void Measures_agree_with_their_definitions_written_out_as_sums()
    {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++)
        {
            string[] all = [.. Enumerable.Range(0, 30).Select(i => $"d{i}")];
            var grades = all.Where(_ => random.Next(3) == 0).ToDictionary(id => id, _ => random.Next(-1, 4));
            random.Shuffle(all);
            var ranking = all[..random.Next(all.Length)];
            var cutoff = random.Next(1, 25);
            Assert.Equal(NaiveNdcg(ranking, grades, cutoff), Measures.Ndcg(ranking, grades, cutoff), 12);
            var relevant = grades.Where(pair => pair.Value > 0).Select(pair => pair.Key).ToHashSet();
            var found = ranking[..Math.Min(cutoff, ranking.Length)].Where(relevant.Contains).Count();
            Assert.Equal(relevant.Count == 0 ? 0 : found / (double)relevant.Count, Measures.Recall(ranking, grades, cutoff), 12);
            var first = Array.FindIndex(ranking, relevant.Contains);
            Assert.Equal(first < 0 ? 0 : 1.0 / (first + 1), Measures.ReciprocalRank(ranking, grades), 12);
        }
    }

    // The best of a ranking by grade, tried as a ranking itself.
    private static double NaiveNdcg(string[] ranking, Dictionary<string, int> grades, int cutoff)
    {
        double[] best = [.. grades.OrderByDescending(pair => pair.Value).Select(pair => (double)Math.Max(0, pair.Value))];
        double[] got = [.. ranking.Select(id => grades.TryGetValue(id, out var grade) && grade > 0 ? grade : 0.0)];
        return Gain(best) == 0 ? 0 : Gain(got) / Gain(best);

        double Gain(double[] gains)
        {
            var sum = 0.0;
            for (var rank = 1; rank <= Math.Min(cutoff, gains.Length); rank++)
                sum += gains[rank - 1] * Math.Log(2) / Math.Log(rank + 1);
            return sum;
        }
    }
}
