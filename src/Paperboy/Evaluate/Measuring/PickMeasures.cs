namespace Paperboy.Evaluate.Measuring;

/// <summary>How well a ranking of each day's new papers foresees which of them are picked.</summary>
/// <param name="Days">How many days were measured.</param>
/// <param name="Auc">The chance that a picked paper stands before one that was not, the mean over days; ties count half.</param>
/// <param name="RecallTop10Percent">Which share of a day's picks stands in the first tenth of its papers, the mean over days.</param>
/// <param name="LiftTop10">How many times as many picks as by chance stand among a day's first ten, the mean over days.</param>
internal sealed record PickMeasures(int Days, double Auc, double RecallTop10Percent, double LiftTop10)
{
    /// <summary>A day of fewer papers says nothing of a ranking.</summary>
    public const int FewestPapers = 50;

    private const int Top = 10;

    /// <summary>Measures days of at least <see cref="FewestPapers"/> papers, of which some are picked and some are not.</summary>
    /// <param name="days">The papers of each day, by rank.</param>
    public static PickMeasures Of(IEnumerable<IReadOnlyList<JudgedPaper>> days)
    {
        var measured = days
            .Where(day => day.Count >= FewestPapers && day.Any(paper => paper.Picked) && day.Any(paper => !paper.Picked))
            .ToList();
        return measured.Count == 0
            ? new PickMeasures(0, double.NaN, double.NaN, double.NaN)
            : new PickMeasures(measured.Count, measured.Average(AucOf), measured.Average(Recall), measured.Average(Lift));
    }

    private static double AucOf(IReadOnlyList<JudgedPaper> day)
    {
        // From the last to the first, a group of equal scores at a time.
        var (won, below) = (0d, 0L);
        for (var end = day.Count; end > 0;)
        {
            var first = end - 1;
            while (first > 0 && day[first - 1].Score == day[end - 1].Score)
                first--;
            long picked = 0, others = 0;
            for (var i = first; i < end; i++)
                _ = day[i].Picked ? picked++ : others++;
            won += picked * (below + (others / 2d));
            below += others;
            end = first;
        }

        return won / ((double)below * (day.Count - below));
    }

    // At most a tenth: 258 papers have 25 in their first tenth.
    private static double Recall(IReadOnlyList<JudgedPaper> day) =>
        (double)Picked(day, day.Count / 10) / Picked(day, day.Count);

    private static double Lift(IReadOnlyList<JudgedPaper> day) =>
        (double)Picked(day, Top) / Top / ((double)Picked(day, day.Count) / day.Count);

    private static int Picked(IReadOnlyList<JudgedPaper> day, int first) => day.Take(first).Count(paper => paper.Picked);
}

/// <summary>A paper's score and whether it was picked.</summary>
internal readonly record struct JudgedPaper(double Score, bool Picked);
