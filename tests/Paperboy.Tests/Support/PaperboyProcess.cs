using System.Diagnostics;
using System.Globalization;

namespace Paperboy.Tests.Support;

/// <summary>The program itself, run as its users run it: a process of its own, with what it printed and how it ended.</summary>
internal sealed class PaperboyProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "paperboy.dll");

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private PaperboyProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => _process.HasExited;

    public static PaperboyProcess Start(params string[] arguments) => Start("dotnet", [Program, .. arguments]);

    private static PaperboyProcess Start(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return new PaperboyProcess(Process.Start(start)!);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Ended> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.End();
    }

    /// <summary>Runs a verb to its end that can write no file beyond a size: what a full disk does, on any machine.</summary>
    public static async Task<Ended> RunWithFilesUpTo(long bytes, params string[] arguments)
    {
        // The kernel's signal for it (SIGXFSZ) would kill; ignored, which a child inherits, the write fails instead.
        // (The runtime keeps compiled code in a large file of memory, unless it is told not to.)
        using var process = Start("sh", ["-c", "trap '' XFSZ; DOTNET_EnableWriteXorExecute=0 exec prlimit --fsize=$0 dotnet \"$@\"",
            bytes.ToString(CultureInfo.InvariantCulture), Program, .. arguments]);
        return await process.End();
    }

    public async Task<Ended> End()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(limit.Token);
        return new Ended(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    internal sealed record Ended(int ExitCode, string Output, string Errors);
}
