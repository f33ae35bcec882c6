using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Accounts.SignIn;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Accounts;

/// <summary>The whole server on a port of its own, with a clock that the test sets and mails that are files.</summary>
internal sealed class AccountsHouse : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly WebApplication _app;
    private readonly List<Browser> _browsers = [];

    private AccountsHouse(TempFolder folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
    }

    public DataFolder Data => _folder.Data;

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Provider => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AccountsHouse> Start(TempFolder folder, TimeProvider time, params (string Name, string Value)[] settings)
    {
        var app = PaperboyHost.Build(folder.Data, MailHouse.Settings([("Sources:Scheduled", "no"), .. settings]), time);
        await app.StartAsync(Cancel);
        return new AccountsHouse(folder, app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A browser that nobody is signed in with.</summary>
    public Browser Open()
    {
        // As a proxy hands requests on: with the public name.
        var browser = new Browser(Address, Get<ServerSettings>().PublicAddress?.Authority);
        _browsers.Add(browser);
        return browser;
    }

    /// <summary>A browser that is signed in, by a link of the owner.</summary>
    public async Task<Browser> SignedIn(string name, Role role = Role.Reader)
    {
        var browser = Open();
        var link = role == Role.Owner && Get<AccountStore>().FirstOwner() is null ? Get<EntryLinks>().ForOwner() : Get<EntryLinks>().ForNew(role);
        Assert.Equal(HttpStatusCode.Found, (await browser.Submit(link.AbsolutePath, link.AbsolutePath, ("name", name))).StatusCode);
        return browser;
    }

    /// <summary>A browser that is signed in by a mail to an address.</summary>
    public async Task<Browser> SignedInByMail(string address)
    {
        var browser = Open();
        await browser.Submit("/sign-in", "/sign-in", ("address", address));
        var link = LinkIn(await NewestMail(address));
        Assert.Equal(HttpStatusCode.Found, (await browser.Submit(link, link)).StatusCode);
        return browser;
    }

    /// <summary>All mails to an address, the last made last.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> Mails(string address)
    {
        await Get<SignInPost>().SendWaitingAsync(Cancel);
        return !Directory.Exists(Data.Mail)
            ? []
            :
            [
                .. Directory.GetFiles(Data.Mail, "*.eml").OrderBy(File.GetLastWriteTimeUtc)
                    .Select(file => ReceivedMail.Parse(File.ReadAllBytes(file))).Where(mail => mail.Header("To") == address),
            ];
    }

    public async Task<ReceivedMail> NewestMail(string address) => (await Mails(address))[^1];

    /// <summary>The path of the link in a mail.</summary>
    public static string LinkIn(ReceivedMail mail) =>
        new Uri(mail.Text.Split('\n', ' ').First(word => word.StartsWith("http", StringComparison.Ordinal) && word.Contains("/sign-in/", StringComparison.Ordinal)).Trim()).AbsolutePath;

    /// <summary>The code in a mail.</summary>
    public static string CodeIn(ReceivedMail mail) => mail.Text.Split("asked: ")[1].Split('\n')[0].Trim();

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}

/// <summary>Loads pages and presses the buttons of their forms, without script, with cookies of its own.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieJar _jar = new(sendsTokens: false);
    private readonly HttpClient _http;

    public Browser(Uri address, string? host)
    {
        _http = new HttpClient(_jar) { BaseAddress = address };
        _http.DefaultRequestHeaders.Host = host;
    }

    public Dictionary<string, string> Cookies => _jar.Cookies;

    public IReadOnlyList<string> LastSet => _jar.LastSet;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(path, Cancel);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => _http.SendAsync(request, Cancel);

    public async Task<IHtmlDocument> Page(string path) => Parse(await (await Get(path)).Content.ReadAsStringAsync(Cancel));

    public static async Task<IHtmlDocument> PageOf(HttpResponseMessage answer) => Parse(await answer.Content.ReadAsStringAsync(Cancel));

    /// <summary>Fills the form of a page that goes to <paramref name="action"/>, and sends it.</summary>
    public async Task<HttpResponseMessage> Submit(string path, string action, params (string Name, string Value)[] fields)
    {
        var form = (await Page(path)).Forms.Single(f =>
            f.Method == "post" && new Uri(new Uri("http://here/"), f.GetAttribute("action") ?? path).AbsolutePath == action
            && fields.All(field => f.Elements.OfType<IHtmlInputElement>().All(i => i.Type != "hidden" || i.Name != field.Name || i.Value == field.Value)));
        var filled = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (name, value) in fields)
            filled[name] = value;
        return await Post(action, [.. filled.Select(f => (f.Key, f.Value))]);
    }

    /// <summary>Posts fields as they are, with no form's token but a given one.</summary>
    public Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) =>
        _http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Cancel);

    public void Dispose() => _http.Dispose();

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
