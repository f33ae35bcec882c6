using Paperboy.Readers.Events;

namespace Paperboy.Daily.Trending;

/// <summary>A vote, a save or a comment that had not been taken back at the list's moment.</summary>
/// <param name="Number">Of its event.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Whose.</param>
/// <param name="Paper">As its id is today.</param>
/// <param name="Kind">Votes, saves or comments.</param>
internal sealed record Act(long Number, DateTimeOffset At, long Actor, string Paper, TrendingPartKind Kind);

/// <summary>A curator's pick that stood at the list's moment.</summary>
internal sealed record StandingPick(string Paper, DateTimeOffset At, string Day);

/// <summary>What stood at a moment of all that readers and curators did.</summary>
/// <param name="Acts">One of each kind, reader and paper, in the order in which they were done.</param>
/// <param name="Picks">What curators picked.</param>
/// <param name="Hidden">Papers that curators had taken from all pages.</param>
internal sealed record StandingActs(IReadOnlyList<Act> Acts, IReadOnlyList<StandingPick> Picks, IReadOnlySet<string> Hidden)
{
    public static StandingActs Of(TrendingFacts facts)
    {
        var fold = new Fold();
        foreach (var done in facts.Events)
        {
            var isHide = done.Kind is EventKind.Hide or EventKind.Unhide;
            if (done.At <= facts.At && (isHide || done.At > facts.At - TrendingFacts.History))
                fold.Apply(done);
        }

        return new StandingActs(
            [
                .. OneOfEach(facts, fold.Votes.Values, TrendingPartKind.Votes)
                    .Concat(OneOfEach(facts, fold.Saves.Values, TrendingPartKind.Saves))
                    .Concat(OneOfEach(facts, fold.Comments.Values, TrendingPartKind.Comments))
                    .OrderBy(act => act.Number),
            ],
            [.. fold.Picks.Values.OrderBy(pick => pick.Number).Select(pick => new StandingPick(facts.PaperOf(pick.Paper), pick.At, pick.Detail))],
            fold.Hidden.Select(facts.PaperOf).ToHashSet(StringComparer.Ordinal));
    }

    // Of two votes of one reader for papers that are one by now, the first counts; of several comments the newest.
    private static IEnumerable<Act> OneOfEach(TrendingFacts facts, IEnumerable<Event> events, TrendingPartKind kind)
    {
        var chosen = new Dictionary<(long Actor, string Paper), Act>();
        foreach (var done in events)
        {
            var act = new Act(done.Number, done.At, done.Actor, facts.PaperOf(done.Paper), kind);
            if (!chosen.TryGetValue((act.Actor, act.Paper), out var known) || (kind == TrendingPartKind.Comments) == (act.Number > known.Number))
                chosen[(act.Actor, act.Paper)] = act;
        }

        return chosen.Values;
    }

    // Each event is applied to what the earlier ones left.
    private sealed class Fold
    {
        public Dictionary<(long Actor, string Paper), Event> Votes { get; } = [];

        public Dictionary<(long Actor, string Paper), Event> Saves { get; } = [];

        public Dictionary<string, Event> Comments { get; } = new(StringComparer.Ordinal);

        public Dictionary<(string Paper, string Day), Event> Picks { get; } = [];

        public HashSet<string> Hidden { get; } = new(StringComparer.Ordinal);

        public void Apply(Event done)
        {
            switch (done.Kind)
            {
                case EventKind.Vote: Votes.TryAdd((done.Actor, done.Paper), done); break;
                case EventKind.Unvote: Votes.Remove((done.Actor, done.Paper)); break;
                case EventKind.Save: Saves.TryAdd((done.Actor, done.Paper), done); break;
                case EventKind.Unsave: Saves.Remove((done.Actor, done.Paper)); break;
                case EventKind.Comment: Comments.TryAdd(done.Detail, done); break;
                case EventKind.Uncomment: Comments.Remove(done.Detail); break;
                case EventKind.Pick: Picks.TryAdd((done.Paper, done.Detail), done); break;
                case EventKind.Unpick: Picks.Remove((done.Paper, done.Detail)); break;
                case EventKind.Hide: Hidden.Add(done.Paper); break;
                case EventKind.Unhide: Hidden.Remove(done.Paper); break;
                default: break; // a submission draws no attention yet
            }
        }
    }
}
