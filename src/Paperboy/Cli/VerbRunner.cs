using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
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
        catch (SqliteException e)
        {
            // A full disk, a file system that went away, a catalog that another process holds for minutes.
            await Console.Error.WriteLineAsync($"paperboy: the catalog could not be used: {e.Message}");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is VerbFailedException or StorageException or SettingsException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"paperboy: {e.Message}");
            return ExitCode.Failed;
        }

        // The verb with those above it: paperboy digest preview.
        static string PathOf(CommandResult result) =>
            result.Parent is CommandResult above ? $"{PathOf(above)} {result.Command.Name}" : "paperboy";

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
