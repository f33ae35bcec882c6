using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Paperboy.Ledger;
using Paperboy.Storage;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>A harvest of another process, as somebody with a browser sees it.</summary>
public sealed class HarvestLiveTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Fact]
    public async Task A_harvest_of_another_process_is_followed_to_its_end()
    {
        await using var window = await host.Open();
        var ledger = host.Services.GetRequiredService<LedgerStore>();
        var runs = host.Services.GetRequiredService<RunStore>();
        var now = DateTimeOffset.UtcNow;
        var section = window.Page.Locator($"section[aria-labelledby=source-{PagesHost.Played}]");
        using (FileLock.TryExclusive(RunStore.LockOf(host.Services.GetRequiredService<DataFolder>(), PagesHost.Played), "another process"))
        {
            var number = runs.Begin(PagesHost.Played, "paperboy harvest", 4, now);
            await window.Page.GotoAsync("/harvest");
            await Assertions.Expect(section.Locator("h2")).ToContainTextAsync("Being harvested");
            await Assertions.Expect(section.Locator("[data-words]")).ToContainTextAsync("0 of 4 windows");
            await using (var plain = await host.Open(390, script: false))
            {
                await plain.Page.GotoAsync("/harvest");
                Assert.Equal(1, await plain.Page.Locator("meta[http-equiv=refresh]").CountAsync());
                Assert.True(await plain.Page.Locator("progress").IsVisibleAsync());
            }

            ledger.Write(now, writer => writer.Move(number, 2, 4, "day/2026-01-10", 640, new Tally(1_200, 1_000, 150, 50, 0, 3), 12));
            await Assertions.Expect(section.Locator("[data-words]")).ToContainTextAsync("2 of 4 windows; 12 pages, 1,200 records: 1,000 new", new() { Timeout = 15_000 });
            Assert.Equal("0.5", await section.Locator("progress").EvaluateAsync<string>("bar => String(bar.value)"));
            await window.AssertAccessible();
            runs.End(number, RunState.Complete, "1,200 records of 4 of 4 windows.", now);
        }

        await Assertions.Expect(section.Locator("h2")).ToContainTextAsync("Fine", new() { Timeout = 15_000 });
        Assert.Equal(0, await section.Locator("progress").CountAsync());
        Assert.Empty(window.Complaints);
    }
}
