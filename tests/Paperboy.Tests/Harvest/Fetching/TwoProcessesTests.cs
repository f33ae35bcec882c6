using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Harvest.Fetching;
using Paperboy.Storage;
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
        await Ask(_folder.Data, _server.Address, 1);
        Assert.Single(_server.Log.Answered);
        Assert.True(_server.Log.LeastDistance("arxiv") >= Delay, _server.Log.ToString());
    }

    /// <summary>What the processes above run; no test of its own.</summary>
    [Fact(Explicit = true)]
    public Task Asks_as_another_process() => Ask(
        new DataFolder(Environment.GetEnvironmentVariable("PAPERBOY_TEST_FOLDER")!),
        new Uri(Environment.GetEnvironmentVariable("PAPERBOY_TEST_ADDRESS")!),
        int.Parse(Environment.GetEnvironmentVariable("PAPERBOY_TEST_COUNT")!, CultureInfo.InvariantCulture));

    private static async Task Ask(DataFolder folder, Uri address, int count)
    {
        using var gates = new Gates(folder, TimeProvider.System);
        using var client = new PoliteClient(
            new SafeConnection(true, Dns.GetHostAddressesAsync, TimeProvider.System).Handler(),
            gates, FetchHouse.Settings(), TimeProvider.System, new Random(1), NullLogger<PoliteClient>.Instance);
        var request = new FetchRequest(new Uri(address, "oai?verb=Identify"), FetchHouse.Rules with { Delay = Delay });
        for (var i = 0; i < count; i++)
            await client.GetAsync(request, FetchHouse.Text, CancellationToken.None);
    }

    private Process Start(int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList =
            {
                "--explicit", "only", "--no-progress",
                "--filter-method", $"{typeof(TwoProcessesTests).FullName}.{nameof(Asks_as_another_process)}",
            },
            Environment =
            {
                ["PAPERBOY_TEST_FOLDER"] = _folder.Path,
                ["PAPERBOY_TEST_ADDRESS"] = _server.Address.ToString(),
                ["PAPERBOY_TEST_COUNT"] = count.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static async Task End(Process process)
    {
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
