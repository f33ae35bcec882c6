using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Mail;

/// <summary>A real Postfix on loopback that delivers mail for anything@paperboy.test into a maildir.</summary>
internal sealed class Postfix : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly Process _process;

    private Postfix(string certificate, string key)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        // The mail's delivery runs as nobody, who must be able to come here.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        string[] arguments = [_folder.Path, Port.ToString(System.Globalization.CultureInfo.InvariantCulture), .. certificate.Length > 0 ? new[] { certificate, key } : []];
        _process = Process.Start(new ProcessStartInfo(Repository.File("tools/start-postfix.sh"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
    }

    public int Port { get; }

    private string Inbox => Path.Combine(_folder.Path, "mail", "inbox", "new");

    /// <summary>Starts one; skips the calling test where Postfix is not unpacked or may not run.</summary>
    public static async Task<Postfix> StartAsync(string certificate = "", string key = "")
    {
        var there = File.Exists(Repository.File(".build/postfix/usr/lib/postfix/sbin/master"));
        var required = Environment.GetEnvironmentVariable("PAPERBOY_REQUIRE_ALL") is "1" or "true";
        Assert.SkipUnless(there || required, "Postfix is not there: tools/install-postfix.sh fetches it.");
        Assert.SkipUnless(Environment.UserName == "root" || required, "Postfix starts its processes as several users, which only root may.");
        var postfix = new Postfix(certificate, key);
        await postfix.UntilAsync("Postfix listens", () => Task.FromResult(postfix.Listens()));
        return postfix;
    }

    /// <summary>The mails in the maildir, when there are so many.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync(int count)
    {
        await UntilAsync($"{count} mails are delivered", () => Task.FromResult(Files().Count >= count));
        return [.. Files().Select(f => ReceivedMail.Parse(File.ReadAllBytes(f)))];
    }

    /// <summary>What is in the maildir and on its way into it at present.</summary>
    public int Count => Files().Count;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
        // The master's children end a moment after it and still write to their log.
        await UntilAsync("Postfix has gone", () => Task.FromResult(Gone()));
    }

    private List<string> Files() => Directory.Exists(Inbox) ? [.. Directory.GetFiles(Inbox).Order(StringComparer.Ordinal)] : [];

    private bool Gone()
    {
        try
        {
            _folder.Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool Listens()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"Postfix ended: {_process.StandardError.ReadToEnd()}");
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not within {Patience.TotalSeconds} seconds: {what}. Log: {Log()}");
        }
    }

    private string Log()
    {
        var log = Path.Combine(_folder.Path, "data", "maillog");
        return File.Exists(log) ? File.ReadAllText(log) : "none";
    }
}
