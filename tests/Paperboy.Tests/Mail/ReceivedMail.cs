using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Paperboy.Tests.Mail;

/// <summary>A mail as a mail program reads it: written apart from the code that makes mails.</summary>
internal sealed partial class ReceivedMail
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    private ReceivedMail(string source)
    {
        Source = source;
        var text = source.ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        ReadHeaders(text[..end], _headers);
        var boundary = Boundary().Match(Header("Content-Type")).Groups[1].Value;
        foreach (var part in text[(end + 1)..].Split("\n--" + boundary).Skip(1))
        {
            if (!part.StartsWith("--", StringComparison.Ordinal))
                Parts.Add(Part(part.TrimStart('\n')));
        }
    }

    public string Source { get; }

    public List<(string Type, string Text)> Parts { get; } = [];

    public string Text => Parts.Single(p => p.Type.StartsWith("text/plain", StringComparison.Ordinal)).Text;

    public string Html => Parts.Single(p => p.Type.StartsWith("text/html", StringComparison.Ordinal)).Text;

    public static ReceivedMail Parse(string source) => new(source);

    public static ReceivedMail Parse(byte[] source) => new(Encoding.Latin1.GetString(source));

    /// <summary>A header's one value, unfolded and with encoded words read.</summary>
    public string Header(string name) => Word().Replace(
        BetweenWords().Replace(_headers.Single(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, "?==?"),
        word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    public bool Has(string name) => _headers.Exists(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static (string Type, string Text) Part(string part)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var end = part.IndexOf("\n\n", StringComparison.Ordinal);
        ReadHeaders(part[..end], headers);
        if (headers.Single(h => h.Key == "Content-Transfer-Encoding").Value != "quoted-printable")
            throw new InvalidDataException("The part is not quoted-printable.");
        return (headers.Single(h => h.Key == "Content-Type").Value, DecodeQuotedPrintable(part[(end + 2)..]));
    }

    public static string DecodeQuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        var joined = text.Replace("=\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] != '=')
            {
                bytes.Add((byte)joined[i]);
                continue;
            }

            bytes.Add(byte.Parse(joined.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static void ReadHeaders(string text, List<KeyValuePair<string, string>> headers)
    {
        foreach (var line in text.Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }
    }

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();
}
