using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Paperboy.Readers;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>A reader's way from the form to the last mail, in a browser.</summary>
public sealed class ReaderFlowTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const string Address = "a.reader.with.a.long.address.and.no.place.to.break.it@example.org";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_daily_mail_is_asked_for_confirmed_and_ended_with_and_without_script(bool script)
    {
        await using var window = await host.Open(390, script: script);
        var page = window.Page;
        await page.GotoAsync("/papers");
        await page.ClickAsync("footer >> text=Daily mail");
        await page.FillAsync("#address", Address);
        await page.PressAsync("#address", "Enter");
        await Seen(window, "Look into your inbox");

        await page.GotoAsync(Links.Confirm(Confirmation()).PathAndQuery);
        await Seen(window, "Shall the day’s papers come to you?");
        await page.ClickAsync("main button");
        await Seen(window, "Done: the papers come to you");

        await page.GotoAsync(Links.Unsubscribe(Reader.Handle).PathAndQuery);
        await Seen(window, "Shall the daily mail end?");
        await page.ClickAsync("main button");
        await Seen(window, "The daily mail has ended");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_form_that_is_refused_says_why_and_bars_nobody()
    {
        await using var window = await host.Open(390);
        await window.Page.GotoAsync("/subscribe");
        await window.Page.EvaluateAsync("document.querySelector('main form').noValidate = true");
        await window.Page.FillAsync("#address", "nobody");
        await window.Page.PressAsync("#address", "Enter");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("name@example.org");
        await window.AssertAccessible();
    }

    [Theory]
    [InlineData("/subscribe")]
    [InlineData("/confirm/nonsense")]
    [InlineData("/unsubscribe/nonsense")]
    public async Task Forms_and_dead_links_bar_nobody(string path)
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(path);
        await window.AssertAccessible();
    }

    [Fact]
    public async Task Where_no_mail_is_sent_the_page_that_says_so_bars_nobody()
    {
        await using var window = await host.Open();
        await window.Page.GotoAsync(new Uri(host.EmptyAddress, "/subscribe").ToString());
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync("No mail from here yet");
        await window.AssertAccessible();
    }

    private ReaderLinks Links => host.Services.GetRequiredService<ReaderLinks>();

    private Reader Reader =>
        ReaderAddress.TryParse(Address, out var address) && host.Services.GetRequiredService<ReaderStore>().Find(address) is { } reader
            ? reader
            : throw new InvalidOperationException("The form made no reader.");

    private Confirmation Confirmation() =>
        new(Reader.Handle, Reader.Generation, DateTimeOffset.UtcNow.AddHours(1), Reader.Schedule);

    private static async Task Seen(Window window, string heading)
    {
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync(heading);
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));

        // Without script axe does not run either.
        if (await window.Page.EvaluateAsync<bool>("matchMedia('(scripting: enabled)').matches"))
            await window.AssertAccessible();
    }
}
