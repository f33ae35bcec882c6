using System.Globalization;

namespace Paperboy.Mail.Smtp;

/// <summary>What a server said it can do, in its reply to EHLO (RFC 5321, 4.1.1.1).</summary>
/// <param name="StartTls">RFC 3207.</param>
/// <param name="Pipelining">RFC 2920.</param>
/// <param name="EightBit">8BITMIME, RFC 6152.</param>
/// <param name="Size">SIZE, RFC 1870.</param>
/// <param name="LargestMessage">The bytes that SIZE allows, when it says so.</param>
/// <param name="SignIn">The mechanisms of AUTH, RFC 4954, in upper case.</param>
internal sealed record SmtpExtensions(
    bool StartTls, bool Pipelining, bool EightBit, bool Size, long? LargestMessage, IReadOnlyList<string> SignIn)
{
    public static readonly SmtpExtensions None = new(false, false, false, false, null, []);

    public static SmtpExtensions Parse(SmtpReply reply)
    {
        var known = None;
        // The first line is a greeting.
        foreach (var line in reply.Lines.Skip(1))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            known = words.FirstOrDefault()?.ToUpperInvariant() switch
            {
                "STARTTLS" => known with { StartTls = true },
                "PIPELINING" => known with { Pipelining = true },
                "8BITMIME" => known with { EightBit = true },
                "SIZE" => known with { Size = true, LargestMessage = Limit(words) },
                "AUTH" => known with { SignIn = [.. words.Skip(1).Select(w => w.ToUpperInvariant())] },
                _ => known,
            };
        }

        return known;
    }

    /// <summary>What follows the sender in MAIL, with a space before it.</summary>
    /// <exception cref="SmtpException">The message needs eight bits, and the server has seven.</exception>
    public string MailParameters(byte[] message)
    {
        var size = Size ? string.Create(CultureInfo.InvariantCulture, $" SIZE={message.Length}") : "";
        if (!message.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return size;
        return EightBit
            ? size + " BODY=8BITMIME"
            : throw new SmtpException("The message has eight-bit text, and the server does not offer 8BITMIME.");
    }

    // SIZE without a number, or with 0, sets no limit.
    private static long? Limit(string[] words) =>
        words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : null;
}
