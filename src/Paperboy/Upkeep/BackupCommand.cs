using System.CommandLine;
using Paperboy.Cli;
using Paperboy.Storage;

namespace Paperboy.Upkeep;

/// <summary><c>paperboy backup FILE</c>: catalog and signing keys in one file, also while Paperboy serves.</summary>
internal static class BackupCommand
{
    public static Command Create(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write; it appears whole or not at all." };
        var command = new Command("backup", "Write the catalog and the signing keys into one file, also while Paperboy serves.") { file };
        options.Examples[command] =
        [
            "paperboy backup /backups/paperboy-$(date +%F)",
        ];
        options.Handle(command, (context, _) =>
        {
            if (!File.Exists(context.Folder.Database))
                throw new VerbFailedException($"{context.Folder.Root} holds no catalog to back up.");
            var target = Path.GetFullPath(context.Parsed.GetRequiredValue(file));
            using var database = context.OpenDatabase();
            Backup.Write(database, target);
            context.Result(
                new { file = target, bytes = new FileInfo(target).Length },
                r => $"{r.file} holds the catalog and the keys ({r.bytes / 1048576.0:N1} MB).");
            return ExitCode.Done;
        });
        return command;
    }
}
