using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Ledger;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Harvest;

public sealed class HarvestKillTests
{
    private static readonly DateOnly First = new(2025, 3, 3);

    /// <summary>50,000 records and 100 kills with PAPERBOY_TORTURE=1; a tenth of both as a rule.</summary>
    [Fact]
    public async Task Killed_at_random_moments_a_harvest_ends_complete_without_a_double_and_asks_for_no_committed_page_again()
    {
        var (days, kills) = (Torture.Times(2), Torture.Times(10));
        const int papersADay = 2_500;
        await using var server = await EditionServer.Start(papersADay);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Data.Settings, server.Settings());
        string[] verb =
        [
            "harvest", "hf", "--from", Text(First), "--until", Text(First.AddDays(days - 1)), "--data", folder.Path, "--quiet",
        ];

        // Seeded, and by the server's requests: a kill comes with a request, or some milliseconds after it.
        var random = new Random(20260317);
        var killed = 0;
        while (killed < kills)
        {
            using var process = PaperboyProcess.Start(verb);
            var end = process.End();
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var left = random.Next(2, 5);
            server.AtRequest = () =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                    reached.TrySetResult();
            };
            if (await Task.WhenAny(end, reached.Task) == end)
                break;
            var late = random.Next(0, 25);
            if (late > 0)
                await Task.Delay(late);
            process.Kill();
            await end;
            killed++;
        }

        server.AtRequest = () => { };
        var last = await PaperboyProcess.Run(verb);
        Assert.True(last.ExitCode == 0, last.Errors);
        Assert.Equal(kills, killed);
        AssertWhole(folder, days, papersADay);
        var asked = server.Asked.ToList();
        Assert.Equal(days * ((papersADay / 100) + 1), asked.Distinct().Count());
        Assert.InRange(asked.Count - asked.Distinct().Count(), 0, killed);

        // And now there is nothing left to ask for.
        Assert.Equal(0, (await PaperboyProcess.Run(verb)).ExitCode);
        Assert.Equal(asked.Count, server.Asked.Count);
    }

    private static void AssertWhole(TempFolder folder, int days, int papersADay)
    {
        using var database = folder.OpenDatabase();
        Assert.Equal(days * papersADay, new PaperStore(database).Count());
        var report = new CatalogCheck(database).Run(CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.Equal((0, days * papersADay), (report.Waiting, report.Indexed));
        var windows = new LedgerStore(database).Windows(First, First.AddDays(days));
        Assert.Equal(days, windows.Count);
        Assert.All(windows, window => Assert.Equal((true, papersADay, papersADay), (window.IsDone, window.Tally.Fetched, window.Tally.New)));
        Assert.Equal(RunState.Complete, new RunStore(database).Newest(1)[0].State);
        Assert.All(new RunStore(database).Newest(1_000).Skip(1), run => Assert.Equal(RunState.Cut, run.State));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
