using Paperboy.Catalog;
using Paperboy.Daily.Trending;
using Paperboy.Readers.Events;
using Xunit;

namespace Paperboy.Tests.Daily.Trending;

public sealed class TrendingFormulaTests
{
    private const string Paper = "arXiv:2603.00001";
    private static readonly DateTimeOffset Now = new(2026, 3, 17, 18, 0, 0, TimeSpan.Zero);
    private readonly List<Event> _events = [];
    private readonly Dictionary<long, DateTimeOffset> _since = [];
    private readonly List<StarCount> _stars = [];
    private readonly List<Mention> _mentions = [];
    private readonly Dictionary<string, string> _redirects = [];

    [Fact]
    public void What_speaks_for_a_paper_is_told_in_words()
    {
        for (var reader = 1; reader <= 12; reader++)
            Known(reader, EventKind.Vote, Paper, 0.45 * reader);
        Do(20, EventKind.Pick, Paper, 2, "2026-03-17");
        Counted(Paper, "hf", 30, 100);
        Counted(Paper, "hf", 20, 120);
        Counted(Paper, "hf", 1, 460);
        _mentions.Add(new Mention(Paper, "hf", new DateOnly(2026, 3, 17), Now.AddHours(-3)));
        var paper = Assert.Single(Rank().Papers, paper => paper.Id == Paper);
        Assert.Equal("+12 votes in 6 h, picked, +348 stars, featured by Hugging Face Daily Papers", paper.Words);
        Assert.Equal(paper.Score, paper.Parts.Sum(part => part.Points), 6);
        Assert.Equal(1, paper.Rank);
    }

    [Theory]
    [InlineData("24h", 6)]
    [InlineData("week", 42)]
    [InlineData("month", 180)]
    public void A_pick_counts_half_after_a_quarter_of_the_span_and_nothing_after_all_of_it(string over, double quarter)
    {
        Assert.True(TrendingSpan.TryParse(over, out var span));
        Do(1, EventKind.Pick, "now", 0, "a");
        Do(1, EventKind.Pick, "quarter", quarter, "b");
        Do(1, EventKind.Pick, "over", 4 * quarter, "c");
        Assert.Equal([("now", 6), ("quarter", 3)], Rank(span).Papers.Select(paper => (paper.Id, paper.Score)));
    }

    [Fact]
    public void What_was_taken_back_counts_before_and_not_after()
    {
        Known(1, EventKind.Vote, Paper, 5);
        Known(2, EventKind.Save, Paper, 5);
        Do(3, EventKind.Comment, Paper, 5, "handle");
        Do(4, EventKind.Pick, Paper, 5, "2026-03-17");
        Do(1, EventKind.Unvote, Paper, 2);
        Do(2, EventKind.Unsave, Paper, 2);
        Do(9, EventKind.Uncomment, Paper, 2, "handle");
        Do(9, EventKind.Unpick, Paper, 2, "2026-03-17");
        Assert.DoesNotContain(Rank().Papers, paper => paper.Id == Paper);
        var before = Assert.Single(Rank(TrendingSpan.Day, Now.AddHours(-2).AddTicks(-1)).Papers, paper => paper.Id == Paper);
        Assert.Equal("+1 vote in 3 h, +1 save in 3 h, 1 reader commented, picked", before.Words);
    }

    [Fact]
    public void Hidden_papers_stand_in_no_list_of_a_time_in_which_they_were()
    {
        Do(1, EventKind.Pick, Paper, 5, "2026-03-17");
        Do(2, EventKind.Hide, Paper, 3);
        Do(2, EventKind.Unhide, Paper, 1);
        Assert.Equal([1, 0, 1], new[] { -4, -2, 0 }.Select(hours => Rank(TrendingSpan.Day, Now.AddHours(hours)).Papers.Count));
    }

    [Fact]
    public void Papers_that_were_merged_since_count_as_one_and_nobody_votes_twice()
    {
        Known(1, EventKind.Vote, "doi:10.1000/1", 5);
        Known(1, EventKind.Vote, Paper, 4);
        Known(2, EventKind.Vote, "doi:10.1000/1", 3);
        Assert.Equal([1, 2], Rank().Papers.Where(IsOneOfBoth).Select(paper => paper.Parts[0].Count).Order());
        _redirects["doi:10.1000/1"] = Paper;
        var one = Assert.Single(Rank().Papers, IsOneOfBoth);
        Assert.Equal((Paper, 2), (one.Id, one.Parts[0].Count));
        Assert.Equal("+2 votes in 5 h", one.Words);

        static bool IsOneOfBoth(TrendingPaper paper) => paper.Id is Paper or "doi:10.1000/1";
    }

    [Fact]
    public void Stars_that_went_and_came_back_and_stars_that_two_sources_count_are_gained_once()
    {
        Counted(Paper, "hf", 20, 500);
        Counted(Paper, "hf", 15, 20);
        Counted(Paper, "hf", 10, 500);
        Assert.Empty(Rank().Papers);
        Counted(Paper, "hf", 5, 530);
        Counted(Paper, "s2", 20, 480);
        Counted(Paper, "s2", 4, 500);
        Assert.Equal("+30 stars", Assert.Single(Rank().Papers).Words);
    }

