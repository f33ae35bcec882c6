using System.Text;
using Paperboy.Search.Fusion;
using Xunit;

namespace Paperboy.Search.Tests.Fusion;

/// <summary>The fusion of words and meaning: seeded random candidates, and what must hold of any.</summary>
public sealed class HybridRankingTests
{
    private static readonly FusionQuery Open = new(10, 1);
    private static readonly FusionOptions Threshold = new() { LeastSimilarity = 0.3f };

    [Fact]
    public void The_score_is_the_share_of_the_best_by_words_and_the_weighted_closeness()
    {
        FusionCandidate[] candidates = [new("a", 0, 4, 0.5f) { Crowding = 0.2f }, new("b", 0, 2, 0.9f) { Crowding = 0.6f }, new("c", 0, 0, 0.8f)];
        var ranking = HybridRanking.Rank(candidates, new FusionQuery(16, 0.5), Threshold, 10);
        var weight = 2 * (1 - (4.0 / 16)) * 0.25;
        Assert.Equal(weight, ranking.MeaningWeight, 12);
        Assert.Equal(["a", "b", "c"], Ids(ranking));
        Assert.Equal(1 + (weight * (0.5 - 0.1)), ranking.Hits[0].Score, 6);
        Assert.Equal(0.5 + (weight * (0.9 - 0.3)), ranking.Hits[1].Score, 6);
        Assert.Equal(weight * 0.8, ranking.Hits[2].Score, 6);
    }

    [Fact]
    public void Papers_with_every_word_stand_first_in_the_order_of_their_tiers_whatever_is_close()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var ranking = HybridRanking.Rank(Candidates(random, 60), new FusionQuery(random.Next(0, 30), random.NextDouble()), Threshold, 100);
            var tiers = ranking.Hits.Select(hit => hit.Document.Tier).ToArray();
            Assert.Equal(tiers.OrderDescending(), tiers);
            Assert.Equal(tiers.Count(tier => tier > 0), ranking.WithEveryWord);
        }
    }

    [Fact]
    public void Hits_stand_by_tier_score_and_id_and_no_score_is_NaN()
    {
        var random = new Random(6);
        for (var round = 0; round < 500; round++)
        {
            var candidates = Candidates(random, 60);
            var all = HybridRanking.Rank(candidates, Open, Threshold, 100);
            Assert.DoesNotContain(all.Hits, hit => !double.IsFinite(hit.Score));
            var expected = all.Hits.OrderByDescending(hit => hit.Document.Tier).ThenByDescending(hit => hit.Score)
                .ThenBy(hit => Convert.ToHexString(Encoding.UTF8.GetBytes(hit.Document.Id)), StringComparer.Ordinal);
            Assert.Equal(expected, all.Hits);
            random.Shuffle(candidates);
            Assert.Equal(Ids(all).Take(7), Ids(HybridRanking.Rank(candidates, Open, Threshold, 7)));
        }
    }

    [Fact]
    public void Words_decide_alone_when_the_vector_is_unsure_or_the_words_leave_nothing_open()
    {
        var random = new Random(7);
        foreach (var query in new[] { new FusionQuery(10, 0), new FusionQuery(1e-6, 1) })
        {
            var candidates = Candidates(random, 60).Where(candidate => candidate.WordScore > 0).ToArray();
            var ranking = HybridRanking.Rank(candidates, query, Threshold, 100);
            Assert.Equal(0, ranking.MeaningWeight);
            Assert.Equal(
                candidates.OrderByDescending(c => c.Tier).ThenByDescending(c => c.WordScore).Select(c => (c.Tier, c.WordScore)),
                ranking.Hits.Select(hit => (hit.Document.Tier, hit.Document.WordScore)));
        }
    }

    [Fact]
    public void Where_nothing_is_close_only_what_has_words_is_listed_and_the_answer_says_so()
    {
        FusionCandidate[] candidates = [new("words", 0, 3, 0.1f), new("noise", 0, 0, 0.29f), new("more noise", 0, 0, -0.2f)];
        var ranking = HybridRanking.Rank(candidates, Open, Threshold, 10);
        Assert.Equal(["words"], Ids(ranking));
        Assert.False(ranking.IsAnythingClose);
        Assert.Null(ranking.CloseFrom);
        Assert.Equal(0.29f, ranking.Closest);
        Assert.Empty(HybridRanking.Rank([], Open, Threshold, 10).Hits);
    }

    [Fact]
    public void Close_in_meaning_begins_behind_what_has_every_word()
    {
        FusionCandidate[] candidates = [new("full", 2, 3, 0.9f), new("both", 0, 2.9, 0.5f), new("near", 0, 0, 0.6f), new("some", 0, 3, 0.1f)];
        var ranking = HybridRanking.Rank(candidates, Open, Threshold, 10);
        Assert.Equal(1, ranking.WithEveryWord);
        Assert.Equal(FusionGround.EveryWord, ranking.Hits[0].Ground);
        Assert.Equal(1, ranking.CloseFrom);
        Assert.Equal(FusionGround.WordsAndMeaning, ranking.Hits.Single(hit => hit.Document.Id == "both").Ground);
        Assert.Equal(FusionGround.Meaning, ranking.Hits.Single(hit => hit.Document.Id == "near").Ground);
        Assert.Equal(FusionGround.SomeWords, ranking.Hits.Single(hit => hit.Document.Id == "some").Ground);
        Assert.Equal(["full"], Ids(HybridRanking.Rank(candidates, Open, Threshold, 10, hasMoreWithEveryWord: true)));
    }

    [Fact]
    public void A_paper_without_a_vector_is_taken_to_be_as_close_as_its_fellows()
    {
        FusionCandidate[] candidates = [new("close", 0, 3, 0.8f), new("queued", 0, 3, float.NaN), new("far", 0, 3, 0.2f)];
        Assert.Equal(["close", "queued", "far"], Ids(HybridRanking.Rank(candidates, Open, Threshold, 10)));
    }

    [Theory]
    [InlineData(-1, 1, 0.5f, 0f)]
    [InlineData(0, double.NaN, 0.5f, 0f)]
    [InlineData(0, 1, float.PositiveInfinity, 0f)]
    [InlineData(0, 1, 0.5f, float.NaN)]
    public void What_is_no_number_is_refused_by_name(int tier, double score, float similarity, float crowding)
    {
        FusionCandidate[] candidates = [new("odd", tier, score, similarity) { Crowding = crowding }];
        Assert.Contains("odd", Assert.Throws<ArgumentException>(() => HybridRanking.Rank(candidates, Open, Threshold, 10)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => HybridRanking.Rank([], new FusionQuery(double.NaN, 1), Threshold, 10));
    }

    private static IEnumerable<string> Ids(FusedRanking ranking) => ranking.Hits.Select(hit => hit.Document.Id);

    // Few different values, so that ties are frequent; ids whose order in UTF-16 is another one.
    private static FusionCandidate[] Candidates(Random random, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var score = random.Next(0, 6);
        return new FusionCandidate(
            (i % 3 == 0 ? "\U0001F4F0" : i % 3 == 1 ? "\uFF21" : "a") + i, score == 0 ? 0 : Math.Max(0, random.Next(-8, 9)), score,
            random.Next(5) == 0 ? float.NaN : random.Next(-4, 9) / 8f) { Crowding = random.Next(0, 3) / 4f };
    })];
}
