using System.ComponentModel;
using System.Diagnostics;
using Paperboy.Storage;

namespace Paperboy.Train;

/// <summary>
/// Runs <c>paperboy train --if-better</c> as a process of its own: it has one core and the lowest priority, its memory is gone
/// when it ends, and it can be stopped at any moment.
/// </summary>
internal static class AdaptationProcess
{
    private const string Program = "paperboy";

    /// <exception cref="AdaptationException">It could not be started, or ended with an error; the message has its last words.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task RunAsync(DataFolder folder, CancellationToken cancel)
    {
        using var process = Start(folder);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            await output;
            if (process.ExitCode != 0)
                throw new AdaptationException($"The adaptation ended with {process.ExitCode}: {LastLine(await errors)}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(DataFolder folder)
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
        foreach (var argument in (string[])["train", "--if-better", "--data", folder.Root])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        try
        {
            var process = Process.Start(start) ?? throw new AdaptationException($"{start.FileName} was not started.");
            Lower(process);
            return process;
        }
        catch (Win32Exception e)
        {
            throw new AdaptationException($"{start.FileName} cannot be started to adapt the model: {e.Message}", e);
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

/// <summary>The model could not be adapted; the message says why, for people.</summary>
public sealed class AdaptationException : Exception
{
    public AdaptationException(string message) : base(message)
    {
    }

    public AdaptationException(string message, Exception inner) : base(message, inner)
    {
    }
}
