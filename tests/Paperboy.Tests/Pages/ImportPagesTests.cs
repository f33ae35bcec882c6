using System.Text;
using Microsoft.Playwright;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The first morning's upload, as somebody with a browser sees it.</summary>
public sealed class ImportPagesTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Fact]
    public async Task An_upload_without_script_is_followed_to_its_end_and_its_page_bars_nobody()
    {
        string[] lines = [.. Invented.Lines(300), .. Enumerable.Repeat("{broken", 60)];
        await using var plain = await host.Open(390, script: false);
        await Upload(plain, "a-file-with-a-rather-long-name-that-has-no-place-to-break.jsonl", string.Join('\n', lines));
        await Ended(plain, "The papers are in");
        await using var window = await host.Open(390);
        await window.Page.GotoAsync(plain.Page.Url);
        await Ended(window, "The papers are in");
        Assert.Equal(50, await window.Page.Locator(".rejections tbody tr").CountAsync());
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("And 10 more.");
        await window.AssertAccessible();
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task What_may_not_be_uploaded_is_refused_on_a_page_that_bars_nobody()
    {
        await using var window = await host.Open();
        await window.Page.RouteAsync("**/import", route => route.ContinueAsync(new RouteContinueOptions { Method = "POST" }));
        await window.Page.GotoAsync("/import");
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync("Not from there");
        await window.AssertAccessible();
    }

    private async Task Upload(Window window, string name, string content)
    {
        await window.Page.GotoAsync(host.EmptyAddress.ToString());
        await window.Page.SetInputFilesAsync(
            "#file", new FilePayload { Name = name, MimeType = "application/jsonl", Buffer = Encoding.UTF8.GetBytes(content) });
        await window.Page.ClickAsync("text=Import the file");
    }

    private static async Task Ended(Window window, string heading)
    {
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync(heading, new() { Timeout = 30_000 });
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }
}
