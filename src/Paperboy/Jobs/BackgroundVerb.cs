using System.ComponentModel;
using System.Diagnostics;
using Paperboy.Storage;

namespace Paperboy.Jobs;

/// <summary>
/// Runs a verb that computes for long as a process of its own: it has one core and the lowest priority, its memory is gone when it
/// ends, and it can be stopped at any moment.
/// </summary>
internal static class BackgroundVerb
{
    private const string Program = "paperboy";

    /// <param name="folder">The data folder that the verb works on.</param>
    /// <param name="verb">The verb and its options.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackgroundVerbException">It could not be started, or ended with an error; the message has its last words.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task RunAsync(DataFolder folder, IReadOnlyList<string> verb, CancellationToken cancel)
    {
        using var process = Start(folder, verb);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            await output;
            if (process.ExitCode != 0)
                throw new BackgroundVerbException($"{verb[0]} ended with {process.ExitCode}: {LastLine(await errors)}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(DataFolder folder, IReadOnlyList<string> verb)
    {
        // Started by its own name or by "dotnet paperboy.dll", and by tests from a program of theirs.
        var isOwn = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Program;
        var start = new ProcessStartInfo(isOwn ? Environment.ProcessPath! : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (!isOwn)
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Program + ".dll"));
        foreach (var argument in (string[])[.. verb, "--data", folder.Root])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        try
        {
            var process = Process.Start(start) ?? throw new BackgroundVerbException($"{start.FileName} was not started.");
            Lower(process);
            return process;
        }
        catch (Win32Exception e)
        {
            throw new BackgroundVerbException($"{start.FileName} cannot be started for {verb[0]}: {e.Message}", e);
        }
    }

    private static void Lower(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.Idle;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already, or the system does not allow it: one core is all that it takes anyway.
        }
    }

    private static string LastLine(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("without a word");
}

/// <summary>The verb could not be run; the message says why, for people.</summary>
public sealed class BackgroundVerbException : Exception
{
    public BackgroundVerbException(string message) : base(message)
    {
    }

    public BackgroundVerbException(string message, Exception inner) : base(message, inner)
    {
    }
}
