using System.CommandLine;
using System.Globalization;
using System.Text;
using Paperboy.Cli;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Measuring;

namespace Paperboy.Evaluate;

/// <summary><c>paperboy evaluate tune FOLDER FOLDER...</c>: hybrid ranking on each collection with weights chosen on the others.</summary>
internal static class TuneCommand
{
    public const string Name = "tune";

    public static Command Create(GlobalOptions options)
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Collections in BEIR's form, two at least.", Arity = ArgumentArity.OneOrMore };
        var run = new Option<string?>("--run") { Description = "Write all rankings into this file; its mode is COLLECTION:MODE.", HelpName = "FILE" };
        var command = new Command(Name, "Measure hybrid ranking on each collection with the weights that do best on the others.") { folders, run };
        options.Examples[command] = ["paperboy evaluate tune collections/scifact collections/cacm collections/titles collections/summaries"];
        options.Handle(command, (context, cancel) =>
        {
            var collections = Read(context.Parsed.GetRequiredValue(folders), cancel);
            using var rankings = context.Parsed.GetValue(run) is { } path ? RunFile.Create(path) : null;
            var sheets = context.WithProgress("Tuning", progress => collections.Select((collection, at) => WeightTuning.Measure(
                collection, share => progress((at + share) / collections.Count, collection.Name), cancel)).ToList());
            var results = WeightTuning.Choose(sheets);
            if (rankings is not null)
                Write(results, rankings);
            context.Result(results.Select(Json), _ => Words(results));
            return ExitCode.Done;
        });
        return command;
    }

    private static List<Collection> Read(string[] folders, CancellationToken cancel)
    {
        if (folders.Length < 2)
            throw new VerbFailedException($"evaluate {Name} takes two collections at least: each has its weights chosen on the others.");
        var collections = folders.Select(folder => Directory.Exists(folder)
            ? CollectionReader.Read(folder, cancel)
            : throw new VerbFailedException($"There is no folder {folder}.")).ToList();
        return collections.GroupBy(collection => collection.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new VerbFailedException($"Two collections are named {twice.Key}; results could not be told apart.")
            : collections;
    }

    private static void Write(IReadOnlyList<TunedResult> results, RunFile file)
    {
        foreach (var result in results)
        {
            foreach (var (mode, ranked) in result.Sheet.Plain.Append(new("hybrid", result.Hybrid)))
            {
                for (var query = 0; query < ranked.Queries.Count; query++)
                    file.Add($"{result.Sheet.Collection.Name}:{mode}", ranked.Queries[query], ranked.Rankings[query]);
            }
        }

        file.Complete();
    }

    private static object Json(TunedResult result) => new
    {
        collection = result.Sheet.Collection.Name,
        queries = result.Hybrid.Queries.Count,
        choosesBy = result.Sheet.ChoosingSplit,
        result.Chosen.MeaningWeight,
        result.Chosen.CrowdingShare,
        ndcg10 = result.Sheet.Plain.Append(new("hybrid", result.Hybrid)).ToDictionary(mode => mode.Key, mode => Math.Round(mode.Value.Ndcg.Average(), 6)),
        comparisons = result.Comparisons.Select(comparison => new
        {
            comparison.First,
            comparison.Second,
            difference = Math.Round(comparison.Difference, 6),
            p = Math.Round(comparison.P, 6),
        }),
    };

    private static string Words(IReadOnlyList<TunedResult> results)
    {
        var text = new StringBuilder("nDCG@10 of the test queries; the weights of hybrid chosen on the other collections.\n");
        foreach (var result in results)
        {
            var figures = result.Sheet.Plain.Append(new("hybrid", result.Hybrid)).Select(mode => $"{mode.Key} {Figure(mode.Value.Ndcg.Average())}");
            text.Append(CultureInfo.InvariantCulture, $"\n{result.Sheet.Collection.Name} ({result.Hybrid.Queries.Count:N0} queries): {string.Join(", ", figures)}\n");
            text.Append(CultureInfo.InvariantCulture, $"  weight of meaning {result.Chosen.MeaningWeight}, share of the crowding {result.Chosen.CrowdingShare}\n");
            foreach (var comparison in result.Comparisons)
                text.Append(CultureInfo.InvariantCulture, $"  hybrid - {comparison.Second}  {comparison.Difference:+0.0000;-0.0000;0.0000}  p {comparison.P:0.0000}\n");
        }

        return text.ToString().TrimEnd();
    }

    private static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
