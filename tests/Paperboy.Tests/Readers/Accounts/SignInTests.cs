using System.Net;
using System.Text;
using Dapper;
using Paperboy.Readers;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Accounts.SignIn;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Accounts;

/// <summary>Signing in by a mail, over HTTP, with the mail read from its folder.</summary>
public sealed class SignInTests : IDisposable
{
    private const string Ann = "ann@example.org";

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_comes_in_by_the_button_of_the_link_once()
    {
        await using var house = await Start("open");
        var browser = house.Open();
        var asked = await browser.Submit("/sign-in?to=%2Fpapers%3Fq%3Dlight", "/sign-in", ("address", Ann));
        Assert.Equal("/sign-in/code", asked.Headers.Location!.ToString());
        var link = AccountsHouse.LinkIn(await house.NewestMail(Ann));

        // A scanner, or the reader, opens it: nothing happens.
        Assert.Equal("Go on", (await browser.Page(link)).QuerySelector("main button")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, (await browser.Get("/account")).StatusCode);
        Assert.Empty(house.Get<AccountStore>().All());

        var entered = await browser.Submit(link, link);
        Assert.Equal("/account?new=yes&to=%2Fpapers%3Fq%3Dlight", entered.Headers.Location!.ToString());
        var named = await browser.Submit(entered.Headers.Location.ToString(), "/account/name", ("name", "Ann Lee"));
        Assert.Equal("/papers?q=light", named.Headers.Location!.ToString());
        Assert.Equal("Ann Lee", (await browser.Page("/account")).QuerySelector(".who")!.TextContent.Trim());
        Assert.Equal((Ann, Role.Reader), (Assert.Single(house.Get<AccountStore>().All()).Address, house.Get<AccountStore>().All()[0].Account.Role));

        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(link)).StatusCode);
    }

    [Fact]
    public async Task Another_browser_is_told_to_go_back_and_the_code_lets_the_first_one_in()
    {
        await using var house = await Start("open");
        var (asking, phone) = (house.Open(), house.Open());
        await asking.Submit("/sign-in", "/sign-in", ("address", Ann));
        var mail = await house.NewestMail(Ann);
        var link = AccountsHouse.LinkIn(mail);

        Assert.Equal("This is another browser", (await phone.Page(link)).QuerySelector("h1")!.TextContent);
        var token = (await phone.Page("/sign-in")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await phone.Post(link, ("__RequestVerificationToken", token));
        Assert.DoesNotContain("__Host-paperboy", phone.Cookies.Keys);

        var typed = $" {AccountsHouse.CodeIn(mail).ToLowerInvariant()} ";
        Assert.Equal(HttpStatusCode.Found, (await asking.Submit("/sign-in/code", "/sign-in/code", ("code", typed))).StatusCode);
        Assert.Contains("__Host-paperboy", asking.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Gone, (await asking.Get(link)).StatusCode);
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_link_too()
    {
        await using var house = await Start("open");
        var browser = house.Open();
        await browser.Submit("/sign-in", "/sign-in", ("address", Ann));
        var mail = await house.NewestMail(Ann);
        for (var i = 1; i < SignIns.MostWrongCodes; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Submit("/sign-in/code", "/sign-in/code", ("code", "2222-2222"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(AccountsHouse.LinkIn(mail))).StatusCode);

        Assert.Equal(HttpStatusCode.Gone, (await browser.Submit("/sign-in/code", "/sign-in/code", ("code", "2222-2222"))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(AccountsHouse.LinkIn(mail))).StatusCode);
        Assert.Equal("/sign-in", (await browser.Get("/sign-in/code")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_link_dies_after_a_quarter_of_an_hour_and_its_address_is_forgotten()
    {
        await using var house = await Start("open");
        var browser = house.Open();
        await browser.Submit("/sign-in", "/sign-in", ("address", Ann));
        var link = AccountsHouse.LinkIn(await house.NewestMail(Ann));
        _time.Pass(SignIns.Lifetime);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(link)).StatusCode);
        house.Get<SignIns>().ForgetExpired();
        Assert.Equal(0, Rows(house)["sign_in"]);
    }

    [Fact]
    public async Task What_lets_somebody_in_is_nowhere_at_rest()
    {
        await using var house = await Start("open");
        var browser = house.Open();
        await browser.Submit("/sign-in", "/sign-in", ("address", Ann));
        var mail = await house.NewestMail(Ann);
        string[] secrets =
        [
            AccountsHouse.LinkIn(mail)["/sign-in/".Length..], AccountsHouse.CodeIn(mail), AccountsHouse.CodeIn(mail).Replace("-", "", StringComparison.Ordinal),
            browser.Cookies["__Host-paperboy-asked"],
        ];
        foreach (var file in Directory.GetFiles(_folder.Path, "paperboy.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var text = Encoding.Latin1.GetString(bytes);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Known_unknown_banned_and_refused_addresses_get_the_same_answer_and_write_the_same()
    {
        await using var house = await Start("invited");
        foreach (var address in new[] { "know@example.org", "bann@example.org" })
        {
            house.Get<Invitations>().Add(Parsed(address), Role.Reader);
            await house.SignedInByMail(address);
        }

        Assert.True(house.Get<AccountStore>().Bar(house.Get<AccountStore>().All().Single(a => a.Address == "bann@example.org").Account.Handle, true));
        house.Get<Invitations>().Add(Parsed("invi@example.org"), Role.Reader);

        var answers = new List<string>();
        foreach (var address in new[] { "know@example.org", "bann@example.org", "invi@example.org", "none@example.org" })
        {
            var before = Rows(house);
            var mails = (await house.Mails(address)).Count;
            var browser = house.Open();
            var answer = await browser.Submit("/sign-in", "/sign-in", ("address", address));
            var written = string.Join(", ", Rows(house).Where(t => t.Value != before[t.Key]).Select(t => $"{t.Key} {t.Value - before[t.Key]:+0}"));
            var page = await browser.Page("/sign-in/code");
            answers.Add(string.Join(
                "\n", (int)answer.StatusCode, answer.Headers.Location, written,
                browser.Cookies["__Host-paperboy-asked"].Length,
                page.QuerySelector("main")!.TextContent.Replace(address, "ADDRESS", StringComparison.Ordinal)));
            Assert.Equal(mails + (address[..4] is "know" or "invi" ? 1 : 0), (await house.Mails(address)).Count);
        }

        Assert.Equal("sign_in +1", answers[0].Split('\n')[2]);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }

    [Theory]
    [InlineData("closed", false, false)]
    [InlineData("closed", true, false)]
    [InlineData("invited", false, false)]
    [InlineData("invited", true, true)]
    [InlineData("open", false, true)]
    [InlineData("open", true, true)]
    public async Task Who_may_make_an_account_the_owner_decides(string registration, bool isInvited, bool mayCome)
    {
        await using var house = await Start(registration);
        if (isInvited)
            Assert.True(house.Get<Invitations>().Add(Parsed(Ann), Role.Curator));
        var browser = house.Open();
        await browser.Submit("/sign-in", "/sign-in", ("address", Ann));
        var mails = await house.Mails(Ann);
        Assert.Equal(mayCome, mails.Count == 1);
        if (!mayCome)
            return;
        var link = AccountsHouse.LinkIn(mails[0]);
        await browser.Submit(link, link);
        Assert.Equal(isInvited ? Role.Curator : Role.Reader, Assert.Single(house.Get<AccountStore>().All()).Account.Role);
        Assert.Empty(house.Get<Invitations>().All());
    }

    [Fact]
    public async Task One_address_and_one_network_may_ask_a_few_times_an_hour_whether_known_or_not()
    {
        await using var house = await Start("open", ("Accounts:SignInsPerHour", "8"));
        var browser = house.Open();
        for (var i = 0; i < SignInLimit.PerAddress; i++)
            Assert.Equal(HttpStatusCode.Found, (await browser.Submit("/sign-in", "/sign-in", ("address", Ann))).StatusCode);
        var refused = await browser.Submit("/sign-in", "/sign-in", ("address", "ANN@example.org"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.Found, (await browser.Submit("/sign-in", "/sign-in", ("address", "b@example.org"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Submit("/sign-in", "/sign-in", ("address", "c@example.org"))).StatusCode);
        Assert.Equal(SignInLimit.PerAddress, (await house.Mails(Ann)).Count);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Found, (await browser.Submit("/sign-in", "/sign-in", ("address", Ann))).StatusCode);
    }

    [Fact]
    public async Task An_owner_who_came_in_by_a_link_adds_an_address_and_signs_in_by_it()
    {
        await using var house = await Start("closed");
        var owner = await house.SignedIn("Ada", Role.Owner);
        await owner.Submit("/account", "/account/address", ("address", Ann));
        var link = AccountsHouse.LinkIn(await house.NewestMail(Ann));
        Assert.Equal("/account", (await owner.Submit(link, link)).Headers.Location!.ToString());
        Assert.Contains(Ann, (await owner.Page("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var elsewhere = await house.SignedInByMail(Ann);
        Assert.Equal("Ada", (await elsewhere.Page("/account")).QuerySelector(".who")!.TextContent.Trim());
        Assert.Single(house.Get<AccountStore>().All());

        // Another address takes its place, and the old one is kept nowhere.
        await owner.Submit("/account", "/account/address", ("address", "ada@example.org"));
        link = AccountsHouse.LinkIn(await house.NewestMail("ada@example.org"));
        await owner.Submit(link, link);
        Assert.Equal("ada@example.org", Assert.Single(house.Get<AccountStore>().All()).Address);
        Assert.Null(house.Get<ReaderStore>().Find(Parsed(Ann)));
        await owner.Submit("/account", "/account/address", ("address", Ann));
        link = AccountsHouse.LinkIn(await house.NewestMail(Ann));
        await owner.Submit(link, link);

        // The address is taken now: nobody else gets it by a mail that was asked for before.
        var other = await house.SignedIn("Eve");
        await other.Submit("/account", "/account/address", ("address", Ann));
        link = AccountsHouse.LinkIn(await house.NewestMail(Ann));
        Assert.Equal(HttpStatusCode.Conflict, (await other.Submit(link, link)).StatusCode);
    }

    [Fact]
    public async Task Without_mail_the_page_says_so()
    {
        await using var house = await Start("open", ("Mail:Transport", "none"));
        var answer = await house.Open().Get("/sign-in");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("owner-link", (await Browser.PageOf(answer)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://papers.example.org", "__Host-paperboy", true)]
    [InlineData("http://papers.example.org", "paperboy", false)]
    public async Task The_cookie_is_for_no_script_for_our_pages_and_for_https_where_there_is_https(string address, string name, bool isSecure)
    {
        await using var house = await Start("open", ("Server:PublicAddress", address));
        var browser = await house.SignedInByMail(Ann);
        var set = browser.LastSet.Single(c => c.StartsWith(name + "=", StringComparison.Ordinal));
        Assert.Contains("; httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", set, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecure, set.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, "paperboy-asked=")]
    [InlineData("X-Forwarded-For", "__Host-paperboy-asked=")]
    public async Task Whoever_sits_at_the_machine_gets_cookies_that_work_there_and_whoever_comes_by_a_proxy_secure_ones(string? header, string cookie)
    {
        await using var house = await Start("open");
        using var browser = new Browser(house.Address, null);
        var token = (await browser.Page("/sign-in")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("address", Ann), new("__RequestVerificationToken", token)]) };
        if (header is not null)
            request.Headers.Add(header, "203.0.113.9");
        await browser.Send(request);
        var set = Assert.Single(browser.LastSet, c => c.StartsWith(cookie, StringComparison.Ordinal));
        Assert.Equal(header is not null, set.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    private Task<AccountsHouse> Start(string registration, params (string Name, string Value)[] settings) =>
        AccountsHouse.Start(_folder, _time, [("Accounts:Registration", registration), .. settings]);

    private static ReaderAddress Parsed(string text) =>
        ReaderAddress.TryParse(text, out var address) ? address : throw new ArgumentException("The test's address is none.", nameof(text));

    private static SortedDictionary<string, long> Rows(AccountsHouse house)
    {
        using var connection = house.Get<Database>().Read();
        var tables = connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").ToList();
        return new(tables.ToDictionary(t => t, t => connection.ExecuteScalar<long>($"SELECT count(*) FROM \"{t}\"")));
    }
}
