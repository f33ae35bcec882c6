using System.Net;
using Paperboy.Readers.Accounts;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Accounts;

/// <summary>The owner's link, roles, browsers and names, over HTTP.</summary>
public sealed class AccountPagesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_presses_the_button_of_the_first_link_is_the_owner_and_the_link_is_used_up()
    {
        await using var house = await Start(("Mail:Transport", "none"), ("Server:PublicAddress", ""));
        var old = house.Get<EntryLinks>().ForOwner();
        var link = house.Get<EntryLinks>().ForOwner(new Uri("http://0.0.0.0:9000"));
        Assert.Equal(("localhost", 9000), (link.Host, link.Port));
        var browser = house.Open();
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(old.AbsolutePath)).StatusCode);

        Assert.Equal("Become its owner", (await browser.Page(link.AbsolutePath)).QuerySelector("main button")!.TextContent);
        Assert.Null(house.Get<AccountStore>().FirstOwner());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Submit(link.AbsolutePath, link.AbsolutePath, ("name", "\u202Eadmin"))).StatusCode);
        Assert.Null(house.Get<AccountStore>().FirstOwner());
        Assert.Equal("/account", (await browser.Submit(link.AbsolutePath, link.AbsolutePath, ("name", "Ada"))).Headers.Location!.ToString());
        Assert.Equal(("Ada", Role.Owner), (house.Get<AccountStore>().FirstOwner()!.Name, house.Get<AccountStore>().FirstOwner()!.Role));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await house.Open().Get(link.AbsolutePath)).StatusCode);

        // With an owner, the link lets that one in, and makes no second.
        var back = house.Get<EntryLinks>().ForOwner();
        var other = house.Open();
        await other.Submit(back.AbsolutePath, back.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/accounts")).StatusCode);
        Assert.Single(house.Get<AccountStore>().All());
    }

    [Fact]
    public async Task Visitors_are_sent_to_sign_in_and_readers_are_no_owners()
    {
        await using var house = await Start();
        await house.SignedIn("Ada", Role.Owner);
        Assert.Equal("/sign-in?to=%2Faccounts", (await house.Open().Get("/accounts")).Headers.Location!.ToString());
        foreach (var role in new[] { Role.Reader, Role.Curator })
        {
            var browser = await house.SignedIn("Ben", role);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/accounts")).StatusCode);
            var token = Token(await browser.Page("/account"));
            var handle = house.Get<AccountStore>().All()[^1].Account.Handle;
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post("/accounts/role", ("__RequestVerificationToken", token), ("account", handle), ("role", "owner"))).StatusCode);
        }

        Assert.Single(house.Get<AccountStore>().All(), entry => entry.Account.Role == Role.Owner);
    }

    [Fact]
    public async Task The_owner_gives_roles_hands_out_links_and_bars()
    {
        await using var house = await Start();
        var owner = await house.SignedIn("Ada", Role.Owner);
        var made = await Browser.PageOf(await Press(owner, "/accounts/link", ("role", "reader")));
        var link = new Uri(made.QuerySelector("#link")!.TextContent).AbsolutePath;
        var ben = house.Open();
        await ben.Submit(link, link, ("name", "Ben"));
        var account = house.Get<AccountStore>().All().Single(e => e.Account.Name == "Ben").Account;

        await Press(owner, "/accounts/role", ("account", account.Handle), ("role", "curator"));
        Assert.Equal(Role.Curator, house.Get<AccountStore>().FindByHandle(account.Handle)!.Role);

        await Press(owner, "/accounts/ban", ("account", account.Handle), ("ban", "yes"));
        Assert.Equal(HttpStatusCode.Found, (await ben.Get("/account")).StatusCode);
        Assert.Null(house.Get<EntryLinks>().ForAccount(account.Handle));
        await Press(owner, "/accounts/ban", ("account", account.Handle), ("ban", "no"));
        var back = house.Get<EntryLinks>().ForAccount(account.Handle)!.AbsolutePath;
        await ben.Submit(back, back);
        Assert.Equal(HttpStatusCode.OK, (await ben.Get("/account")).StatusCode);
    }

    [Fact]
    public async Task An_owner_is_always_left()
    {
        await using var house = await Start();
        var owner = await house.SignedIn("Ada", Role.Owner);
        var handle = house.Get<AccountStore>().FirstOwner()!.Handle;
        Assert.Equal(HttpStatusCode.Conflict, (await Press(owner, "/accounts/role", ("account", handle), ("role", "reader"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Press(owner, "/accounts/ban", ("account", handle), ("ban", "yes"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.Submit("/account/delete", "/account/delete")).StatusCode);

        await house.SignedIn("Ben", Role.Owner);
        Assert.Equal(HttpStatusCode.Found, (await Press(owner, "/accounts/role", ("account", handle), ("role", "reader"))).StatusCode);
        Assert.Equal("Ben", house.Get<AccountStore>().FirstOwner()!.Name);
    }

    [Fact]
    public async Task Browsers_are_listed_and_ended()
    {
        await using var house = await Start(("Accounts:Registration", "open"));
        var laptop = await house.SignedInByMail("ann@example.org");
        var phone = await house.SignedInByMail("ann@example.org");
        var library = await house.SignedInByMail("ann@example.org");
        var rows = (await laptop.Page("/account")).QuerySelectorAll(".rows li");
        Assert.Equal(3, rows.Length);
        Assert.Single(rows, row => row.TextContent.Contains("this one", StringComparison.Ordinal));

        var handle = (await phone.Page("/account")).QuerySelectorAll(".rows li").Single(r => r.TextContent.Contains("this one", StringComparison.Ordinal));
        Assert.Contains("Sign out", handle.TextContent, StringComparison.Ordinal);
        await laptop.Submit("/account", "/account/sessions/end-others");
        Assert.Equal(HttpStatusCode.Found, (await phone.Get("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await library.Get("/account")).StatusCode);

        Assert.Equal("/", (await laptop.Submit("/account", "/sign-out")).Headers.Location!.ToString());
        Assert.DoesNotContain("__Host-paperboy", laptop.Cookies.Keys);
    }

    [Fact]
    public async Task Nobody_ends_the_browsers_of_others()
    {
        await using var house = await Start();
        var ann = await house.SignedIn("Ann");
        var eve = await house.SignedIn("Eve");
        var store = house.Get<AccountStore>();
        var session = house.Get<Sessions>().Of(store.All().Single(e => e.Account.Name == "Ann").Account)[0].Handle;
        var token = Token(await eve.Page("/account"));
        await eve.Post("/account/sessions/end", ("__RequestVerificationToken", token), ("session", session));
        Assert.Equal(HttpStatusCode.OK, (await ann.Get("/account")).StatusCode);
    }

    [Fact]
    public async Task A_session_goes_on_while_it_is_used_and_that_is_written_once_a_day()
    {
        await using var house = await Start();
        var browser = await house.SignedIn("Ann");
        var secret = browser.Cookies["__Host-paperboy"];
        _time.Pass(TimeSpan.FromHours(23));
        await browser.Get("/account/delete");
        Assert.False(house.Get<Sessions>().Look(secret)!.IsDue);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.True(house.Get<Sessions>().Look(secret)!.IsDue);
        await browser.Get("/privacy");
        Assert.Contains(browser.LastSet, cookie => cookie.StartsWith("__Host-paperboy=" + secret, StringComparison.Ordinal));
        Assert.False(house.Get<Sessions>().Look(secret)!.IsDue);

        _time.Pass(Sessions.Lifetime - TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account")).StatusCode);
        _time.Pass(Sessions.Lifetime);
        Assert.Equal(HttpStatusCode.Found, (await browser.Get("/account")).StatusCode);
    }

    [Fact]
    public async Task On_a_machine_of_one_person_whoever_sits_at_it_is_the_owner_and_nobody_behind_a_proxy_is()
    {
        await using var house = await Start(("Accounts:SingleUser", "yes"), ("Mail:Transport", "none"), ("Server:PublicAddress", ""));
        house.Get<AccountStore>().EnsureOwner(_time.Now);
        house.Get<AccountStore>().EnsureOwner(_time.Now);
        Assert.Single(house.Get<AccountStore>().All());
        Assert.Equal(HttpStatusCode.OK, (await house.Open().Get("/accounts")).StatusCode);
        foreach (var (header, value) in new[] { ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "for=203.0.113.9"), ("Via", "1.1 proxy"), ("X-Real-IP", "203.0.113.9") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/accounts");
            request.Headers.Add(header, value);
            Assert.Equal(HttpStatusCode.Found, (await house.Open().Send(request)).StatusCode);
        }
    }

    private Task<AccountsHouse> Start(params (string Name, string Value)[] settings) => AccountsHouse.Start(_folder, _time, settings);

    private static async Task<HttpResponseMessage> Press(Browser browser, string path, params (string Name, string Value)[] fields) =>
        await browser.Post(path, [("__RequestVerificationToken", Token(await browser.Page("/accounts"))), .. fields]);

    private static string Token(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
