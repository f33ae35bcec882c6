using Microsoft.Playwright;
using Xunit;

namespace Paperboy.Tests.Pages;

/// <summary>The program with invented papers, and a real browser to read it with.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly PagesHost _pages = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Address => _pages.Client.BaseAddress!;

    public Uri EmptyAddress => _pages.EmptyClient.BaseAddress!;

    /// <summary>Of the host with papers.</summary>
    public IServiceProvider Services => _pages.Services;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        await _pages.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"],
        });
    }

    /// <summary>A window that keeps an account of what went wrong in it and of whom it asked.</summary>
    public async Task<Window> Open(int width = 1440, ColorScheme theme = ColorScheme.Light, bool script = true)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("PAPERBOY_REQUIRE_ALL") != "1")
            Assert.Skip($"{Chromium} is not installed.");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = theme,
            JavaScriptEnabled = script,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new Window(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await _pages.DisposeAsync();
        }
    }
}

/// <summary>One browser window of a test.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal Window(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // Chromium writes a line for every answer of 400 and above; the test knows what it asked for.
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal))
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Hosts.Add(new Uri(request.Url).Authority);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, violations of the content policy, dialogs.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Whom the pages asked for anything.</summary>
    public HashSet<string> Hosts { get; } = [];

    /// <summary>Asks axe-core about what the window shows, in both themes, on a phone and on a wide screen.</summary>
    public async Task AssertAccessible()
    {
        // Evaluated, not added as an element: the content policy lets no foreign script in.
        await Page.EvaluateAsync(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "axe.min.js"), TestContext.Current.CancellationToken));
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
            foreach (var width in new[] { 390, 1440 })
            {
                await Page.SetViewportSizeAsync(width, 900);
                var violations = await Page.EvaluateAsync<string[]>(
                    """
                    async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
                      .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`))
                    """);
                Assert.True(violations.Length == 0, $"{Page.Url} at {width}, {theme}:\n{string.Join('\n', violations)}");
            }
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
