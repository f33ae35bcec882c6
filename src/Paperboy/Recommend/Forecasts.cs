using Paperboy.Catalog;
using Paperboy.Storage;

namespace Paperboy.Recommend;

/// <summary>
/// Foretells the newest editions: those of days that have no predictions yet, and today's when papers came in since. The model that
/// does it was trained before the first of these days, also when the catalog knows more by now: what was foretold for a day never knows
/// what came of it.
/// </summary>
internal sealed class Forecasts(Database database, PickCatalog catalog, PredictionStore predictions, TimeProvider time)
{
    /// <summary>From fewer papers and picks nothing is learned.</summary>
    public const int FewestPapers = 200;

    /// <inheritdoc cref="FewestPapers"/>
    public const int FewestPicks = 20;

    // Days: a catalog that was just filled gets predictions for its newest month.
    private const int Newest = 31;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>How many papers arXiv announced on each of the newest days: as long as that stays, nothing becomes due.</summary>
    public IReadOnlyDictionary<DateOnly, int> Announced()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT appearance.day, COUNT(*) FROM appearance
            JOIN paper ON paper.number = appearance.paper AND paper.invented = 0
            WHERE appearance.kind = 'listed' AND appearance.day <= $today
              AND appearance.day > (SELECT date(day, $back) FROM appearance WHERE kind = 'listed' AND day <= $today ORDER BY day DESC LIMIT 1)
              AND EXISTS (SELECT 1 FROM record WHERE record.paper = appearance.paper AND record.source = 'arxiv')
            GROUP BY appearance.day
            """;
        command.Parameters.AddWithValue("$today", Today.AddDays(1).ToSql());
        command.Parameters.AddWithValue("$back", FormattableString.Invariant($"-{Newest} days"));
        using var row = command.ExecuteReader();
        var counts = new Dictionary<DateOnly, int>();
        while (row.Read())
            counts[row.GetString(0).ToDay()] = row.GetInt32(1);
        return counts;
    }

    /// <summary>The days whose editions are to be foretold, the first one first.</summary>
    /// <param name="announced">See <see cref="Announced"/>.</param>
    public IReadOnlyList<DateOnly> Due(IReadOnlyDictionary<DateOnly, int> announced)
    {
        if (announced.Count == 0)
            return [];
        var known = predictions.Counts(announced.Keys.Min(), announced.Keys.Max());
        return [.. announced
            .Where(day => !known.TryGetValue(day.Key, out var count) || (day.Key >= Today && count < day.Value))
            .Select(day => day.Key).Order()];
    }

    /// <summary>Whether there is enough to learn from before a day.</summary>
    public bool CanLearnBefore(DateOnly day)
    {
        using var connection = database.Read();
        return Count("listed", FewestPapers) && Count("featured", FewestPicks);

        bool Count(string kind, int fewest)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM (SELECT 1 FROM appearance WHERE kind = $kind AND day < $day LIMIT $fewest)";
            command.Parameters.AddWithValue("$kind", kind);
            command.Parameters.AddWithValue("$day", day.ToSql());
            command.Parameters.AddWithValue("$fewest", fewest);
            return (long)command.ExecuteScalar()! >= fewest;
        }
    }

    /// <summary>Learns, and foretells the editions of the days that are due.</summary>
    /// <param name="due">As <see cref="Due"/> gives them; at least one.</param>
    /// <param name="cancel">Stops the work; days that are done are kept.</param>
    public ForecastReport Make(IReadOnlyList<DateOnly> due, CancellationToken cancel)
    {
        var model = Learn(due[0], cancel);
        var judge = model.NewJudge();
        var (kept, papers) = (0, 0);
        var days = catalog.Announced(due[0], due[^1], cancel).GroupBy(candidate => candidate.Day);
        foreach (var day in days.Where(day => due.Contains(day.Key)))
        {
            var made = Foretell(judge, [.. day]);
            if (!predictions.Save(day.Key, made, model.Name, time.GetUtcNow()))
                continue;
            (kept, papers) = (kept + 1, papers + made.Count);
        }

        return new ForecastReport(kept, papers, model.Before, model.Papers, model.Picks);
    }

    /// <summary>The predictions for the edition of one day.</summary>
    public static IReadOnlyList<PaperPrediction> Foretell(PickModel.Judge judge, IReadOnlyList<PickCandidate> day)
    {
        var (scores, reasons) = (new List<(PickCandidate, PickScore)>(), new Dictionary<long, IReadOnlyList<string>>());
        foreach (var candidate in day)
        {
            var score = judge.Of(candidate);
            scores.Add((candidate, score));
            reasons[candidate.Paper] = judge.ReasonsFor(candidate, score);
        }

        return [.. PickExploration.Arrange(scores).Select(placed => new PaperPrediction(
            placed.Candidate.Paper, placed.Score.LogOdds, placed.Standing, placed.Explores, reasons[placed.Candidate.Paper]))];
    }

    // The model in the file serves as long as the same would be learned: an hour later the day may have more papers.
    private PickModel Learn(DateOnly before, CancellationToken cancel)
    {
        var facts = catalog.FactsBefore(before, cancel);
        if (Kept() is { } kept && kept.Before == before && kept.Papers == facts.Candidates.Count && kept.Picks == facts.Picked)
            return kept;
        var model = PickTrainer.Train(facts, cancel);
        PickModelFile.Write(model, database.Folder.Picks);
        return model;
    }

    private PickModel? Kept()
    {
        try
        {
            return File.Exists(database.Folder.Picks) ? PickModelFile.Read(database.Folder.Picks) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Of an older version, or damaged: it is made again.
            return null;
        }
    }
}

/// <summary>What was foretold.</summary>
/// <param name="Days">How many editions.</param>
/// <param name="Papers">How many papers of them.</param>
/// <param name="TrainedBefore">By a model that knows nothing of this day or later.</param>
/// <param name="TrainedOn">How many papers it learned from.</param>
/// <param name="Picks">How many of them had been picked.</param>
internal sealed record ForecastReport(int Days, int Papers, DateOnly TrainedBefore, int TrainedOn, int Picks);
