using System.Net;

namespace Paperboy.Text;

/// <summary>
/// Reads what is left of HTML in a source: a few formatting tags that have their end, and character references.
/// Anything else in angle brackets is text: <c>&lt;projektor&gt;</c> is somebody's name for a framework.
/// </summary>
internal sealed class HtmlRemnants(PaperTextParser parser)
{
    private const int LongestTag = 16;
    private const int LongestReference = 32;

    private int _open;

    public void ReadTag()
    {
        var rest = parser.Source.AsSpan(parser.At, Math.Min(LongestTag, parser.Source.Length - parser.At));
        var end = rest.IndexOf('>');
        if (end < 2)
        {
            parser.Literal();
            return;
        }

        var closes = rest[1] == '/';
        var name = rest[(closes ? 2 : 1)..end].TrimEnd(" /").ToString().ToLowerInvariant();
        if (name.StartsWith("jats:", StringComparison.Ordinal))
            name = name[5..];
        if (name is "p" or "br" or "li" or "ul" or "ol" or "title" or "div")
        {
            parser.Out.Append(' ');
            parser.At += end + 1;
        }
        else if (name is "sup" or "sub" && !closes && TryReadScript(name, end + 1))
        {
            return;
        }
        else if (Style(name) is { } style && (closes ? Close(name) : parser.Map.Follows($"</{rest[1..(end + 1)]}", parser.At)))
        {
            SetStyle(style, closes);
            if (!closes)
                _open |= Bit(name);
            parser.At += end + 1;
        }
        else
        {
            parser.Literal();
        }
    }

    public void ReadEntity()
    {
        var source = parser.Source;
        var rest = source.AsSpan(parser.At, Math.Min(LongestReference, source.Length - parser.At));
        // Escaped more than once: &amp;amp;lt; is one "<".
        var body = 1;
        while (rest[body..].StartsWith("amp;#") || (rest[body..].StartsWith("amp;") && IsReference(rest[(body + 4)..])))
            body += 4;
        var end = rest[body..].IndexOf(';');
        if (end < 1 || !char.IsAsciiLetterOrDigit(rest[body]) && rest[body] != '#')
        {
            parser.Literal();
            return;
        }

        var reference = $"&{rest.Slice(body, end + 1)}";
        var decoded = WebUtility.HtmlDecode(reference);
        if (decoded == reference)
        {
            parser.Literal();
            return;
        }

        parser.Out.Append(decoded);
        parser.At += body + end + 1;
    }

    private static bool IsReference(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(';');
        return end is > 1 and < 10 && WebUtility.HtmlDecode($"&{text[..(end + 1)]}") != $"&{text[..(end + 1)]}";
    }

    private bool TryReadScript(string name, int start)
    {
        var source = parser.Source;
        var from = parser.At + start;
        var end = source.AsSpan(from, Math.Min(60, source.Length - from)).IndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            return false;
        var inside = source.AsSpan(from, end).Trim().ToString();
        if (inside.AsSpan().IndexOfAny("<&\\$") >= 0)
            return false;
        parser.Out.Append(name == "sup" ? Scripts.Superscript(inside) : Scripts.Subscript(inside));
        parser.At = from + end + name.Length + 3;
        return true;
    }

    private static TextStyle? Style(string name) => name switch
    {
        "i" or "em" or "italic" => TextStyle.Emphasis,
        "b" or "strong" or "bold" => TextStyle.Strong,
        "tt" or "code" => TextStyle.Code,
        "sc" => TextStyle.SmallCaps,
        "u" or "span" or "small" or "sup" or "sub" => TextStyle.None,
        _ => null,
    };

    private void SetStyle(TextStyle style, bool closes) =>
        parser.Out.Style = closes ? parser.Out.Style & ~style : parser.Out.Style | style;

    private bool Close(string name)
    {
        var open = (_open & Bit(name)) != 0;
        _open &= ~Bit(name);
        return open;
    }

    private static int Bit(string name) => 1 << Array.IndexOf(
        ["i", "em", "italic", "b", "strong", "bold", "tt", "code", "sc", "u", "span", "small", "sup", "sub"], name);
}