    [Fact]
    public void Of_stars_gained_over_a_longer_time_the_span_has_its_share()
    {
        Counted(Paper, "hf", 4 * 24, 0);
        Counted(Paper, "hf", 0, 400);
        var part = Assert.Single(Assert.Single(Rank().Papers).Parts);
        Assert.Equal(100, part.Count);

        // The mean of 2^(-age / 6 h) over 24 hours is (1 - 1/16) / (4 ln 2).
        var decayed = 100 * (1 - (1 / 16.0)) / (4 * Math.Log(2));
        Assert.Equal(2 * Math.Log2(1 + (decayed / 10)), part.Points, 3);
    }

    [Fact]
    public void Services_that_mention_a_paper_count_once_each()
    {
        foreach (var (source, day) in new[] { ("hf", 16), ("hf", 17), ("acl", 17) })
            _mentions.Add(new Mention(Paper, source, new DateOnly(2026, 3, day), Now.AddHours(-6)));
        var part = Assert.Single(Assert.Single(Rank().Papers).Parts);
        Assert.Equal((2, 4.0), (part.Count, part.Points));
        Assert.Equal("featured by the ACL Anthology and Hugging Face Daily Papers", part.Words);
    }

    [Fact]
    public void A_list_depends_neither_on_what_came_later_nor_on_the_numbers_of_actors()
    {
        var random = new Random(7);
        var kinds = Enum.GetValues<EventKind>();
        for (var i = 0; i < 6000; i++)
        {
            var actor = 1 + random.Next(80);
            _since.TryAdd(actor, Now.AddDays(-20 * random.NextDouble()));
            Do(actor, i % 3 == 0 ? kinds[random.Next(kinds.Length)] : EventKind.Vote, $"arXiv:2603.{random.Next(60):D5}", 24.0 * 10 * (6000 - i) / 6000, $"{random.Next(5)}");
        }

        for (var i = 0; i < 200; i++)
            _stars.Add(new StarCount($"arXiv:2603.{random.Next(60):D5}", "hf", Now.AddHours(-100 * random.NextDouble()), Now.AddHours(-90 * random.NextDouble()), random.Next(900)));
        foreach (var hours in new[] { 0, -1, -30, -100, -230 })
        {
            var at = Now.AddHours(hours);
            var all = Facts(at);
            var known = all with
            {
                Events = [.. _events.Where(e => e.At <= at).Select(e => e with { Actor = Renamed(e.Actor) })],
                Since = _since.ToDictionary(pair => Renamed(pair.Key), pair => pair.Value),
                Stars = [.. _stars.Where(count => count.KnownAt <= at)],
            };
            foreach (var span in TrendingSpan.All)
            {
                var list = TrendingFormula.Rank(all, span);
                Assert.NotEmpty(list.Papers);
                Assert.Equal(Print(list), Print(TrendingFormula.Rank(known, span)));
                Assert.Equal(Enumerable.Range(1, list.Papers.Count), list.Papers.Select(paper => paper.Rank));
                Assert.Equal(list.Papers.Select(paper => paper.Score).OrderDescending(), list.Papers.Select(paper => paper.Score));
            }
        }

        static long Renamed(long actor) => (actor * 7919) % 104729;
    }

    [Fact]
    public void In_a_small_house_everybody_is_heard_though_all_like_the_same()
    {
        for (var reader = 1; reader <= 5; reader++)
        {
            foreach (var paper in new[] { "one", "two", "three" })
                Do(reader, EventKind.Vote, paper, 1 + (0.2 * reader));
            _since[reader] = Now.AddDays(-30);
        }

        Do(6, EventKind.Vote, "alone", 1);
        Do(6, EventKind.Vote, "alone too", 1);
        _since[6] = Now.AddDays(-30);
        var scores = Rank().Papers.ToDictionary(paper => paper.Id, paper => paper.Score);
        Assert.True(scores["one"] > 2 * scores["alone"], $"{scores["one"]} of five against {scores["alone"]} of one");
    }

    private static string Print(TrendingList list) =>
        string.Join('\n', list.Papers.Select(paper => $"{paper.Rank} {paper.Id} {paper.Score:R} {paper.Words} {string.Join(' ', paper.Parts.Select(part => $"{part.Points:R}"))}"));

    private TrendingList Rank(TrendingSpan? span = null, DateTimeOffset? at = null) => TrendingFormula.Rank(Facts(at ?? Now), span ?? TrendingSpan.Day);

    private TrendingFacts Facts(DateTimeOffset at) => new(at, _events, _since, _stars, _mentions, _redirects);

    // A reader who has been there for long and has other votes, like nobody else's.
    private void Known(long reader, EventKind kind, string paper, double hoursAgo)
    {
        if (_since.TryAdd(reader, Now.AddDays(-300)))
        {
            for (var other = 0; other < 5; other++)
                Do(reader, EventKind.Vote, $"old:{reader}.{other}", 24 * 40);
        }

        Do(reader, kind, paper, hoursAgo);
    }

    private void Do(long actor, EventKind kind, string paper, double hoursAgo, string detail = "")
    {
        _since.TryAdd(actor, Now.AddDays(-300));
        _events.Add(new Event(_events.Count + 1, Now.AddHours(-hoursAgo), actor, kind, paper, detail));
    }

    private void Counted(string paper, string source, double hoursAgo, int stars) =>
        _stars.Add(new StarCount(paper, source, Now.AddHours(-hoursAgo), Now.AddHours(-hoursAgo), stars));
}
