using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Storage;

namespace Paperboy.Recommend;

/// <summary><c>paperboy predict</c>: learns from past picks, and foretells the newest editions. The server runs it by itself.</summary>
internal static class PredictCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("predict", "Learn from past picks, and foretell which papers of the newest editions will be picked.");
        options.Examples[command] = ["paperboy predict", "paperboy predict --json"];
        options.Handle(command, (context, cancel) =>
        {
            if (!File.Exists(context.Folder.Database))
                throw new VerbFailedException($"{context.Folder.Root} holds no catalog to learn from. Import papers first.");
            var clock = Stopwatch.StartNew();
            using var database = context.OpenDatabase();
            using var held = FileLock.TryExclusive(context.Folder.PicksLock, "paperboy predict")
                ?? throw new VerbFailedException($"The newest editions are being foretold already, by {FileLock.Holder(context.Folder.PicksLock)}.");
            var forecasts = new Forecasts(database, new PickCatalog(database), new PredictionStore(database), context.Time);
            var due = forecasts.Due(forecasts.Announced());
            if (due.Count == 0)
            {
                context.Result(new ForecastReport(0, 0, default, 0, 0), _ => "Nothing to foretell: the newest editions have their predictions.");
                return ExitCode.Done;
            }

            if (!forecasts.CanLearnBefore(due[0]))
            {
                throw new VerbFailedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Before {due[0]:yyyy-MM-dd} the catalog has too little to learn from: {Forecasts.FewestPapers} papers announced by arXiv and {Forecasts.FewestPicks} featured ones are needed."));
            }

            var report = context.WithProgress("Learning", _ => forecasts.Make(due, cancel));
            context.Result(report, made => string.Create(
                CultureInfo.InvariantCulture,
                $"{made.Papers:N0} papers of {made.Days} editions foretold in {clock.Elapsed.TotalSeconds:N0} s, learned from {made.TrainedOn:N0} papers of before {made.TrainedBefore:yyyy-MM-dd}, {made.Picks:N0} of them picked."));
            return ExitCode.Done;
        });
        return command;
    }
}
