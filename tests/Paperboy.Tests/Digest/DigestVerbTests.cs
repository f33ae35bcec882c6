using System.Text.Json;
using Paperboy.Storage;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Digest;

/// <summary>The verbs, as processes of their own: also when they are killed in the worst moment.</summary>
public sealed class DigestVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_before_the_answer_the_next_run_sends_the_same_bytes_and_the_receipt_says_so()
    {
        var reached = new TaskCompletionSource();
        await using var server = new ScriptedSmtpServer((step, connection) =>
        {
            if (step != "DOT" || connection != 1)
                return null;
            reached.SetResult();
            return ScriptedSmtpServer.TakeAndSilence;
        });
        Prepare(server.Port);

        using (var process = PaperboyProcess.Start("digest", "send", "--day", "2026-03-17", "--data", _folder.Path))
        {
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            process.Kill();
            await process.End();
        }

        var waiting = await Run("send", "--day", "2026-03-17");
        Assert.Equal((1, 0, 1), (waiting.ExitCode, waiting.Json.GetProperty("sent").GetInt32(), waiting.Json.GetProperty("waiting").GetInt32()));
        MakeDue();
        var sent = await Run("send", "--day", "2026-03-17");
        Assert.Equal((0, 1), (sent.ExitCode, sent.Json.GetProperty("sentNow").GetInt32()));
        Assert.Equal(1, sent.Json.GetProperty("receipts")[0].GetProperty("uncertain").GetInt32());

        var again = await Run("send", "--day", "2026-03-17");
        Assert.Equal((0, 0), (again.ExitCode, again.Json.GetProperty("sentNow").GetInt32()));
        Assert.Equal(2, server.Taken.Count);
        Assert.Single(server.Taken.Select(t => t.Message).Distinct());
    }

    [Fact]
    public async Task A_server_that_is_down_is_named_and_the_mail_waits()
    {
        int port;
        await using (var server = new ScriptedSmtpServer())
            port = server.Port;
        Prepare(port);
        var ended = await Run("send", "--day", "2026-03-17");
        Assert.Equal((1, 1), (ended.ExitCode, ended.Json.GetProperty("waiting").GetInt32()));
        Assert.Contains($"127.0.0.1 port {port}", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_the_mail_and_a_stranger_is_told_what_to_do()
    {
        Prepare(1);
        var shown = await Run("preview", "--reader", "ann@paperboy.test", "--day", "2026-03-17");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("On Towers of Height 1", shown.Json.GetProperty("text").GetString(), StringComparison.Ordinal);
        var stranger = await PaperboyProcess.Run("digest", "preview", "--reader", "eve@paperboy.test", "--day", "2026-03-17", "--data", _folder.Path);
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("https://papers.example.org/subscribe", stranger.Errors, StringComparison.Ordinal);
        var wrong = await PaperboyProcess.Run("digest", "send", "--day", "17 March", "--data", _folder.Path);
        Assert.Equal(2, wrong.ExitCode);
    }

    private void Prepare(int port)
    {
        File.WriteAllText(_folder.Data.Settings, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["Server:PublicAddress"] = "https://papers.example.org",
            ["Mail:Transport"] = "smtp",
            ["Mail:SmtpSecurity"] = "none",
            ["Mail:SmtpPort"] = $"{port}",
            ["Mail:From"] = "paperboy@paperboy.test",
        }));
        using var house = new MailHouse(_folder, new TestTime());
        house.AddPapers("2026-03-17", 3);
        house.AddReader("ann@paperboy.test");
    }

    // The verbs go by the real clock; instead of waiting for the pause's end, the pause is made to end.
    private void MakeDue()
    {
        using var database = _folder.OpenDatabase();
        database.Write((connection, _) => connection.Run("UPDATE mail SET next_attempt_at = queued_at"));
    }

    private async Task<(int ExitCode, JsonElement Json, string Errors)> Run(params string[] arguments)
    {
        var ended = await PaperboyProcess.Run(["digest", .. arguments, "--json", "--data", _folder.Path]);
        return (ended.ExitCode, JsonDocument.Parse(ended.Output).RootElement, ended.Errors);
    }
}
