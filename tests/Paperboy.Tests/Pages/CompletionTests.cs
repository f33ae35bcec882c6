using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The list under the search field, in a browser, and what it is fetched from.</summary>
public sealed class CompletionTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const string Day = "/papers/date/" + InventedPapers.Day;

    [Fact]
    public async Task Typing_shows_words_and_papers_and_the_keys_choose()
    {
        await using var window = await host.Open();
        var field = await Type(window, "patient lant");
        var list = window.Page.Locator("#q-list");
        await Assertions.Expect(list.Locator("[role=option]").First).ToContainTextAsync("lantern");
        await Assertions.Expect(list.Locator(".paper").First).ToContainTextAsync("Patient lanterns and what they teach");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await field.PressAsync("ArrowDown");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", "q-option-0");
        await Assertions.Expect(list.Locator("[aria-selected=true]")).ToHaveCountAsync(1);
        await window.AssertAccessible();
        await field.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^patient lanterns? $"));
        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(field).ToBeFocusedAsync();
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Enter_searches_while_nothing_is_chosen_and_Escape_closes()
    {
        await using var window = await host.Open();
        var field = await Type(window, "lante");
        var list = window.Page.Locator("#q-list");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await field.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(field).ToHaveValueAsync("lante");
        await field.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/papers?q=lante");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_paper_of_the_list_is_opened_by_a_click_and_a_hostile_title_is_text()
    {
        await using var window = await host.Open();
        await Type(window, "script alert quot");
        var paper = window.Page.Locator("#q-list .paper").First;
        await Assertions.Expect(paper).ToContainTextAsync("<script>alert(1)</script>");
        await paper.ClickAsync();
        await window.Page.WaitForURLAsync("**/papers/" + InventedPapers.Hostile);
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("au:exam", "author", "\"Ada Example\"")]
    [InlineData("cat:cs.l", "value", "cs.LG")]
    [InlineData("has:c", "value", "code")]
    [InlineData("lanter", "word", "lantern")]
    [InlineData("aut", "field", "author:")]
    public async Task The_answer_names_what_it_completes(string query, string kind, string text)
    {
        var answer = await Ask("/suggest?q=" + Uri.EscapeDataString(query));
        Assert.Contains(answer.GetProperty("items").EnumerateArray(), item =>
            item.GetProperty("kind").GetString() == kind && item.GetProperty("text").GetString()!.StartsWith(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=lant&caret=-4")]
    [InlineData("?q=lant&caret=99999999999")]
    [InlineData("?q=%22%28%28au:%22&caret=3")]
    [InlineData("?q=%F0%9F%98%80%ED%A0%80&caret=1")]
    public async Task No_text_and_no_caret_is_an_error(string query) =>
        Assert.Equal(JsonValueKind.Array, (await Ask("/suggest" + query)).GetProperty("items").ValueKind);

    private async Task<JsonElement> Ask(string path)
    {
        await using var window = await host.Open(); // skips where there is no browser
        using var client = new HttpClient { BaseAddress = host.Address };
        using var reply = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.True(reply.Headers.CacheControl!.MaxAge <= TimeSpan.FromMinutes(1));
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }

    private static async Task<ILocator> Type(Window window, string text)
    {
        await window.Page.GotoAsync(Day);
        var field = window.Page.Locator("#q");
        await field.FocusAsync();
        await window.Page.Keyboard.TypeAsync(text);
        return field;
    }
}
