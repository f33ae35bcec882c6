using System.Text;

namespace Paperboy.Mail.Mime;

/// <summary>The transfer encoding of RFC 2045, 6.7, for text: seven bits, lines of at most 76 characters.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Encodes text whose lines end with LF or CRLF; the result's end with CRLF, the last one too.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length * 5 / 4);
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            EncodeLine(Encoding.UTF8.GetBytes(line), encoded);
        return encoded.ToString();
    }

    private static void EncodeLine(ReadOnlySpan<byte> line, StringBuilder encoded)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var plain = IsPlain(line, i);
            // The last place of a line is kept for the soft break's "=".
            if (column + (plain ? 1 : 3) > LongestLine - 1)
            {
                encoded.Append("=\r\n");
                column = 0;
                plain = plain && line[i] != '.';
            }

            if (plain)
                encoded.Append((char)line[i]);
            else
                encoded.Append('=').Append(line[i].ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            column += plain ? 1 : 3;
        }

        encoded.Append("\r\n");
    }

    // A dot or "From " at a line's begin, and a blank at its end, are what careless relays change.
    private static bool IsPlain(ReadOnlySpan<byte> line, int i) => line[i] switch
    {
        (byte)'=' => false,
        (byte)' ' or (byte)'\t' => i < line.Length - 1,
        (byte)'.' => i > 0,
        (byte)'F' => i > 0 || !line.StartsWith("From "u8),
        >= 33 and <= 126 => true,
        _ => false,
    };
}
