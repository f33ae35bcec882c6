using System.CommandLine;
using Paperboy.Cli;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Measuring;
using Paperboy.Evaluate.Modes;

namespace Paperboy.Evaluate;

/// <summary><c>paperboy evaluate FOLDER</c>: how well each way of searching does on a collection with judgements.</summary>
internal static class EvaluateCommand
{
    private const string Name = "evaluate";

    private static readonly string[] SubcommandNames = [MakeCommand.Name, TuneCommand.Name, VectorsCommand.Name, PicksCommand.Name];

    private static string Subcommands => string.Join(", ", SubcommandNames);

    public static Command Create(GlobalOptions options)
    {
        var folder = new Argument<string?>("FOLDER") { Description = "A collection in BEIR's form: corpus.jsonl, queries.jsonl, qrels/test.tsv, plain or .gz.", Arity = ArgumentArity.ZeroOrOne };
        var pooledOnly = RankingMode.ForPools.ExceptBy(RankingMode.ForSearch.Select(one => one.Name), one => one.Name);
        var mode = new Option<string>("--mode")
        {
            Description = $"How to search: {Names(RankingMode.ForSearch)}, with --pools also {Names(pooledOnly)}; or {RankingMode.All}.",
            HelpName = "MODE",
            DefaultValueFactory = _ => RankingMode.All,
        };
        var split = new Option<string>("--split") { Description = "Which judgements: test or train.", HelpName = "SPLIT", DefaultValueFactory = _ => "test" };
        split.AcceptOnlyFromAmong("test", "train");
        var run = new Option<string?>("--run") { Description = "Write all rankings into this file: mode, query, id, rank, score, tab-separated; .gz compresses.", HelpName = "FILE" };
        var pools = new Option<string?>("--pools") { Description = "Rank the papers of each query's pool by their likeness to the query's own paper; a JSON file of pools.", HelpName = "FILE" };
        var command = new Command(Name, "Measure how well search does on a collection with judgements.") { folder, mode, split, run, pools, MakeCommand.Create(options), TuneCommand.Create(options), VectorsCommand.Create(options), PicksCommand.Create(options) };
        options.Examples[command] =
        [
            "paperboy evaluate collections/scifact",
            "paperboy evaluate collections/scifact --split train --mode keyword --run keyword.tsv --json",
            "paperboy evaluate collections/csfcube --pools collections/csfcube/test-pid2pool-csfcube.json",
            "paperboy evaluate make titles --from papers.jsonl.gz --to collections/titles",
            "paperboy evaluate tune collections/scifact collections/titles",
        ];
        options.Handle(command, (context, cancel) =>
        {
            var file = context.Parsed.GetValue(pools);
            var modes = RankingMode.Choose(context.Parsed.GetRequiredValue(mode), file is null ? RankingMode.ForSearch : RankingMode.ForPools);
            var collection = CollectionReader.Read(Existing(context.Parsed.GetValue(folder)), cancel);
            var task = file is null
                ? CollectionReader.ReadSearch(collection, context.Parsed.GetRequiredValue(split), cancel)
                : PoolReader.Read(collection, file, context.Parsed.GetRequiredValue(split), cancel);
            using var rankings = context.Parsed.GetValue(run) is { } path ? RunFile.Create(path) : null;
            var report = context.WithProgress("Evaluating", progress => new Evaluation(collection, task).Run(modes, rankings, progress, cancel));
            rankings?.Complete();
            if (context.Json)
                context.Result(EvaluateOutput.Json(report), _ => "");
            else
                context.Result(report, EvaluateOutput.Words);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>
    /// The arguments as the command line shall read them: an existing folder is a collection, even if it has the name of a
    /// subcommand.
    /// </summary>
    /// <param name="args">As typed.</param>
    /// <param name="isFolder">Whether there is a folder of a name.</param>
    public static string[] Arguments(string[] args, Func<string, bool> isFolder)
    {
        var verb = Array.IndexOf(args, Name);
        var word = Array.FindIndex(args, verb + 1, SubcommandNames.Contains);
        return verb < 0 || word < 0 || !isFolder(args[word]) || args.AsSpan(0, verb).ContainsAnyExcept(["--json", "--quiet"])
            ? args
            : [.. args[..word], Path.Combine(".", args[word]), .. args[(word + 1)..]];
    }

    private static string Existing(string? folder) => folder switch
    {
        null => throw new VerbFailedException($"evaluate takes the FOLDER of a collection, or one of: {Subcommands}."),
        _ when Directory.Exists(folder) => folder,
        _ when File.Exists(folder) => throw new VerbFailedException($"{folder} is a file; evaluate takes the folder of a collection."),
        _ => throw new VerbFailedException($"There is no folder {folder}, and evaluate has no such subcommand; it has: {Subcommands}."),
    };

    private static string Names(IEnumerable<RankingMode> modes) => string.Join(", ", modes.Select(mode => mode.Name));
}
