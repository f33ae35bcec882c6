using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Moderation;
using Paperboy.Storage;
using Paperboy.Tests.Pages;
using Xunit;

namespace Paperboy.Tests.Community;

/// <summary>The community in a real browser, with and without script.</summary>
public sealed class CommunityBrowserTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const string Paper = "arXiv:2601.00005";

    [Fact]
    public async Task A_vote_needs_no_reload_and_is_there_after_one()
    {
        await using var window = await host.Open();
        await SignIn(window, "Ada");
        await window.Page.GotoAsync($"/papers/{Paper}");
        await window.Page.EvaluateAsync("window.same = true");
        var vote = window.Page.Locator(".work > .opinion button").First;
        await Assertions.Expect(vote).ToHaveAttributeAsync("aria-pressed", "false");

        // By the keyboard, as by the mouse.
        await vote.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(vote).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(vote.Locator("[data-count]")).ToHaveTextAsync("1");
        var save = window.Page.Locator(".work > .opinion button").Nth(1);
        await save.ClickAsync();
        await Assertions.Expect(save).ToHaveTextAsync(new Regex(@"Saved\s+1"));
        Assert.True(await window.Page.EvaluateAsync<bool>("window.same === true"));

        await window.Page.ReloadAsync();
        await Assertions.Expect(vote).ToHaveAttributeAsync("aria-pressed", "true");
        await vote.ClickAsync();
        await Assertions.Expect(vote.Locator("[data-count]")).ToHaveTextAsync("0");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Without_script_everything_goes_by_forms()
    {
        await using var window = await host.Open(script: false);
        await SignIn(window, "Ben");
        await window.Page.GotoAsync("/papers/arXiv:2601.00006");
        await window.Page.Locator(".work > .opinion button").First.ClickAsync();
        await Assertions.Expect(window.Page.Locator(".work > .opinion button").First).ToHaveAttributeAsync("aria-pressed", "true");

        await window.Page.Locator("section.discussion > form textarea").FillAsync("Without *script*.");
        await window.Page.Locator("section.discussion > form button").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".comment .said em")).ToHaveTextAsync("script");
        await window.Page.Locator(".comment summary").ClickAsync();
        await window.Page.Locator(".comment textarea").FillAsync("An answer.");
        await window.Page.Locator(".comment form button").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".comment.in-1 .said")).ToHaveTextAsync("An answer.");
    }

    [Fact]
    public async Task Hostile_comments_and_names_run_nothing_and_break_no_layout()
    {
        const string paper = "arXiv:2601.00008";
        await using var window = await host.Open(390);
        var account = await SignIn(window, "\u202EeviL<script>alert(1)</script>" + new string('W', 120));
        var comments = host.Services.GetRequiredService<CommentStore>();
        foreach (var text in new[]
        {
            "<script>alert(1)</script><img src=x onerror=alert(2)>", "[click](javascript:alert(3))", "![x](https://evil.example/pixel.png)", "\u202Egnp.exe \u2066\u2067 rest",
            new string('w', 9_000), "`" + new string('c', 3_000) + "`", "```\n" + new string('p', 3_000) + "\n```", string.Concat(Enumerable.Repeat("> ", 60)) + "deep",
            string.Concat(Enumerable.Repeat("1. ", 60)) + "deep", "<style>body{display:none}</style>", "\u0301\u0302\u0303" + new string('\u0301', 900), "[a](https://example.org/" + new string('x', 1_900) + ")",
        })
            Assert.NotNull(comments.Add(account, paper, null, text));

        await window.Page.GotoAsync($"/papers/{paper}");
        Assert.Empty(window.Complaints);
        Assert.Equal([host.Address.Authority], window.Hosts);
        Assert.Equal(390, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Assertions.Expect(window.Page.Locator(".comment")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task The_pages_of_the_community_are_accessible()
    {
        const string paper = "arXiv:2601.00009";
        await using var window = await host.Open();
        var curator = await SignIn(window, "Cleo", Role.Curator);
        var reader = NewAccount("Dora", Role.Reader);
        var comments = host.Services.GetRequiredService<CommentStore>();
        var first = comments.Add(reader, paper, null, "What does the *first* lamp do? See [the page](https://example.org/lamp).\n\n> It waits.\n\n- one\n- two")!;
        comments.Add(curator, paper, first.Handle, "It waits, `lamp.wait()`.");
        host.Services.GetRequiredService<ReportStore>().Add(curator, paper, first.Handle, ReportReason.Wrong, "Is that so?");
        host.Services.GetRequiredService<ReportStore>().Add(reader, "arXiv:2601.00010", null, ReportReason.Rights, "Not theirs");
        host.Services.GetRequiredService<ClaimStore>().Add(reader, paper, "Ada Example", "It is me");
        var desk = host.Services.GetRequiredService<ModerationDesk>();
        var hidden = comments.Add(reader, paper, null, "Buy lamps")!;
        desk.HideComment(curator, hidden.Handle, "An advert");
        desk.TakeDown(curator, "arXiv:2601.00049", "Asked for");
        desk.Ban(curator, NewAccount("Eve", Role.Reader).Handle, banned: true, "Adverts");
        var choices = host.Services.GetRequiredService<ChoiceStore>();
        choices.Set(curator, paper, Choice.Save, on: true);
        host.Services.GetRequiredService<FollowStore>().Add(curator, new Follow(FollowKind.Category, "cs.CL", "Computation and Language"));
        host.Services.GetRequiredService<Paperboy.Ledger.RequestedPapers>().Ask(curator.Number, "arXiv:2503.11731");

        foreach (var path in new[]
        {
            $"/papers/{paper}", $"/comments/{first.Handle}", $"/readers/{reader.Handle}", $"/contribute/{paper}", "/moderation", "/moderation/log", "/saved", "/following", "/submit", "/categories/cs.CL",
            $"/papers/date/{InventedPapers.Day}",
        })
        {
            var answer = await window.Page.GotoAsync(path);
            Assert.Equal((path, 200), (path, answer!.Status));
            await window.AssertAccessible();
        }

        Assert.Empty(window.Complaints);
    }

    private async Task<Account> SignIn(Window window, string name, Role role = Role.Reader)
    {
        var account = NewAccount(name, role);
        var secret = host.Services.GetRequiredService<Database>().Write((connection, transaction) =>
            Sessions.Begin(connection, transaction, account.Number, "a test", DateTimeOffset.UtcNow));
        await window.Page.Context.AddCookiesAsync([new Cookie { Name = "paperboy", Value = secret, Url = host.Address.ToString() }]);
        return account;
    }

    private Account NewAccount(string name, Role role) => host.Services.GetRequiredService<Database>().Write((connection, transaction) =>
        AccountStore.Make(connection, transaction, null, name, role, DateTimeOffset.UtcNow));
}
