using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv;

/// <summary>The texts of arXiv's records, which are wrapped to lines of 80 characters, without the wrapping.</summary>
internal static partial class ArxivText
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\t");
    private static readonly char[] BetweenDois = [' ', '\n', '\t'];

    /// <summary>A title, a comment or a name in one line; runs of white space become one space.</summary>
    public static string OneLine(string text)
    {
        text = text.Trim();
        if (!text.AsSpan().ContainsAny(Breaks) && !text.Contains("  ", StringComparison.Ordinal))
            return text;
        return string.Create(Squeeze(text, default), text, static (line, text) => Squeeze(text, line));
    }

    /// <summary>An abstract, a paragraph a line: an indented line or an empty one begins a paragraph.</summary>
    public static string Paragraphs(string text)
    {
        text = text.Trim();
        if (!text.AsSpan().ContainsAny(Breaks))
            return text;
        if (text.Contains('\r', StringComparison.Ordinal))
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return string.Create(Join(text, default), text, static (joined, text) => Join(text, joined));
    }

    /// <summary>The first sound DOI of a field that may hold several; null where there is none.</summary>
    public static string? FirstDoi(string field)
    {
        foreach (var part in field.Split(BetweenDois, StringSplitOptions.RemoveEmptyEntries))
        {
            // A DOI may hold commas and semicolons itself; they separate only where another DOI follows.
            var end = AnotherDoi().Match(part) is { Success: true } next ? next.Index : part.Length;
            if (RecordJson.Doi(part[..end].TrimEnd(',', ';')) is { } doi)
                return doi;
        }

        return null;
    }

    /// <summary>Whether a comment or an abstract says that the paper was withdrawn.</summary>
    public static bool IsWithdrawn(string text) =>
        text.Contains("withdrawn", StringComparison.OrdinalIgnoreCase) && Withdrawal().IsMatch(text);

    /// <summary>Reads the moment of a version: "Mon, 14 Apr 2008 20:08:24 GMT", or ISO 8601; a moment without a zone is UTC.</summary>
    public static bool TryMoment(string text, out DateTimeOffset moment)
    {
        const DateTimeStyles styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, "ddd, d MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, styles, out moment)
            || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, styles, out moment)
            || (text.Length >= 10 && char.IsAsciiDigit(text[0]) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out moment));
    }

    // Both run twice, first to count and then to write, so that nothing but the result is allocated.
    private static int Squeeze(ReadOnlySpan<char> text, Span<char> line)
    {
        var length = 0;
        var space = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) && c != '\u00a0')
            {
                space = true;
                continue;
            }

            if (space)
                Put(line, length++, ' ');
            space = false;
            Put(line, length++, c);
        }

        return length;
    }

    private static int Join(ReadOnlySpan<char> text, Span<char> joined)
    {
        var length = 0;
        while (true)
        {
            var end = text.IndexOf('\n');
            var part = (end < 0 ? text : text[..end]).TrimEnd();
            if (joined.Length > 0)
                part.CopyTo(joined[length..]);
            length += part.Length;
            if (end < 0)
                return length;
            var rest = text[(end + 1)..];
            Put(joined, length++, rest.Length > 0 && char.IsWhiteSpace(rest[0]) ? '\n' : ' ');
            text = rest.TrimStart();
        }
    }

    private static void Put(Span<char> target, int at, char c)
    {
        if (target.Length > 0)
            target[at] = c;
    }

    [GeneratedRegex(@"(?<=[,;])(doi:|https?://(dx\.)?doi\.org/)?10\.[0-9]{4,}/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnotherDoi();

    [GeneratedRegex(@"^\W*withdrawn\b|\bwithdrawn by (the |its |our )?([a-z]+ )?(author|arxiv)|\b(this|the) (paper|article|manuscript|submission|preprint|work|note) (has been|is|was) ([a-z]+ )?withdrawn\b(?! from submission)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Withdrawal();
}
