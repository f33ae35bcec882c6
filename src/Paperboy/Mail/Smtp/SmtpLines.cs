using System.Globalization;
using System.Text;

namespace Paperboy.Mail.Smtp;

/// <summary>
/// Reads replies from a server that is not trusted: lines, replies and waiting have limits, and every line is kept for
/// the receipt.
/// </summary>
internal sealed class SmtpLines(Stream stream)
{
    // RFC 5321, 4.5.3.1.5 allows 512 bytes; servers are more generous, and there must be an end.
    private const int LongestLine = 4_096;
    private const int MostLines = 128;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    /// <summary>True when bytes have come that nobody has asked for yet.</summary>
    public bool HasUnread => _start < _end;

    /// <summary>Reads one reply and appends its lines to a record of the conversation.</summary>
    /// <exception cref="SmtpException">Lost, too slow, or not SMTP.</exception>
    public async Task<SmtpReply> ReadReplyAsync(TimeSpan timeout, List<string> record, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            var lines = new List<string>();
            while (true)
            {
                var line = await ReadLineAsync(limit.Token);
                record.Add(line);
                var (code, last, text) = Parse(line);
                lines.Add(text);
                if (last)
                    return new SmtpReply(code, lines);
                if (lines.Count == MostLines)
                    throw new SmtpException($"The server's reply has more than {MostLines} lines.");
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpException($"The server gave no reply within {timeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new SmtpException($"The connection was lost: {e.Message}", e);
        }
    }

    private static (int Code, bool Last, string Text) Parse(string line)
    {
        if (line.Length < 3
            || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || code is < 200 or > 599
            || (line.Length > 3 && line[3] is not (' ' or '-')))
        {
            throw new SmtpException($"The server does not speak SMTP; it said \"{Shortened(line)}\".");
        }

        return (code, line.Length == 3 || line[3] == ' ', line.Length > 4 ? line[4..] : "");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsSpan(_start, length);
                _start += length + 1;
                return Printable(line);
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start.._end).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }

            if (_end == _buffer.Length)
                throw new SmtpException($"The server sent a line of more than {LongestLine} bytes.");
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (read == 0)
                throw new SmtpException("The server closed the connection.");
            _end += read;
        }
    }

    // What a server says ends up in logs and on terminals: no control characters.
    private static string Printable(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }

    private static string Shortened(string line) => line.Length <= 80 ? line : line[..80] + "…";
}
