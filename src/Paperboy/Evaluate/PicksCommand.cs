using System.CommandLine;
using System.Globalization;
using Paperboy.Cli;
using Paperboy.Evaluate.Measuring;
using Paperboy.Recommend;

namespace Paperboy.Evaluate;

/// <summary>
/// <c>paperboy evaluate picks</c>: how well the picks of the past foretell those of later days. The model is trained on what was known
/// before one day, ranks the papers that were announced on later days, and only then what was picked of them is looked up.
/// </summary>
internal static class PicksCommand
{
    public const string Name = "picks";

    public static Command Create(GlobalOptions options)
    {
        var trainBefore = Day("--train-before", "Learn from what was announced and picked before this day.");
        var from = Day("--from", "The first day to rank; not before the training day.");
        var until = Day("--until", "The last day to rank.");
        var run = new Option<string?>("--run") { Description = "Write the ranking of every day into this file: day, id, rank, score, tab-separated; .gz compresses.", HelpName = "FILE" };
        var command = new Command(Name, "Measure how well past picks foretell which of a day's new papers are picked.") { trainBefore, from, until, run };
        options.Examples[command] = ["paperboy evaluate picks --train-before 2026-01-01 --from 2026-01-01 --until 2026-04-30 --json"];
        options.Handle(command, (context, cancel) =>
        {
            var (before, first, last) = (context.Parsed.GetValue(trainBefore), context.Parsed.GetValue(from), context.Parsed.GetValue(until));
            if (first < before)
                throw new VerbFailedException($"--from {Iso(first)} lies before --train-before {Iso(before)}: the model would know what it is asked for.");
            if (last < first)
                throw new VerbFailedException($"--until {Iso(last)} lies before --from {Iso(first)}.");
            using var database = context.OpenDatabase();
            var catalog = new PickCatalog(database);
            using var file = context.Parsed.GetValue(run) is { } path ? RunFile.Create(path, "day\tid\trank\tscore") : null;
            var days = context.WithProgress("Evaluating", progress => Rank(catalog, (before, first, last), progress, cancel));
            foreach (var (day, papers) in days)
                file?.Add(Iso(day), [.. papers.Select(paper => (paper.Id, paper.Score))]);
            file?.Complete();
            var picked = catalog.EverPicked();
            context.Result(
                Rounded(PickMeasures.Of(days.Select(day => day.Papers.Select(paper => new JudgedPaper(paper.Score, picked.Contains(paper.Number))).ToList()))),
                Words);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<(DateOnly Day, IReadOnlyList<Ranked> Papers)> Rank(
        PickCatalog catalog, (DateOnly Before, DateOnly First, DateOnly Last) days, Action<double, string> progress, CancellationToken cancel)
    {
        progress(0, "learning");
        var facts = catalog.FactsBefore(days.Before, cancel);
        if (facts.Candidates.Count == 0 || facts.Labels.Count == 0)
            throw new VerbFailedException($"Before {Iso(days.Before)} the catalog has {facts.Candidates.Count} papers announced by arXiv and {facts.Labels.Count} picks: nothing can be learned from that.");
        var judge = PickTrainer.Train(facts, cancel).NewJudge();
        progress(0.9, "ranking");
        return [.. catalog.Announced(days.First, days.Last, cancel)
            .Select(candidate => (candidate.Day, Paper: new Ranked(candidate.Paper, candidate.Id, judge.Of(candidate).LogOdds)))
            .GroupBy(ranked => ranked.Day, ranked => ranked.Paper)
            .Select(day => (day.Key, (IReadOnlyList<Ranked>)[.. day.OrderByDescending(paper => paper.Score).ThenBy(paper => paper.Id, StringComparer.Ordinal)]))];
    }

    private static Option<DateOnly> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAY",
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"{name} takes a day like 2026-01-01, not \"{text}\".");
            return default;
        },
    };

    private static PickMeasures Rounded(PickMeasures measures) => measures.Days == 0
        ? throw new VerbFailedException($"No day from --from to --until has at least {PickMeasures.FewestPapers} papers announced by arXiv of which some were picked: nothing can be measured.")
        : measures with
        {
            Auc = Math.Round(measures.Auc, 6),
            RecallTop10Percent = Math.Round(measures.RecallTop10Percent, 6),
            LiftTop10 = Math.Round(measures.LiftTop10, 6),
        };

    private static string Words(PickMeasures measures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{measures.Days} days: AUC {measures.Auc:0.0000}, {measures.RecallTop10Percent:0.0000} of the picks in the first tenth, {measures.LiftTop10:0.00} times as many as by chance among the first ten");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly record struct Ranked(long Number, string Id, double Score);
}
