using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Paperboy.Tests.Mail;

/// <summary>
/// An SMTP server on loopback that does what its script says. The script is asked at each step (CONNECT, EHLO,
/// STARTTLS, AUTH, WORD for a line of a sign-in, MAIL, RCPT, DATA, DOT, RSET, QUIT) and gives a raw reply, one of the
/// acts below, or null for what a good server does.
/// </summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>Close the connection without a word.</summary>
    public const string Drop = "drop";

    /// <summary>Take the message, then close the connection without a word.</summary>
    public const string TakeAndDrop = "take and drop";

    /// <summary>Take the message, then say nothing for ever.</summary>
    public const string TakeAndSilence = "take and silence";

    /// <summary>Say nothing for ever.</summary>
    public const string Silence = "silence";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, int, string?> _script;
    private readonly string _extensions;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public ScriptedSmtpServer(
        Func<string, int, string?>? script = null, string extensions = "PIPELINING\nSIZE 1000000\n8BITMIME", X509Certificate2? certificate = null)
    {
        _script = script ?? ((_, _) => null);
        _extensions = extensions;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every message that the server took, as it came, in order.</summary>
    public ConcurrentQueue<(string Recipient, string Message)> Taken { get; } = new();

    /// <summary>Every line that the server was given outside of messages.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                open.Add(TalkAsync(client, ++Connections));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(TcpClient client, int connection)
    {
        using (client)
        {
            try
            {
                await new Conversation(this, client.GetStream(), connection).RunAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ConversationEnded or System.Security.Authentication.AuthenticationException)
            {
                // The client left, the script said so, or the test is over.
            }
        }
    }

    private sealed class ConversationEnded : Exception;

    private sealed class Conversation(ScriptedSmtpServer server, Stream stream, int connection)
    {
        private Stream _stream = stream;
        private string _recipient = "";

        public async Task RunAsync()
        {
            await AnswerAsync("CONNECT", "220 scripted");
            while (await ReadLineAsync() is { } line)
            {
                server.Lines.Enqueue(line);
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await AnswerAsync("EHLO", Hello());
                        break;
                    case "STARTTLS":
                        await AnswerAsync("STARTTLS", "220 go ahead");
                        await SecureAsync();
                        break;
                    case "AUTH":
                        await AnswerAsync("AUTH", line.StartsWith("AUTH LOGIN", StringComparison.Ordinal) ? "334 VXNlcm5hbWU6" : "235 welcome");
                        break;
                    case "MAIL":
                        await AnswerAsync("MAIL", "250 sender ok");
                        break;
                    case "RCPT":
                        _recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                        await AnswerAsync("RCPT", "250 recipient ok");
                        break;
                    case "DATA":
                        if (await AnswerAsync("DATA", "354 go ahead"))
                            await TakeAsync();
                        break;
                    case "RSET":
                        await AnswerAsync("RSET", "250 forgotten");
                        break;
                    case "QUIT":
                        await AnswerAsync("QUIT", "221 bye");
                        return;
                    default:
                        await AnswerAsync("WORD", "500 what?");
                        break;
                }
            }
        }

        private string Hello()
        {
            var lines = ("scripted\n" + server._extensions).Trim().Split('\n');
            return string.Join("\r\n", lines.Select((l, i) => (i < lines.Length - 1 ? "250-" : "250 ") + l));
        }

        // True when the reply was a go-ahead.
        private async Task<bool> AnswerAsync(string step, string usual)
        {
            var answer = server._script(step, connection) ?? usual;
            if (answer == Drop)
                throw new ConversationEnded();
            if (answer == Silence)
                await Task.Delay(Timeout.Infinite, server._end.Token);
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), server._end.Token);
            await _stream.FlushAsync(server._end.Token);
            return answer.StartsWith("354", StringComparison.Ordinal);
        }

        private async Task TakeAsync()
        {
            var message = new StringBuilder();
            while (await ReadLineAsync() is { } line)
            {
                if (line != ".")
                {
                    message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                    continue;
                }

                var answer = server._script("DOT", connection) ?? "250 2.0.0 taken";
                if (answer is TakeAndDrop or TakeAndSilence || answer.StartsWith('2'))
                    server.Taken.Enqueue((_recipient, message.ToString()));
                if (answer is Drop or TakeAndDrop)
                    throw new ConversationEnded();
                if (answer is Silence or TakeAndSilence)
                    await Task.Delay(Timeout.Infinite, server._end.Token);
                await _stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), server._end.Token);
                return;
            }
        }

        private async Task SecureAsync()
        {
            var secured = new SslStream(_stream);
            await secured.AuthenticateAsServerAsync(server._certificate!, false, false);
            _stream = secured;
        }

        private async Task<string?> ReadLineAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, server._end.Token) == 1)
            {
                if (one[0] == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }

            return null;
        }
    }
}
