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
        var isPublic = new Option<bool>("--public") { Description = "Leave out abstracts that may not be passed on, and say how many: for a copy that others get." };
        var command = new Command("export", "Write all records as JSON Lines: importing them elsewhere makes the same catalog.") { all, format, output, isPublic };
        options.Examples[command] =
        [
            "paperboy export --all > papers.jsonl",
            "paperboy export --all --output papers.jsonl",
            "paperboy export --all --public --output for-everybody.jsonl",
        ];
        options.Handle(command, (context, cancel) =>
        {
            using var database = context.OpenDatabase();
            var file = context.Parsed.GetValue(output);
            var filter = context.Parsed.GetValue(isPublic) ? new PublicRecords() : null;
            var count = file is null
                ? Write(database, Console.OpenStandardOutput(), filter, cancel)
                : WriteFile(database, Path.GetFullPath(file), filter, cancel);
            if (context.Json && file is not null)
                context.Result(new { records = count, abstractsLeftOut = filter?.LeftOut ?? 0, file }, r => "");
            else
                context.Say($"{count} records exported{Left(filter)}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Left(PublicRecords? filter) =>
        filter is null ? "" : $", {filter.LeftOut} of them without their abstract, which may not be passed on";

    private static long WriteFile(Storage.Database database, string file, PublicRecords? filter, CancellationToken cancel)
    {
        if (database.Folder.IsOwnFile(file))
            throw new VerbFailedException($"{file} is a file of the data folder itself; an export must not replace it.");
        var partial = file + ".partial";
        try
        {
            long count;
            using (var stream = File.Create(partial))
                count = Write(database, stream, filter, cancel);
            File.Move(partial, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static long Write(Storage.Database database, Stream stream, PublicRecords? filter, CancellationToken cancel)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
        long count = 0;
        foreach (var body in new PaperStore(database).AllRecordBodies())
        {
            cancel.ThrowIfCancellationRequested();
            writer.WriteLine(filter is null ? body : filter.Public(body));
            count++;
        }

        return count;
    }
}
