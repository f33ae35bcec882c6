using System.CommandLine;
using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.KnownItems;

namespace Paperboy.Evaluate;

/// <summary><c>paperboy evaluate make KIND</c>: makes a collection of known items out of papers, to tune and measure with.</summary>
internal static class MakeCommand
{
    public const string Name = "make";

    public static Command Create(GlobalOptions options)
    {
        var kind = new Argument<string>("KIND") { Description = "titles: a title asks for its abstract. summaries: the sentence that says what the authors do asks for the rest." };
        kind.AcceptOnlyFromAmong([.. KnownItemKind.All.Select(known => known.Name)]);
        var from = new Option<string[]>("--from") { Description = "Papers in JSON Lines, plain or .gz.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
        var to = new Option<string>("--to") { Description = "The folder to write, new or empty.", HelpName = "FOLDER", Required = true };
        var documents = Counted("--documents", "How many documents.", 20_000);
        var queries = Counted("--queries", "How many queries to test with; as many others are made to train with.", 500);
        var seed = new Option<int>("--seed") { Description = "The same papers and seed make the same collection.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command(Name, "Make a collection of known items out of papers.") { kind, from, to, documents, queries, seed };
        options.Examples[command] = ["paperboy evaluate make titles --from papers.jsonl.gz --to collections/titles --documents 20000 --queries 500 --seed 1"];
        options.Handle(command, (context, cancel) =>
        {
            var folder = context.Parsed.GetRequiredValue(to);
            KnownItemFiles.CheckEmpty(folder);
            var name = context.Parsed.GetRequiredValue(kind);
            var (papers, rejected) = Read(context, context.Parsed.GetRequiredValue(from), cancel);
            var set = KnownItemSet.Draw(
                papers,
                KnownItemKind.All.Single(known => known.Name == name),
                context.Parsed.GetValue(documents),
                context.Parsed.GetValue(queries),
                context.Parsed.GetValue(seed),
                cancel);
            KnownItemFiles.Write(set, folder);
            context.Result(
                new { kind = name, folder, documents = set.Items.Count, test = set.Test.Count, train = set.Train.Count, papers = papers.Count, rejected },
                made => string.Create(CultureInfo.InvariantCulture,
                    $"{made.folder}: {made.documents:N0} documents of {made.papers:N0} papers, {made.test:N0} queries to test and {made.train:N0} to train."));
            return rejected == 0 ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    /// <summary>The papers of files, and how many lines are none.</summary>
    internal static (List<PaperRecord> Papers, int Rejected) Read(VerbContext context, string[] files, CancellationToken cancel)
    {
        var papers = new List<PaperRecord>();
        var rejected = 0;
        foreach (var line in files.SelectMany(file => CollectionFile.Lines(file, cancel)))
        {
            if (RecordJson.TryRead(line.Text, DateOnly.MaxValue, out var record, out var reason))
                papers.Add(record);
            else if (rejected++ == 0)
                context.Warn($"Not a paper, and passed over like others: {line.Path}:{line.Number}: {reason}");
        }

        return (papers, rejected);
    }

    private static Option<int> Counted(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000_000)
                result.AddError($"{name} takes a whole number from 1 to 10000000.");
        });
        return option;
    }
}
