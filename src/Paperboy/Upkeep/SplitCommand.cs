using System.CommandLine;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Storage;

namespace Paperboy.Upkeep;

/// <summary><c>paperboy split ID</c>: undoes a wrong merge, so that it stays undone.</summary>
internal static class SplitCommand
{
    public static Command Create(GlobalOptions options)
    {
        var id = new Argument<string>("ID") { Description = "The paper: arXiv:2503.11731, ACL:..., or another id that leads to it." };
        var record = new Option<string[]>("--record")
        {
            Description = "A record that is of another paper; without it, those that joined by title only.",
            HelpName = "SOURCE:KEY",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would become of the paper, and change nothing." };
        var command = new Command("split", "Make two papers of one that was wrongly merged of several records; they are never merged again.") { id, record, dryRun };
        options.Examples[command] =
        [
            "paperboy split arXiv:2503.11731 --dry-run",
            "paperboy split arXiv:2503.11731",
            "paperboy split arXiv:2503.11731 --record acl:ACL:2025.acl-long.1",
        ];
        options.Handle(command, (context, cancel) =>
        {
            if (!File.Exists(context.Folder.Database))
                throw new VerbFailedException($"{context.Folder.Root} holds no catalog.");
            using var database = context.OpenDatabase();
            var wanted = context.Parsed.GetRequiredValue(id);
            var paper = new PaperStore(database).Find(wanted) ?? throw new VerbFailedException($"No paper here has the id {wanted}.");
            var only = context.Parsed.GetValue(dryRun);
            var split = Split(database, paper, context.Parsed.GetValue(record) ?? [], only);
            var searchable = only || new Searchable(database).Ensure(context, cancel);
            context.Result(new { split.Kept, split.Separated, dryRun = only, searchable }, _ => Words(split, only));
            return ExitCode.Done;
        });
        return command;
    }

    private static SplitPaper Split(Database database, Paper paper, string[] records, bool dryRun)
    {
        try
        {
            return new PaperSplit(database).Split(paper, records, dryRun);
        }
        catch (PaperSplitException e)
        {
            throw new VerbFailedException(e.Message, e);
        }
    }

    private static string Words(SplitPaper split, bool dryRun)
    {
        var words = new StringBuilder();
        Add(words, dryRun ? "would keep" : "keeps", split.Kept);
        foreach (var part in split.Separated)
            Add(words.AppendLine(), dryRun ? "would have" : "has", part);
        return words.ToString();
    }

    private static void Add(StringBuilder words, string verb, SplitPart part)
    {
        words.Append(part.Id).Append(' ').Append(verb);
        foreach (var record in part.Records)
        {
            var day = record.Day is { } known ? $" ({known.ToSql()})" : "";
            words.AppendLine().Append("  ").Append(record.Name).Append(day).Append("  ").Append(record.Title);
        }
    }
}
