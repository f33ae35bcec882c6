using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Paperboy.Mail.Smtp;

/// <summary>
/// One conversation with an SMTP server (RFC 5321), opened, protected and signed in: it takes mails one after another.
/// After an exception or an unknown outcome it must not be used again.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly TcpClient _client;
    private Stream _stream;
    private SmtpLines _lines;
    private SmtpExtensions _extensions = SmtpExtensions.None;
    private bool _needsReset;

    private SmtpSession(SmtpOptions options, TcpClient client)
    {
        _options = options;
        _client = client;
        _stream = client.GetStream();
        _lines = new SmtpLines(_stream);
    }

    /// <summary>False when the connection has come to its end.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Connects, protects the connection as the options say, and signs in.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="record">Gets every line that the server says.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SmtpException">There is no conversation to be had, or none that is safe.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, List<string> record, CancellationToken cancel)
    {
        var session = new SmtpSession(options, await ConnectAsync(options, cancel));
        try
        {
            await session.GreetAsync(record, cancel);
            return session;
        }
        catch
        {
            session.Close();
            throw;
        }
    }

    /// <summary>Sends one mail; see <see cref="IMailer.SendAsync"/>.</summary>
    /// <exception cref="SmtpException">The conversation ended before the message was complete.</exception>
    public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<bool> claim, List<string> record, CancellationToken cancel)
    {
        var message = SmtpMessageBytes.DotStuffed(mail.Message);
        if (_extensions.LargestMessage is { } largest && mail.Message.Length > largest)
            return new SendOutcome(SendResult.RejectedPermanently, $"The server takes at most {largest} bytes; this mail has {mail.Message.Length}.", record);
        if (_needsReset)
            Require(await CommandAsync("RSET", record, cancel), "RSET");
        _needsReset = true;

        if (await EnvelopeAsync(mail, record, cancel) is { } refused)
            return refused;
        if (!claim())
            return new SendOutcome(SendResult.Withheld, "not wanted any more", record);

        var data = await CommandAsync("DATA", record, cancel);
        if (data.Code != 354)
            return Refused(data, record);
        await WriteAsync(message, _options.ReplyTimeout, cancel);
        return await CompleteAsync(record);
    }

    /// <summary>Says goodbye, if the server still listens, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            try
            {
                await CommandAsync("QUIT", [], CancellationToken.None);
            }
            catch (SmtpException)
            {
                // Every mail has its answer already; a goodbye that is not heard changes nothing.
            }
        }

        Close();
    }

    private static async Task<TcpClient> ConnectAsync(SmtpOptions options, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.ReplyTimeout);
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, limit.Token);
            return client;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            client.Dispose();
            var why = e is SocketException ? e.Message : $"no answer within {options.ReplyTimeout.TotalSeconds:0.###} seconds";
            throw new SmtpException($"No connection to the SMTP server {options.Host} port {options.Port}: {why}.", e);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task GreetAsync(List<string> record, CancellationToken cancel)
    {
        if (_options.Security == SmtpSecurity.Tls)
            await SecureAsync(cancel);
        Require(await ReadReplyAsync(record, cancel), "the connection");
        await HelloAsync(record, cancel);
        if (_options.Security == SmtpSecurity.StartTls)
        {
            if (!_extensions.StartTls)
                throw new SmtpException($"The server {_options.Host} does not offer STARTTLS, and Mail:SmtpSecurity asks for it.");
            Require(await CommandAsync("STARTTLS", record, cancel), "STARTTLS");
            // What came in the clear behind the reply would otherwise be read as if it had come under TLS.
            if (_lines.HasUnread)
                throw new SmtpException("The server, or somebody between, sent more in the clear after its reply to STARTTLS.");
            await SecureAsync(cancel);
            // All that was known of the server was said in the clear (RFC 3207, 4.2).
            await HelloAsync(record, cancel);
        }

        if (_options.User.Length > 0)
            await SmtpSignIn.SignInAsync(_options, _extensions, IsPrivate(), line => CommandAsync(line, record, cancel));
    }

    private async Task SecureAsync(CancellationToken cancel)
    {
        _stream = await SmtpTls.SecureAsync(_stream, _options, cancel);
        _lines = new SmtpLines(_stream);
    }

    private bool IsPrivate() =>
        _options.Security != SmtpSecurity.None
        || (_client.Client.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address));

    private async Task HelloAsync(List<string> record, CancellationToken cancel)
    {
        // An address literal: the machine's own name is often no name that a server would accept (RFC 5321, 4.1.3).
        var local = ((IPEndPoint)_client.Client.LocalEndPoint!).Address;
        var literal = local.IsIPv4MappedToIPv6 ? $"[{local.MapToIPv4()}]"
            : local.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(local.GetAddressBytes())}]"
            : $"[{local}]";
        var reply = await CommandAsync($"EHLO {literal}", record, cancel);
        Require(reply, "EHLO");
        _extensions = SmtpExtensions.Parse(reply);
    }

    // Gives the refusal, or null when sender and recipient are accepted.
    private async Task<SendOutcome?> EnvelopeAsync(OutgoingMail mail, List<string> record, CancellationToken cancel)
    {
        var from = $"MAIL FROM:<{Checked(mail.Sender)}>{_extensions.MailParameters(mail.Message)}";
        var to = $"RCPT TO:<{Checked(mail.Recipient)}>";
        SmtpReply sender, recipient;
        if (_extensions.Pipelining)
        {
            await WriteAsync(Encoding.ASCII.GetBytes($"{from}\r\n{to}\r\n"), _options.ReplyTimeout, cancel);
            sender = await ReadReplyAsync(record, cancel);
            recipient = await ReadReplyAsync(record, cancel);
        }
        else
        {
            sender = await CommandAsync(from, record, cancel);
            if (sender.Code != 250)
                return Refused(sender, record);
            recipient = await CommandAsync(to, record, cancel);
        }

        return sender.Code != 250 ? Refused(sender, record)
            : recipient.Code is not (250 or 251) ? Refused(recipient, record)
            : null;
    }

    // From the closing dot on, only the server knows whether it has the mail; stopping now would not help either.
    private async Task<SendOutcome> CompleteAsync(List<string> record)
    {
        SmtpReply reply;
        try
        {
            await WriteAsync(".\r\n"u8.ToArray(), _options.ReplyTimeout, CancellationToken.None);
            reply = await _lines.ReadReplyAsync(_options.AcceptTimeout, record, CancellationToken.None);
        }
        catch (SmtpException e)
        {
            Close();
            return new SendOutcome(SendResult.Unknown, $"The message was complete, but no answer came: {e.Message}", record);
        }

        _needsReset = false;
        if (reply.Code is >= 200 and < 300)
            return new SendOutcome(SendResult.Accepted, reply.ToString(), record);
        if (reply.Code >= 400)
            return Refused(reply, record);
        Close();
        return new SendOutcome(SendResult.Unknown, $"The server's answer to the message means nothing: {reply}", record);
    }

    private SendOutcome Refused(SmtpReply reply, List<string> record)
    {
        if (reply.Code < 400)
            throw new SmtpException($"The server answered out of turn: {reply}");
        if (!reply.IsAboutTheSession)
        {
            return new SendOutcome(
                reply.IsTemporary ? SendResult.RejectedTemporarily : SendResult.RejectedPermanently, reply.ToString(), record);
        }

        Close();
        return new SendOutcome(SendResult.NotSent, reply.ToString(), record);
    }

    private static void Require(SmtpReply reply, string what)
    {
        if (reply.Code is < 200 or >= 300)
            throw new SmtpException($"The server refused {what}: {reply}");
    }

    // Our addresses were checked when they came in; a line break here would let one mail command the server.
    private static string Checked(string address) =>
        address.Any(c => c is <= ' ' or > '~' or '<' or '>')
            ? throw new ArgumentException($"\"{address}\" is no address for an envelope.", nameof(address))
            : address;

    private async Task<SmtpReply> CommandAsync(string command, List<string> record, CancellationToken cancel)
    {
        await WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), _options.ReplyTimeout, cancel);
        return await ReadReplyAsync(record, cancel);
    }

    private async Task<SmtpReply> ReadReplyAsync(List<string> record, CancellationToken cancel)
    {
        try
        {
            return await _lines.ReadReplyAsync(_options.ReplyTimeout, record, cancel);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private async Task WriteAsync(byte[] bytes, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            await _stream.WriteAsync(bytes, limit.Token);
            await _stream.FlushAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Close();
            throw new SmtpException(string.Create(CultureInfo.InvariantCulture, $"The server took nothing for {timeout.TotalSeconds:0.###} seconds."));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Close();
            throw new SmtpException($"The connection was lost: {e.Message}", e);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        IsUsable = false;
        _stream.Dispose();
        _client.Dispose();
    }
}
