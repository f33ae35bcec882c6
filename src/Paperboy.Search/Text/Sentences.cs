using System.Buffers;

namespace Paperboy.Search.Text;

/// <summary>
/// Finds where sentences begin, by plain rules: after a full stop, question or exclamation mark with a space and no small
/// letter after it, unless the stop ends an abbreviation or an initial; after the marks of Chinese and Japanese; after a
/// blank line.
/// </summary>
public static class Sentences
{
    private const int LongestAbbreviation = 8;

    private static readonly SearchValues<char> Closers = SearchValues.Create(")]}\"'\u201D\u2019\u00BB");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = new HashSet<string>(
        [
            "al", "approx", "cf", "ch", "dr", "e.g", "eq", "eqs", "fig", "figs", "i.e", "lem", "mr", "mrs", "ms", "nos",
            "p", "pp", "prof", "prop", "ref", "refs", "resp", "sec", "st", "tab", "thm", "viz", "vol", "vs", "w.r.t",
        ],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The places where sentences begin, in ascending order: always 0, never the end of the text.</summary>
    public static List<int> Starts(ReadOnlySpan<char> text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at] switch
            {
                '.' or '?' or '!' or '\u2026' => AfterStop(text, at),
                '\u3002' or '\uFF01' or '\uFF1F' => SkipClosers(text, at + 1),
                '\n' => AfterBlankLine(text, at),
                _ => -1,
            };
            if (next < 0)
                continue;
            next = SkipSpaces(text, next);
            if (next < text.Length)
                starts.Add(next);
            at = next - 1;
        }

        return starts;
    }

    private static int AfterStop(ReadOnlySpan<char> text, int stop)
    {
        var end = SkipClosers(text, stop + 1);
        var next = SkipSpaces(text, end);
        if (next == end || next == text.Length || char.IsLower(text[next]))
            return -1;
        return text[stop] == '.' && EndsAbbreviation(text[..stop]) ? -1 : next;
    }

    private static bool EndsAbbreviation(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && text.Length - start <= LongestAbbreviation && (char.IsLetter(text[start - 1]) || text[start - 1] == '.'))
            start--;
        var word = text[start..];
        return Abbreviations.Contains(word) || (word.Length == 1 && char.IsUpper(word[0]));
    }

    private static int AfterBlankLine(ReadOnlySpan<char> text, int newline)
    {
        var next = newline + 1;
        while (next < text.Length && text[next] is ' ' or '\t' or '\r')
            next++;
        return next < text.Length && text[next] == '\n' ? next : -1;
    }

    private static int SkipClosers(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Closers.Contains(text[at]))
            at++;
        return at;
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}
