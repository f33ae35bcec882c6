using Paperboy.Search.Text;

namespace Paperboy.Search.Queries.Language;

/// <summary>The characters of a query, and what they are to its grammar.</summary>
internal static class QueryText
{
    // The combining grapheme joiner: without a form of its own, and no part of terms.
    private const char DroppedMark = '\u034F';
    private const int ShoutedWords = 4;
    private const int ShoutedLength = 6;

    /// <summary>
    /// The text with each variant of a sign as the plain one: typographic quotes, full-width forms, other hyphens, white
    /// space and invisible characters as spaces. As long as <paramref name="typed"/>, so that places hold for both.
    /// </summary>
    public static string Normalise(string typed) => string.Create(typed.Length, typed, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = char.IsSurrogate(source[i]) ? Paired(source, i) : Plain(source[i]);
        ReplaceAccents(target);
    });

    /// <summary>Whether a word may begin with the character: letters and digits of any script.</summary>
    public static bool StartsWord(string text, int at) =>
        at < text.Length && CharacterClasses.Of(text, at, out _) is CharacterClass.Word or CharacterClass.Unspaced;

    /// <summary>Whether the character may stand within a word: what may begin one, and marks. Hyphens, dots and signs may not.</summary>
    public static bool IsInWord(string text, int at, out int length) =>
        CharacterClasses.Of(text, at, out length) is CharacterClass.Word or CharacterClass.Unspaced or CharacterClass.Mark;

    /// <summary>
    /// Whether the text is a title pasted in capitals, whose AND, OR and NOT are words: no small letter, and besides them
    /// at least four words, of which one is longer than abbreviations are.
    /// </summary>
    public static bool IsShouted(string text)
    {
        var (words, longest) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && char.IsUpper(text[at]))
                at++;
            if (at > start && text.AsSpan(start, at - start) is not ("AND" or "OR" or "NOT"))
            {
                words++;
                longest = Math.Max(longest, at - start);
            }

            if (at < text.Length && char.IsLower(text[at]))
                return false;
            at += at == start ? 1 : 0;
        }

        return words >= ShoutedWords && longest >= ShoutedLength;
    }

    // Schr\"odinger and Schr{\"o}dinger, as arXiv writes names: the signs become marks that the analysis drops, so that the
    // word stays one, the places hold, and the quote is none.
    private static void ReplaceAccents(Span<char> text)
    {
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] != '\\' || !"\"'`^~=.".Contains(text[i + 1]))
                continue;
            var isBraced = text[i + 2] == '{';
            var letter = i + (isBraced ? 3 : 2);
            if (letter >= text.Length || !char.IsAsciiLetter(text[letter]))
            {
                // The dotless i of na\"{\i}ve: at least the quote is none.
                if (isBraced)
                    text[i..(i + 2)].Fill(DroppedMark);
                continue;
            }

            text[i..letter].Fill(DroppedMark);
            var end = letter + 1;
            end += isBraced && ReplaceBrace(text, end, '}') ? 1 : 0;
            if (i > 0 && ReplaceBrace(text, i - 1, '{'))
                ReplaceBrace(text, end, '}');
        }
    }

    private static bool ReplaceBrace(Span<char> text, int at, char brace)
    {
        if (at >= text.Length || text[at] != brace)
            return false;
        text[at] = DroppedMark;
        return true;
    }

    private static char Paired(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? text[at] : ' '
        : at > 0 && char.IsHighSurrogate(text[at - 1]) ? text[at] : ' ';

    private static char Plain(char unit) => unit switch
    {
        < '\u0080' => char.IsControl(unit) ? ' ' : unit,
        '“' or '”' or '„' or '‟' or '«' or '»' or '「' or '」' or '『' or '』' or '〝' or '〞' or '〟' => '"',
        '\u2010' or '\u2011' or '\u2212' => '-',
        >= '\uFF01' and <= '\uFF5E' => (char)(unit - 0xFEE0),
        // Zero-width space, marks of direction, word joiner, byte order mark.
        '\u200B' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF' => ' ',
        _ => char.IsWhiteSpace(unit) || char.IsControl(unit) ? ' ' : unit,
    };
}
