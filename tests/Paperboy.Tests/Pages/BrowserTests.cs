using Microsoft.Playwright;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class BrowserTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const string Day = "/papers/date/" + InventedPapers.Day;

    private static readonly string TooLong = new('x', 2_001);

    public static TheoryData<string> Paths =>
    [
        "/", Day, Day + "?p=2", "/papers/week/2026-W02", "/papers", "/papers?q=lantern", "/papers?q=qqqzzz",
        "/papers/help", "/papers?q=patient+lanterns+has:code+foo:bar+%22old", "/papers?q=tidy+lantern+cat:cs.CL&p=1",
        "/papers/arXiv:2601.00003", "/papers/" + InventedPapers.Formulas, "/papers/" + InventedPapers.Hostile,
        "/papers/" + InventedPapers.Crowd, "/papers/" + InventedPapers.Versioned, "/draft", "/papers/like", "/papers/like?id=arXiv:2601.00003&id=arXiv:2601.10001&id=x&q=lamps+has:code",
        "/authors/ada-example", "/categories/cs.CL", "/nowhere", "/papers?q=" + TooLong,
        "/harvest", "/ledger?day=" + InventedLedger.GapDay, "/papers/date/" + InventedLedger.GapDay, "/papers/date/2026-01-20",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public Task No_page_bars_anybody_in_either_theme_on_phone_or_screen(string path) =>
        AssertAccessible(new Uri(host.Address, path));

    [Fact]
    public Task The_first_morning_bars_nobody() => AssertAccessible(new Uri(host.EmptyAddress, "/"));

    [Fact]
    public async Task The_sample_library_comes_with_one_click_is_marked_on_every_page_and_goes_with_another()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(host.EmptyAddress.ToString());
        await window.Page.ClickAsync("text=Try the sample library");
        var banner = window.Page.Locator(".banner");
        await Assertions.Expect(banner).ToContainTextAsync("These papers are invented");
        await window.Page.Locator("article h2 a").First.ClickAsync();
        await Assertions.Expect(banner).ToContainTextAsync("These papers are invented");
        await Assertions.Expect(window.Page.Locator(".invented-note")).ToBeVisibleAsync();
        await AssertAccessible(new Uri(window.Page.Url));
        await banner.Locator("button").ClickAsync();
        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync("No papers yet");
        Assert.Equal(0, await banner.CountAsync());
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_page_complains_asks_another_host_or_runs_over_the_edge(string path)
    {
        await using var window = await host.Open(390);
        await window.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Empty(window.Complaints);
        Assert.Equal([host.Address.Authority], window.Hosts);
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.Equal(1, await window.Page.Locator("h1").CountAsync());
    }

    [Fact]
    public async Task Formulas_are_typeset_and_broken_ones_stay_as_written()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync("/papers/" + InventedPapers.Formulas);
        await window.Page.Locator("h1 .katex").WaitForAsync();
        Assert.Equal(5, await window.Page.Locator(".abstract .katex").CountAsync());
        Assert.Equal(0, await window.Page.Locator(".katex-error").CountAsync());
        Assert.Contains("\\frac{broken", await window.Page.Locator(".abstract").InnerTextAsync(), StringComparison.Ordinal);

        // KaTeX places by inline style; had the content policy stopped it, all heights would be zero.
        Assert.NotEqual(0, await window.Page.Locator("h1 .katex [style]").CountAsync());
        Assert.True((await window.Page.Locator("h1 .katex").BoundingBoxAsync())!.Height > 20);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task No_line_breaks_between_a_formula_and_what_touches_it()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync("/papers/" + InventedPapers.Formulas);
        await window.Page.Locator(".abstract .tied").First.WaitForAsync();
        var heights = await window.Page.EvaluateAsync<float[]>(
            """
            () => {
              document.querySelector('.abstract').style.width = '1px';
              return [...document.querySelectorAll('.abstract .tied')].map(tied => tied.getBoundingClientRect().height);
            }
            """);
        Assert.Equal(4, heights.Length);
        Assert.All(heights, height => Assert.InRange(height, 10, 45));
        Assert.EndsWith("ptimal.", await window.Page.Locator(".abstract .tied").Last.TextContentAsync() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slash_goes_to_the_search_field_and_enter_searches()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(Day);
        var field = window.Page.Locator("#q");
        await window.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("tidy a/b shelves");
        await Assertions.Expect(field).ToHaveValueAsync("tidy a/b shelves");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync("tidy a/b shelves");
        await Assertions.Expect(field).ToHaveValueAsync("tidy a/b shelves");
    }

    [Fact]
    public async Task The_first_tab_offers_to_skip_to_the_papers()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(Day);
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the papers", await window.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Patient lanterns and what they teach, part 0", await window.Page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [Fact]
    public async Task BibTeX_is_copied_by_a_click()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync("/papers/arXiv:2601.00003");
        await window.Page.ClickAsync("button[data-copy]");
        await Assertions.Expect(window.Page.Locator("button[data-copy]")).ToHaveTextAsync("Copied");
        Assert.StartsWith("@misc{", await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_zone_of_the_browser_goes_with_a_subscription()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(Day);
        Assert.NotEqual("", await window.Page.Locator("input[name=zone]").InputValueAsync());
    }

    [Fact]
    public async Task Without_script_everything_can_be_read_and_searched()
    {
        await using var window = await host.Open(390, script: false);
        await window.Page.GotoAsync("/");
        await window.Page.FillAsync("#q", "tidy shelves");
        await window.Page.PressAsync("#q", "Enter");
        await window.Page.ClickAsync("article h2 a");
        Assert.Equal("A bound of O(n log n) for tidy shelves", await window.Page.Locator("h1").InnerTextAsync());
        Assert.Contains("α² ≤ n", await window.Page.Locator(".abstract").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await window.Page.Locator("#bibtex").IsVisibleAsync());
        Assert.False(await window.Page.Locator("button[data-copy]").IsVisibleAsync());
        await window.Page.GotoAsync(Day);
        await window.Page.Locator("details.why summary").First.ClickAsync();
        Assert.Contains("Featured by", await window.Page.Locator("details.why p").First.InnerTextAsync(), StringComparison.Ordinal);
        await window.Page.Locator("details.calendar summary").ClickAsync();
        Assert.False(await window.Page.Locator("details.calendar table").IsVisibleAsync());
    }

    [Fact]
    public async Task Everything_to_press_is_large_enough_for_a_finger()
    {
        await using var window = await host.Open(390);
        foreach (var path in new[] { Day, "/papers/arXiv:2601.00003", "/papers?q=lantern+has:code", "/papers/help", "/draft", "/papers/like?id=arXiv:2601.00003&id=arXiv:2601.10001", "/harvest", "/ledger?day=" + InventedLedger.GapDay })
        {
            await window.Page.GotoAsync(path);
            var small = await window.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
                  .filter(e => !e.closest('.abstract, .sources, .skip, .search') && e.getClientRects().length)
                  .filter(e => e.getBoundingClientRect().height < 24)
                  .map(e => e.outerHTML)
                """);
            Assert.Empty(small);
        }
    }

    private async Task AssertAccessible(Uri address)
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(address.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await window.AssertAccessible();
    }
}
