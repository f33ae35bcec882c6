using System.Diagnostics;

namespace Paperboy.Tests.Support;

/// <summary>A Paperboy that serves a data folder on a port of its own, until it is disposed.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public static async Task<ServeProcess> Start(string folder, params string[] settings)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "paperboy.dll"), "serve", "--data", folder, "--Server:Address=http://127.0.0.1:0", "--Sources:Scheduled=no", .. settings])
        {
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith("Paperboy is at ", StringComparison.Ordinal))
                {
                    // The rest is read, too: a full pipe would stop the server.
                    _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                    return new ServeProcess(process, new Uri(line.Split(' ')[3]));
                }
            }

            throw new InvalidOperationException("Paperboy did not start.");
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Sends SIGTERM or SIGINT and gives the exit code.</summary>
    public async Task<int> Stop(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
