using Paperboy.Recommend;
using Paperboy.Recommend.Features;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Recommend;

public sealed class PickTrainerTests
{
    private const int Days = 120;

    private static readonly DateOnly Before = MadeCommunity.First.AddDays(100);
    private static readonly MadeCommunity Community = new(Days);
    private static readonly Lazy<PickModel> TheModel = new(() => PickTrainer.Train(Community.Before(Before), default));

    private static IEnumerable<PickCandidate> Later => Community.Candidates.Where(c => c.Day >= Before);

    [Fact]
    public void What_the_community_likes_comes_first()
    {
        var picked = Community.Labels.Select(l => l.Paper).ToHashSet();
        var judge = TheModel.Value.NewJudge();
        var scores = Later.Select(c => (Score: judge.Of(c).LogOdds, Picked: picked.Contains(c.Paper))).ToList();
        var pairs = scores.Where(s => s.Picked).SelectMany(_ => scores.Where(s => !s.Picked), (one, other) => one.Score > other.Score ? 1 : 0).ToList();
        Assert.InRange(pairs.Average(), 0.75, 1);
        var towers = Later.Where(c => c.Title.Contains("towers", StringComparison.Ordinal)).Average(c => judge.Of(c).LogOdds);
        Assert.True(towers > Later.Average(c => judge.Of(c).LogOdds) + 1);
    }

    [Fact]
    public void What_comes_later_changes_no_score()
    {
        // Everything after the training day is turned round: the liked is overlooked, the overlooked liked, by everybody.
        var poisoned = new MadeCommunity(Days);
        poisoned.Labels.RemoveAll(l => l.Day >= Before);
        poisoned.Labels.AddRange(poisoned.Candidates
            .Where(c => !c.Title.Contains("towers", StringComparison.Ordinal))
            .Select(c => new PickLabel(c.Paper, c.Id, Before.AddDays(c.Paper % 7 == 0 ? 0 : 3), 5, ["Author1 Example"])));
        poisoned.Candidates.RemoveAll(c => c.Day >= Before && c.Paper % 2 == 0);
        using var folder = new TempFolder();
        PickModelFile.Write(TheModel.Value, folder.File("honest"));
        PickModelFile.Write(PickTrainer.Train(poisoned.Before(Before), TestContext.Current.CancellationToken), folder.File("poisoned"));
        Assert.Equal(File.ReadAllBytes(folder.File("honest")), File.ReadAllBytes(folder.File("poisoned")));
    }

    [Fact]
    public void Facts_of_the_training_day_or_later_are_refused()
    {
        var late = Later.First();
        Assert.Contains(late.Id, Assert.Throws<ArgumentException>(() => new PickFacts(Before, [late], [])).Message, StringComparison.Ordinal);
        var pick = new PickLabel(1, "arXiv:1", Before, 1, []);
        Assert.Contains("arXiv:1", Assert.Throws<ArgumentException>(() => new PickFacts(Before, [], [pick])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_judges_no_paper_of_which_it_may_know_the_end()
    {
        var early = Community.Candidates.Last(c => c.Day < Before);
        Assert.Contains(early.Id, Assert.Throws<InvalidOperationException>(() => TheModel.Value.NewJudge().Of(early)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_of_authors_never_knows_a_papers_own_day()
    {
        var history = new AuthorHistory(Community.Before(Before));
        var candidate = Community.Candidates.First(c => c.Day == MadeCommunity.First.AddDays(50));
        history.Advance(candidate.Day);
        Assert.Equal(DenseFeatures.Names.Count, DenseFeatures.Of(candidate, default, 0, history).Length);
        history.Advance(candidate.Day.AddDays(1));
        Assert.Throws<InvalidOperationException>(() => DenseFeatures.Of(candidate, default, 0, history));
        Assert.Throws<InvalidOperationException>(() => history.Advance(candidate.Day));
    }

    [Fact]
    public void The_history_of_authors_is_what_counting_by_hand_gives()
    {
        var facts = Community.Before(Before);
        var history = new AuthorHistory(facts);
        foreach (var until in (DateOnly[])[MadeCommunity.First.AddDays(10), MadeCommunity.First.AddDays(33), Before])
        {
            history.Advance(until);
            for (var author = 0; author < 300; author += 7)
            {
                var name = $"Author{author} Example";
                var record = history.Of(name);
                var picks = facts.Labels.Where(l => l.Day < until && l.Authors.Contains(name)).ToList();
                Assert.Equal(facts.Candidates.Count(c => c.Day < until && c.Authors.Contains(name)), record.Papers);
                Assert.Equal(picks.Count, record.Picks);
                Assert.Equal(picks.Sum(l => Math.Pow(0.5, (until.DayNumber - l.Day.DayNumber) / 180.0)), history.RecentPicks(record), 1e-4);
            }
        }
    }

    [Fact]
    public void A_pick_that_arXiv_never_announced_counts_for_its_authors()
    {
        var facts = new PickFacts(Before, [], [new PickLabel(1, "arXiv:1", Before.AddDays(-1), 1, ["Ada Example"])]);
        var history = new AuthorHistory(facts);
        history.Advance(Before);
        Assert.Equal((1, 1), (history.Of("ada example").Picks, history.Of("Ada Example").Papers));
    }

    [Fact]
    public void A_model_survives_its_file_and_a_damaged_file_is_named()
    {
        using var folder = new TempFolder();
        var path = folder.File("picks.model");
        PickModelFile.Write(TheModel.Value, path);
        var (one, other) = (TheModel.Value.NewJudge(), PickModelFile.Read(path).NewJudge());
        Assert.All(Later, candidate => Assert.Equal(one.Of(candidate), other.Of(candidate)));
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => PickModelFile.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "something else");
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => PickModelFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_name_what_stands_in_the_paper_and_was_picked_before()
    {
        var judge = TheModel.Value.NewJudge();
        foreach (var candidate in Later)
        {
            var reasons = string.Join("; ", judge.ReasonsFor(candidate, judge.Of(candidate)));
            Assert.NotEmpty(reasons);
            var isLiked = judge.Of(candidate).LogOdds >= TheModel.Value.BaseLogOdds;
            Assert.False(isLiked && reasons.Contains("unlike", StringComparison.Ordinal), reasons);
            Assert.False(!isLiked && reasons.StartsWith("like", StringComparison.Ordinal), reasons);
            foreach (var topic in ((string[])["glass towers", "long rivers"]).Where(topic => isLiked && candidate.Title.Contains(topic, StringComparison.Ordinal)))
                Assert.StartsWith($"like what was picked: {topic}", reasons, StringComparison.Ordinal);
            var known = candidate.Authors.Where(author => TheModel.Value.Authors.Of(author).Picks > 0).ToList();
            Assert.Equal(known.Count > 0, reasons.Contains("picked before: ", StringComparison.Ordinal));
            Assert.All(candidate.Authors.Except(known), author => Assert.DoesNotContain(author + " ", reasons, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Without_a_single_pick_all_is_judged_and_nothing_fails()
    {
        var model = PickTrainer.Train(new PickFacts(Before, Community.Before(Before).Candidates, []), TestContext.Current.CancellationToken);
        var score = model.NewJudge().Of(Later.First());
        Assert.True(double.IsFinite(score.LogOdds) && score.LogOdds < -3);
    }
}
