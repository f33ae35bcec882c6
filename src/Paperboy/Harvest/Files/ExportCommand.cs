using System.CommandLine;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;

namespace Paperboy.Harvest.Files;

/// <summary><c>paperboy export</c>: the catalog's records as they came, in the form that import reads.</summary>
internal static class ExportCommand
{
    public static Command Create(GlobalOptions options)
    {
        var all = new Option<bool>("--all") { Description = "Write everything that the catalog holds.", Required = true };
        var format = new Option<string>("--format") { Description = "jsonl: one JSON object a line, as import reads it.", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl");
        var output = new Option<string?>("--output") { Description = "Into this file, which appears whole or not at all; else to standard output.", HelpName = "FILE" };
        var command = new Command("export", "Write all records as JSON Lines: importing them elsewhere makes the same catalog.") { all, format, output };
        options.Examples[command] =
        [
            "paperboy export --all > papers.jsonl",
            "paperboy export --all --output papers.jsonl",
        ];
        options.Handle(command, (context, cancel) =>
        {
            using var database = context.OpenDatabase();
            var file = context.Parsed.GetValue(output);
            var count = file is null
                ? Write(database, Console.OpenStandardOutput(), cancel)
                : WriteFile(database, Path.GetFullPath(file), cancel);
            if (context.Json && file is not null)
                context.Result(new { records = count, file }, r => "");
            else
                context.Say($"{count} records exported.");
            return ExitCode.Done;
        });
        return command;
    }

    private static long WriteFile(Storage.Database database, string file, CancellationToken cancel)
    {
        if (database.Folder.IsOwnFile(file))
            throw new VerbFailedException($"{file} is a file of the data folder itself; an export must not replace it.");
        var partial = file + ".partial";
        try
        {
            long count;
            using (var stream = File.Create(partial))
                count = Write(database, stream, cancel);
            File.Move(partial, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static long Write(Storage.Database database, Stream stream, CancellationToken cancel)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
        long count = 0;
        foreach (var body in new PaperStore(database).AllRecordBodies())
        {
            cancel.ThrowIfCancellationRequested();
            writer.WriteLine(body);
            count++;
        }

        return count;
    }
}
