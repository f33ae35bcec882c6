using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Paperboy.Search;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Cli;

/// <summary>Runs the command line: stops verbs cleanly on Ctrl-C and SIGTERM, and turns errors into messages and exit codes.</summary>
public static class VerbRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // System.CommandLine would print the whole help to standard output and end with 1.
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"paperboy: {error.Message}");
            await Console.Error.WriteLineAsync($"{PathOf(parsed.CommandResult)} --help says how it is used.");
            return ExitCode.WrongUsage;
        }

        try
        {
            // Errors and signals are ours: no stack traces for users, no half-second limit for a clean stop.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was done so far is kept; the same command goes on from there.");
            return ExitCode.Stopped;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"paperboy: {WordsFor(e)}");
            return ExitCode.Failed;
        }

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static string WordsFor(Exception e) => e switch
    {
        VerbFailedException or StorageException or SettingsException or IOException or UnauthorizedAccessException => e.Message,

        // A full disk, a file system that went away, a catalog that another process holds for minutes.
        SqliteException => $"the catalog could not be used: {e.Message}",
        IndexCorruptException =>
            $"the index is damaged: {e.Message}. Delete its folder; the same command then builds it anew from the catalog.",

        // A fault of Paperboy's own: all that is known of it, and still the exit code that scripts expect.
        _ => $"this should not have happened; please report it.{Environment.NewLine}{e}",
    };

    // The verb with those above it: paperboy digest preview.
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult above ? $"{PathOf(above)} {result.Command.Name}" : "paperboy";
}
