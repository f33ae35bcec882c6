namespace Paperboy.Mail.Smtp;

/// <summary>A message on its way through DATA (RFC 5321, 4.5.2).</summary>
internal static class SmtpMessageBytes
{
    private const int LongestLine = 998;

    /// <summary>
    /// The message with a dot put before every dot that begins a line, ending in CRLF, ready for the closing dot.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A CR or LF stands alone, or a line is too long: relays disagree about such messages, to the point that one
    /// takes part of a message for the next command.
    /// </exception>
    public static byte[] DotStuffed(ReadOnlySpan<byte> message)
    {
        var stuffed = new List<byte>(message.Length + 64);
        var lineStart = 0;
        for (var i = 0; i < message.Length; i++)
        {
            var value = message[i];
            if (value == '\n' ? i == 0 || message[i - 1] != '\r' : value == '\r' && (i + 1 == message.Length || message[i + 1] != '\n'))
                throw new ArgumentException($"The message has a lone CR or LF at byte {i}.", nameof(message));
            if (i == lineStart && value == '.')
                stuffed.Add((byte)'.');
            stuffed.Add(value);
            if (value == '\n')
                lineStart = i + 1;
            else if (i - lineStart > LongestLine)
                throw new ArgumentException($"The message has a line of more than {LongestLine} bytes at byte {lineStart}.", nameof(message));
        }

        if (lineStart != message.Length)
            stuffed.AddRange("\r\n"u8);
        return [.. stuffed];
    }
}
