using System.Net.Mail;

namespace Paperboy.Mail.Mime;

/// <summary>Text in headers: as it is when ASCII, else in encoded words (RFC 2047).</summary>
internal static class HeaderText
{
    // An encoded word has at most 75 characters: =?utf-8?B?...?= leaves 63, which is 45 bytes.
    private const int BytesInWord = 45;

    // Leaves room for the header's name on the first line of 78 characters (RFC 5322, 2.1.1).
    private const int LongestPlain = 60;

    /// <exception cref="ArgumentException">The text has control characters: it would begin another header.</exception>
    public static string Encode(string text)
    {
        if (text.Any(char.IsControl))
            throw new ArgumentException("A header's text has no control characters.", nameof(text));
        return IsAscii(text) && text.Length <= LongestPlain && !text.Contains("=?", StringComparison.Ordinal)
            ? text
            : string.Join("\r\n ", Words(text));
    }

    /// <summary>An address with its name, such as Paperboy &lt;papers@example.org&gt;.</summary>
    public static string Encode(MailAddress address)
    {
        if (address.DisplayName.Length == 0)
            return address.Address;
        var name = IsAscii(address.DisplayName)
            ? $"\"{address.DisplayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encode(address.DisplayName);
        return $"{name} <{address.Address}>";
    }

    // Broken between characters, never within one: each word is decoded by itself.
    private static IEnumerable<string> Words(string text)
    {
        var word = new List<byte>(BytesInWord);
        Span<byte> buffer = stackalloc byte[4];
        var words = new List<string>();
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(buffer);
            if (word.Count + length > BytesInWord)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(buffer[..length]);
        }

        words.Add(Word(word));
        return words;
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static bool IsAscii(string text) => text.All(c => c is >= ' ' and <= '~');
}
