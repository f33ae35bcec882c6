namespace Paperboy.Daily.Trending;

/// <summary>
/// Which papers draw attention at a moment, and why: a pure function of what was known then. docs/trending.md gives the formula.
/// </summary>
public static class TrendingFormula
{
    /// <summary>What one independent reader's act counts in its first minute.</summary>
    public const double Vote = 1, Save = 1, Comment = 2;

    /// <summary>A curator's choice, whatever the number of editions that it was for.</summary>
    public const double Pick = 6;

    /// <summary>A service whose own editors or readers featured the paper.</summary>
    public const double Mention = 4;

    /// <summary>Doublings of ten gained stars count twice a vote: stars come by thousands, from a public that reads no papers here.</summary>
    public const double StarDoubling = 2, FewStars = 10;

    // Scores are sums of what is printed beside them, and a machine that rounds the last bit otherwise gives the same list.
    private const int Digits = 3;

    /// <summary>The papers of a list, the first one first; those that nothing speaks for are left out.</summary>
    public static TrendingList Rank(TrendingFacts facts, TrendingSpan span)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(span);
        var standing = StandingActs.Of(facts);
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        AddActs(standing, facts, span, drafts);
        AddPicks(standing, facts, span, drafts);
        AddStars(facts, span, drafts);
        AddMentions(facts, span, drafts);
        var ranked = drafts
            .Where(draft => !standing.Hidden.Contains(draft.Key))
            .OrderByDescending(draft => draft.Value.Score)
            .ThenByDescending(draft => draft.Value.Newest)
            .ThenBy(draft => draft.Key, StringComparer.Ordinal);
        return new TrendingList(
            facts.At, span, [.. ranked.Select((draft, i) => new TrendingPaper(i + 1, draft.Key, draft.Value.Score, draft.Value.Parts()))]);
    }

    private static void AddActs(StandingActs standing, TrendingFacts facts, TrendingSpan span, Dictionary<string, Draft> drafts)
    {
        var weighed = Weigh(standing, facts, span);
        var bursts = new Bursts(weighed);
        foreach (var acts in weighed.GroupBy(act => (act.Act.Paper, act.Act.Kind)).OrderBy(group => group.Key.Paper, StringComparer.Ordinal))
        {
            var (effective, points) = (0.0, 0.0);
            foreach (var (act, weight) in acts)
            {
                var counted = weight * bursts.Share(act);
                effective += counted;
                points += counted * PointsOf(act.Kind) * span.Decay(facts.At - act.At);
            }

            var count = acts.Count();
            var within = facts.At - acts.Min(act => act.Act.At);
            Add(drafts, acts.Key.Paper, acts.Max(act => act.Act.At), new TrendingPart(
                acts.Key.Kind, count, Round(points), TrendingWords.Acts(acts.Key.Kind, count, effective, within)));
        }
    }

    private static List<WeighedAct> Weigh(StandingActs standing, TrendingFacts facts, TrendingSpan span)
    {
        var independence = new Independence(standing.Acts, facts);
        var weighed = new List<WeighedAct>();
        foreach (var acts in standing.Acts.Where(act => act.At > facts.At - span.Length).GroupBy(act => act.Paper, StringComparer.Ordinal))
        {
            var supporters = acts.DistinctBy(act => act.Actor).ToList();
            var weights = independence.Of(supporters);
            var weightOf = supporters.Select((act, i) => (act.Actor, Weight: weights[i])).ToDictionary(pair => pair.Actor, pair => pair.Weight);
            weighed.AddRange(acts.Select(act => new WeighedAct(act, weightOf[act.Actor])));
        }

        return weighed;
    }

    private static double PointsOf(TrendingPartKind kind) => kind switch
    {
        TrendingPartKind.Votes => Vote,
        TrendingPartKind.Saves => Save,
        _ => Comment,
    };

    private static void AddPicks(StandingActs standing, TrendingFacts facts, TrendingSpan span, Dictionary<string, Draft> drafts)
    {
        foreach (var picks in standing.Picks.Where(pick => pick.At > facts.At - span.Length).GroupBy(pick => pick.Paper, StringComparer.Ordinal))
        {
            var newest = picks.Max(pick => pick.At);
            Add(drafts, picks.Key, newest, new TrendingPart(
                TrendingPartKind.Picks, picks.Count(), Round(Pick * span.Decay(facts.At - newest)), "picked"));
        }
    }

    private static void AddStars(TrendingFacts facts, TrendingSpan span, Dictionary<string, Draft> drafts)
    {
        foreach (var (paper, gain) in StarGain.Of(facts, span))
        {
            var count = (int)Math.Round(gain.Gained, MidpointRounding.AwayFromZero);
            if (count > 0)
            {
                Add(drafts, paper, gain.Newest, new TrendingPart(
                    TrendingPartKind.Stars, count, Round(StarDoubling * Math.Log2(1 + (gain.Decayed / FewStars))), TrendingWords.Stars(count)));
            }
        }
    }

    private static void AddMentions(TrendingFacts facts, TrendingSpan span, Dictionary<string, Draft> drafts)
    {
        var known = facts.Mentions.Where(mention => mention.KnownAt <= facts.At && mention.At > facts.At - span.Length);
        foreach (var mentions in known.GroupBy(mention => facts.PaperOf(mention.Paper), StringComparer.Ordinal))
        {
            var bySource = mentions.GroupBy(mention => mention.Source, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
            var points = bySource.Sum(source => Mention * span.Decay(facts.At - source.Max(mention => mention.At)));
            Add(drafts, mentions.Key, mentions.Max(mention => mention.At), new TrendingPart(
                TrendingPartKind.Mentions, bySource.Count, Round(points), TrendingWords.Mentions(bySource.Select(source => source.Key))));
        }
    }

    private static void Add(Dictionary<string, Draft> drafts, string paper, DateTimeOffset at, TrendingPart part)
    {
        if (!drafts.TryGetValue(paper, out var draft))
            drafts[paper] = draft = new Draft();
        draft.Add(part, at);
    }

    private static double Round(double points) => Math.Round(points, Digits, MidpointRounding.AwayFromZero);

    private sealed class Draft
    {
        private readonly List<TrendingPart> _parts = [];

        public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

        public double Score => Round(_parts.Sum(part => part.Points));

        public void Add(TrendingPart part, DateTimeOffset at)
        {
            _parts.Add(part);
            Newest = at > Newest ? at : Newest;
        }

        public IReadOnlyList<TrendingPart> Parts() => [.. _parts.OrderBy(part => part.Kind)];
    }
}
