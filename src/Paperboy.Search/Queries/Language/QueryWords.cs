using Paperboy.Search.Text;

namespace Paperboy.Search.Queries.Language;

/// <summary>A word's place in the text, and whether a star follows it.</summary>
internal readonly record struct QueryWord(int Start, int End, bool HasStar);

/// <summary>
/// Finds the words within a run of characters by the rules of <see cref="TermReader"/>: ties such as hyphens and dots are
/// part of a word where they stand between letters or digits, <c>++</c> and <c>#</c> where they end it.
/// </summary>
internal static class QueryWords
{
    public static List<QueryWord> Read(string text, int start, int end)
    {
        var words = new List<QueryWord>();
        for (var at = start; at < end;)
        {
            if (CharacterClasses.Of(text, at, out var length) is not (CharacterClass.Word or CharacterClass.Unspaced))
            {
                at += length;
                continue;
            }

            var wordEnd = EndOfWord(text, at, end);
            var star = StarAfter(text, wordEnd, end);
            words.Add(new QueryWord(at, wordEnd, star >= 0));
            at = Math.Max(wordEnd, star + 1);
        }

        return words;
    }

    private static int EndOfWord(string text, int start, int end)
    {
        var at = EndOfLetters(text, start, end);
        while (at + 1 < end && text[at] is '-' or '.' or '_' or '\'' or '\u2019' && QueryText.StartsWord(text, at + 1))
            at = EndOfLetters(text, at + 1, end);
        var rest = text.AsSpan(at, end - at);
        var signs = rest.StartsWith("++") ? 2 : rest.StartsWith("#") && at - start == 1 ? 1 : 0;
        return at + signs < end && QueryText.StartsWord(text, at + signs) ? at : at + signs;
    }

    private static int EndOfLetters(string text, int at, int end)
    {
        while (at < end && QueryText.IsInWord(text, at, out var length))
            at += length;
        return at;
    }

    // The place of the star in `neur*` and `GPT-*`, or -1.
    private static int StarAfter(string text, int at, int end)
    {
        while (at < end && text[at] is '-' or '.' or '_')
            at++;
        return at < end && text[at] == '*' && !(at + 1 < end && QueryText.StartsWord(text, at + 1)) ? at : -1;
    }
}
