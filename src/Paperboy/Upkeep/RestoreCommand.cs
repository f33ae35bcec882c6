using System.CommandLine;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Upkeep;

/// <summary><c>paperboy restore FILE</c>: puts a backup in the place of the catalog, when nothing uses it.</summary>
internal static class RestoreCommand
{
    public static Command Create(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "A file that backup wrote." };
        var command = new Command("restore", "Put a backup in the place of the catalog. What was there goes into the folder backups.") { file };
        options.Examples[command] =
        [
            "paperboy restore /backups/paperboy-2026-03-17",
        ];
        options.Handle(command, (context, cancel) =>
        {
            var source = Path.GetFullPath(context.Parsed.GetRequiredValue(file));
            RestorePoint.Restore(context.Folder, source, context.Time);
            // As the house opens it: readers who were deleted since the backup are deleted again.
            using var rooms = context.OpenRooms(SettingsReader.Read(context.Folder));
            var database = rooms.GetRequiredService<Database>();
            var searchable = new Searchable(database).Ensure(context, cancel);
            context.Result(
                new { file = source, papers = new PaperStore(database).Count(), searchable },
                r => $"Restored from {r.file}: {r.papers:N0} papers, searchable.");
            return ExitCode.Done;
        });
        return command;
    }
}
