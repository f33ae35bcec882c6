using Paperboy.Daily.Trending;
using Xunit;

namespace Paperboy.Tests.Daily.Trending;

/// <summary>
/// Fifty accounts, each less than a week old, against 2,000 readers and 200 papers: what they do together moves a paper by at most
/// three ranks, up or down. docs/trending.md tells the figures, and those of attacks that get further.
/// </summary>
public sealed class BrigadeTests
{
    private const int Brigade = 50;
    private const int Allowed = 3;
    private static readonly int[] Places = [20, 100, 175];

    public static TheoryData<int, string, double> Communities() => new()
    {
        { 1, "24h", 2 }, { 2, "24h", 2 }, { 3, "24h", 6 }, { 4, "24h", 6 }, { 5, "week", 6 }, { 6, "week", 6 },
    };

    /// <summary>In the communities with two votes a reader, the last hundred papers have one to ten votes, and lie close together.</summary>
    [Theory]
    [MemberData(nameof(Communities))]
    public void New_accounts_that_vote_only_together_move_a_paper_by_three_ranks_at_most(int seed, string over, double votes)
    {
        Assert.True(TrendingSpan.TryParse(over, out var span));
        var before = new SimulatedCommunity(seed, span, votes: votes).Rank();
        Assert.InRange(before.Papers.Count, 180, SimulatedCommunity.Papers);
        for (var form = 0; form < Forms.Length; form++)
        {
            var place = Places[(form + seed) % Places.Length];
            var target = before.Papers[place - 1];
            var community = new SimulatedCommunity(seed, span, votes: votes);
            Forms[form].Attack(community, community.NewAccounts(Brigade), SimulatedCommunity.Number(target.Id));
            var after = community.Rank().Papers.Single(paper => paper.Id == target.Id);
            Assert.Equal(target.Parts[0].Count + Brigade, after.Parts[0].Count);
            Assert.True(Math.Abs(after.Rank - place) <= Allowed, $"{Forms[form].Name}: from {place} to {after.Rank}");
        }
    }

    [Fact]
    public void New_readers_who_decided_alone_carry_a_paper_nearly_as_far_as_old_ones()
    {
        var (fresh, old) = (0.0, 0.0);
        foreach (var seed in new[] { 1, 2 })
        {
            var target = new SimulatedCommunity(seed, TrendingSpan.Week).Rank().Papers[99];
            fresh += Score(seed, target, community => community.NewAccounts(Brigade)) - target.Score;
            old += Score(seed, target, community => community.OldAccounts(Brigade, 300)) - target.Score;
        }

        // Half a week old on average, such an account counts 0.65 of an old one by its age alone.
        Assert.InRange(fresh / old, 0.4, 0.8);
        Assert.True(old > 2 * Brigade * 0.7, $"{old} for {2 * Brigade} votes");
    }

    [Fact]
    public void A_new_reader_counts_more_from_vote_to_vote()
    {
        Assert.Equal(
            [Independence.FirstVote, 0.515, 0.677, 0.758],
            Enumerable.Range(0, 4).Select(others => Math.Round(Independence.Breadth(others), 3)));
    }

    [Fact]
    public void A_burst_counts_less_than_the_same_votes_over_hours()
    {
        var scores = new[] { TimeSpan.FromMinutes(9), TimeSpan.FromHours(10) }.Select(within =>
        {
            var community = new SimulatedCommunity(1, TrendingSpan.Day, readers: 200);
            var target = community.Rank().Papers[99];
            foreach (var reader in community.OldAccounts(30, 300))
            {
                community.Vote(reader, SimulatedCommunity.Number(target.Id), SimulatedCommunity.At - TimeSpan.FromHours(5) + (within * community.Share()) - (within / 2));
                foreach (var other in community.Choose(6))
                    community.Vote(reader, other, community.VotingTime());
            }

            return community.Rank().Papers.Single(paper => paper.Id == target.Id).Score - target.Score;
        }).ToList();
        Assert.InRange(scores[0] / scores[1], 0.05, 0.7);
    }

    private static double Score(int seed, TrendingPaper target, Func<SimulatedCommunity, IReadOnlyList<long>> accounts)
    {
        var community = new SimulatedCommunity(seed, TrendingSpan.Week);
        foreach (var reader in accounts(community))
        {
            var paper = SimulatedCommunity.Number(target.Id);
            community.Vote(reader, paper, community.Within(TimeSpan.FromHours(12)));
            foreach (var other in community.Choose(6).Where(other => other != paper))
                community.Vote(reader, other, community.VotingTime());
        }

        return community.Rank().Papers.Single(paper => paper.Id == target.Id).Score;
    }

    private static readonly (string Name, Action<SimulatedCommunity, IReadOnlyList<long>, int> Attack)[] Forms =
    [
        ("only the paper, over half a day", (community, accounts, target) => Together(community, accounts, target, _ => [], TimeSpan.FromHours(12))),
        ("only the paper, within ten minutes", (community, accounts, target) => Together(community, accounts, target, _ => [], TimeSpan.FromMinutes(10))),
        ("and three others, the same for all", (community, accounts, target) => Camouflaged(community, accounts, target, 3, 3)),
        ("and ten others, the same for all", (community, accounts, target) => Camouflaged(community, accounts, target, 10, 10)),
        ("and three of the same five", (community, accounts, target) => Camouflaged(community, accounts, target, 3, 5)),
        ("and eight of the same ten", (community, accounts, target) => Camouflaged(community, accounts, target, 8, 10)),
        ("and one other each", (community, accounts, target) => Together(community, accounts, target, _ => community.Draw(1, SimulatedCommunity.Papers, target), TimeSpan.FromHours(12))),
    ];

    private static void Camouflaged(SimulatedCommunity community, IReadOnlyList<long> accounts, int target, int each, int of)
    {
        var others = community.Draw(of, SimulatedCommunity.Papers, target);
        Together(community, accounts, target, _ => community.Draw(each, of, -1).Select(i => others[i]), TimeSpan.FromHours(12));
    }

    private static void Together(
        SimulatedCommunity community, IReadOnlyList<long> accounts, int target, Func<long, IEnumerable<int>> others, TimeSpan within)
    {
        foreach (var account in accounts)
        {
            community.Vote(account, target, community.Within(within));
            foreach (var other in others(account))
                community.Vote(account, other, community.VotingTime());
        }
    }
}
