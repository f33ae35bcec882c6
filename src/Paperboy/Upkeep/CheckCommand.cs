using System.CommandLine;
using Paperboy.Cli;

namespace Paperboy.Upkeep;

/// <summary><c>paperboy check</c>: verifies database and index, and says what it found.</summary>
internal static class CheckCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("check", "Verify the database and the index; ends with 1 when something is wrong.");
        options.Handle(command, (context, cancel) =>
        {
            if (!File.Exists(context.Folder.Database))
                throw new VerbFailedException($"{context.Folder.Root} holds no catalog to check.");
            using var database = context.OpenDatabase();
            var report = new CatalogCheck(database).Run(cancel);
            context.Result(report, Words);
            return report.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static string Words(CheckReport report)
    {
        var found = $"{report.Papers:N0} papers from {report.Records:N0} records; {report.Indexed:N0} in the index"
            + (report.Waiting > 0 ? $", {report.Waiting:N0} changes waiting for it." : ".");
        return report.Problems.Count == 0
            ? found + " Database and index are sound."
            : string.Join(Environment.NewLine, [found, .. report.Problems.Select(p => "Problem: " + p)]);
    }
}
