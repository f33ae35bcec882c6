using System.CommandLine;
using System.Runtime.InteropServices;
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
            // System.CommandLine prints what is wrong and the help, and would end with 1.
            await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, CancellationToken.None);
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
        catch (Exception e) when (e is VerbFailedException or StorageException or SettingsException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"paperboy: {e.Message}");
            return ExitCode.Failed;
        }

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
