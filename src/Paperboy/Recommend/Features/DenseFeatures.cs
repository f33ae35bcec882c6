namespace Paperboy.Recommend.Features;

/// <summary>
/// What the trees see of a candidate: the linear model's log-odds, its authors' history, and the form of the paper. Days and
/// counts stand as they are; trees need no scales.
/// </summary>
internal static class DenseFeatures
{
    /// <summary>The names of the features, in their order.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "text", "best author's rate", "mean rate", "most picks", "picks per author", "log picks", "log recent picks", "log papers",
        "picks per paper", "authors picked", "share of authors picked", "share of authors known", "mean log-odds", "best log-odds",
        "days since a pick", "first author's papers", "first author's picks", "first author's rate", "last author's papers",
        "last author's picks", "last author's rate", "team", "title words", "abstract words", "categories", "colon", "addresses",
        "comment length", "primary category", "weekday",
    ];

    // An author of whom nothing is known counts as one with three papers of which a quarter of one was picked.
    private const double PriorRate = 0.08;
    private const double PriorPapers = 3;
    private const float Never = 9999;

    // The categories in which most of the picks stand; the rest are one.
    private static readonly string[] Primary = ["cs.CL", "cs.CV", "cs.AI", "cs.LG", "cs.RO"];

    /// <summary>The features of a candidate.</summary>
    /// <param name="candidate">The paper.</param>
    /// <param name="form">What was seen of it besides its terms.</param>
    /// <param name="text">The linear model's log-odds.</param>
    /// <param name="history">As it stood before the paper was announced.</param>
    /// <exception cref="InvalidOperationException">The history knows the candidate's day: a leak.</exception>
    public static float[] Of(PickCandidate candidate, CandidateForm form, double text, AuthorHistory history)
    {
        if (history.Until > candidate.Day)
            throw new InvalidOperationException($"{candidate.Id} was announced on {candidate.Day:yyyy-MM-dd}, but the history of its authors goes to {history.Until:yyyy-MM-dd}.");
        var team = new Team(candidate.Authors, history);
        var people = Math.Max(1, candidate.Authors.Count);
        return
        [
            (float)text,
            (float)team.BestRate, (float)(team.Rates / people), (float)team.MostPicks, (float)(team.Picks / people),
            (float)Math.Log(1 + team.Picks), (float)Math.Log(1 + team.Recent), (float)Math.Log(1 + team.Papers),
            (float)(team.Picks / (team.Papers + PriorPapers)), team.Picked, (float)team.Picked / people, (float)team.Known / people,
            (float)(team.LogOdds / people), (float)team.BestLogOdds,
            team.LastPick == 0 ? Never : history.Until.DayNumber - team.LastPick,
            team.First.Papers, team.First.Picks, (float)Rate(team.First), team.Last.Papers, team.Last.Picks, (float)Rate(team.Last),
            people, form.TitleWords, form.AbstractWords, candidate.Categories.Count,
            candidate.Title.IndexOf(':', StringComparison.Ordinal), form.Addresses, candidate.Comment.Length,
            candidate.Categories.Count == 0 ? -1 : Array.IndexOf(Primary, candidate.Categories[0]),
            (int)candidate.Day.DayOfWeek,
        ];
    }

    private static double Rate(in AuthorRecord record) =>
        (record.Picks + (PriorRate * PriorPapers)) / (Math.Max(record.Papers, record.Picks) + PriorPapers);

    /// <summary>The authors of a paper, added up.</summary>
    private readonly struct Team
    {
        public Team(IReadOnlyList<string> authors, AuthorHistory history)
        {
            BestLogOdds = authors.Count == 0 ? 0 : double.NegativeInfinity;
            for (var i = 0; i < authors.Count; i++)
            {
                var record = history.Of(authors[i]);
                var rate = Rate(record);
                var logOdds = Math.Log(rate / (1 - rate));
                (BestRate, Rates) = (Math.Max(BestRate, rate), Rates + rate);
                (BestLogOdds, LogOdds) = (Math.Max(BestLogOdds, logOdds), LogOdds + logOdds);
                (MostPicks, Picks) = (Math.Max(MostPicks, record.Picks), Picks + record.Picks);
                (Papers, Recent) = (Papers + record.Papers, Recent + history.RecentPicks(record));
                (Picked, Known) = (Picked + (record.Picks > 0 ? 1 : 0), Known + (record.Papers > 0 ? 1 : 0));
                LastPick = Math.Max(LastPick, record.LastPick);
                if (i == 0)
                    First = record;
                if (i == authors.Count - 1)
                    Last = record;
            }
        }

        public double BestRate { get; }

        public double Rates { get; }

        public double BestLogOdds { get; }

        public double LogOdds { get; }

        public double MostPicks { get; }

        public double Picks { get; }

        public double Papers { get; }

        public double Recent { get; }

        public int Picked { get; }

        public int Known { get; }

        public int LastPick { get; }

        public AuthorRecord First { get; }

        public AuthorRecord Last { get; }
    }
}
