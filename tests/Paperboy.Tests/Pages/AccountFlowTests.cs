using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Accounts.SignIn;
using Paperboy.Storage;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Readers.Accounts;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The owner's and a reader's way in, in a browser; each page on it bars nobody, on a phone and on a wide screen, light and dark.</summary>
public sealed class AccountFlowTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const string Address = "a.reader.with.a.long.address.and.no.place.to.break.it@example.org";

    [Fact]
    public async Task The_owner_comes_in_by_a_link_and_invites_a_reader_who_comes_in_by_a_mail()
    {
        await using var window = await host.Open(390, script: false);
        await using var looks = await host.Open();
        var page = window.Page;
        await page.GotoAsync(host.Services.GetRequiredService<EntryLinks>().ForOwner().PathAndQuery);
        await page.FillAsync("#name", "Wolfeschlegelsteinhausenbergerdorff Ada");
        await page.ClickAsync("main button");
        await Seen(window, "Your account");
        await page.ClickAsync("text=Accounts: roles");
        await page.FillAsync("#address", Address);
        await page.ClickAsync("text=Invite by mail");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Address);
        await page.ClickAsync("text=Make a link to hand over");
        await Assertions.Expect(page.Locator("#link")).ToContainTextAsync("https://papers.example.org/enter/");
        await Fits(page);

        await using var reader = await host.Open(390);
        page = reader.Page;
        await page.GotoAsync("/papers");
        await page.ClickAsync("header >> text=Sign in");
        await reader.AssertAccessible();
        await page.FillAsync("#address", Address);
        await page.PressAsync("#address", "Enter");
        await Seen(reader, "Look into your inbox");
        await Fits(page);
        await reader.AssertAccessible();
        var mail = await Mail();
        await looks.Page.GotoAsync(AccountsHouse.LinkIn(mail));
        await Seen(looks, "This is another browser");
        await looks.AssertAccessible();
        await page.GotoAsync(AccountsHouse.LinkIn(mail));
        await Seen(reader, "One more press");
        await reader.AssertAccessible();
        await page.ClickAsync("main button");
        await Seen(reader, "Welcome");
        await page.FillAsync("#name", "Grace");
        await page.PressAsync("#name", "Enter");
        await Assertions.Expect(page.Locator(".who")).ToHaveTextAsync("Grace");
        foreach (var path in new[] { "/account", "/account/delete", "/privacy" })
        {
            await page.GotoAsync(path);
            await reader.AssertAccessible();
            await page.SetViewportSizeAsync(390, 900);
            await Fits(page);
        }

        await page.GotoAsync("/account/delete");
        await page.ClickAsync("main button");
        await Seen(reader, "Your account is deleted");
        await Assertions.Expect(page.Locator(".who")).ToHaveTextAsync("Sign in");
        Assert.Empty(window.Complaints);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task The_owners_pages_bar_nobody()
    {
        await using var window = await host.Open();
        var page = window.Page;
        await page.GotoAsync(host.Services.GetRequiredService<EntryLinks>().ForNew(Role.Owner).PathAndQuery);
        await window.AssertAccessible();
        await page.FillAsync("#name", "Ada");
        await page.ClickAsync("main button");
        await page.GotoAsync("/accounts");
        await page.ClickAsync("text=Make a link to hand over");
        await window.AssertAccessible();
    }

    private async Task<ReceivedMail> Mail()
    {
        await host.Services.GetRequiredService<SignInPost>().SendWaitingAsync(TestContext.Current.CancellationToken);
        return Directory.GetFiles(host.Services.GetRequiredService<DataFolder>().Mail, "*.eml").Select(file => ReceivedMail.Parse(File.ReadAllBytes(file)))
            .Last(mail => mail.Header("To") == Address && mail.Header("Subject") == "Sign in to Paperboy");
    }

    private static async Task Fits(IPage page) =>
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));

    private static Task Seen(Window window, string heading) => Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync(heading);
}
