using System.Diagnostics;
using System.Globalization;
using Paperboy.Tests.Harvest.Faults;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

/// <summary>Real processes on one data folder, by the real clock: the lock is the kernel's, and so is death.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(60);

    private readonly TempFolder _folder = new();
    private ServiceServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServiceServer.Start(
        InventedArchive.Make(3, new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 16), 20));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Two_processes_keep_the_distance_together_and_ask_one_at_a_time()
    {
        using var one = Start(8);
        using var other = Start(8);
        await Task.WhenAll(End(one), End(other));
        Assert.Equal(16, _server.Log.Answered.Count());
        Assert.Empty(_server.Log.Overlapping);
        Assert.True(_server.Log.LeastDistance("arxiv") >= Delay, _server.Log.ToString());
    }

    [Fact]
    public async Task A_process_that_is_killed_in_an_exchange_leaves_no_lock_behind()
    {
        _server.Faults.Add(Fault.TimeOut);
        using var killed = Start(1);
        var asked = _server.Log.ReachedAsync(1);
        Assert.Same(asked, await Task.WhenAny(asked, killed.WaitForExitAsync()));
        killed.Kill();
        using var other = Start(1);
        await End(other);
        Assert.Single(_server.Log.Answered);
        Assert.True(_server.Log.LeastDistance("arxiv") >= Delay, _server.Log.ToString());
    }

    private Process Start(int count) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            Path.Combine(AppContext.BaseDirectory, "Paperboy.TestProgram.dll"), "ask", _folder.Path,
            $"{_server.Address}oai?verb=Identify", count.ToString(CultureInfo.InvariantCulture),
            Delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        },
        RedirectStandardError = true,
    })!;

    private static async Task End(Process process)
    {
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
