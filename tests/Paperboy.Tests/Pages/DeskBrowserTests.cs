using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The curators' desk in a real browser.</summary>
public sealed class DeskBrowserTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Picks_are_made_moved_by_key_and_dragged_without_leaving_the_page()
    {
        await using var window = await OpenAsync(1440);
        var page = window.Page;
        await page.GotoAsync("/desk/2027-01-06"); // a day to come: nothing closes it
        for (var i = 0; i < 3; i++)
        {
            await page.Locator("[data-candidate] button[value=pick]").First.ClickAsync();
            await Assertions.Expect(page.Locator("[data-paper]")).ToHaveCountAsync(i + 1);
        }

        var first = await IdsAsync(page);
        await page.Locator("[data-paper] textarea").First.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(page.Locator("[data-paper]").First).ToHaveAttributeAsync("data-paper", first[1]);
        Assert.Equal([first[1], first[0], first[2]], await IdsAsync(page));

        // A note that is typed and not saved outlives what is done to other picks.
        await page.Locator("[data-paper] textarea").First.FillAsync("not saved yet");
        await page.Locator("[data-paper]").Last.DragToAsync(page.Locator("[data-paper]").First, new LocatorDragToOptions
        {
            SourcePosition = new SourcePosition { X = 4, Y = 4 },
            TargetPosition = new TargetPosition { X = 4, Y = 4 },
        });
        await Assertions.Expect(page.Locator("[data-paper]").First).ToHaveAttributeAsync("data-paper", first[2]);
        Assert.Equal([first[2], first[1], first[0]], await IdsAsync(page));
        await Assertions.Expect(page.Locator("[data-paper] textarea").Nth(1)).ToHaveValueAsync("not saved yet");
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData(390, true)]
    [InlineData(820, false)]
    [InlineData(1440, true)]
    public async Task The_desk_bars_nobody_and_runs_over_no_edge(int width, bool script)
    {
        await using var window = await OpenAsync(width, script);
        await window.Page.GotoAsync("/desk/" + InventedPapers.Day);
        await window.Page.Locator("[data-candidate] button[value=pick]").First.ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-paper]").First).ToBeVisibleAsync();
        if (!script)
            return; // neither axe nor the width can be asked
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        await window.AssertAccessible();
        Assert.Empty(window.Complaints);
    }

    private async Task<Window> OpenAsync(int width, bool script = true)
    {
        var window = await host.Open(width, script: script);
        var secret = host.Services.GetRequiredService<Database>().Write((connection, transaction) =>
        {
            var account = AccountStore.Make(connection, transaction, null, $"Ada {width}", Role.Curator, DateTimeOffset.UtcNow);
            return Sessions.Begin(connection, transaction, account.Number, "a test", DateTimeOffset.UtcNow);
        });
        await window.Page.Context.AddCookiesAsync([new Cookie { Name = "paperboy", Value = secret, Url = host.Address.ToString() }]);
        return window;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-paper]')].map(item => item.dataset.paper)");
}
