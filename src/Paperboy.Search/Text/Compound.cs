namespace Paperboy.Search.Text;

/// <summary>
/// Where words end, and what ties them to compounds: <c>k-NN</c>, <c>e.g.</c>, <c>max_pool</c>, <c>O'Brien</c>,
/// <c>C++</c>, an arXiv id without its version (<c>2503.11731v2</c>: the bare id finds it), and a DOI
/// (<c>10.1000/xyz-1</c>), in which slashes, colons and brackets tie too.
/// </summary>
internal static class Compound
{
    // A longer chain is a path, a formula or an enumeration: nobody looks for the whole of it.
    private const int MostParts = 6;

    // Of what a DOI has between its letters and digits: what else ties there, beside joiners.
    private const string DoiSigns = "/:()";

    private static readonly string[] Contractions = ["s", "t", "d", "m", "re", "ve", "ll"];

    /// <summary>The end of the compound that begins at <paramref name="start"/>, and whether its whole is a token.</summary>
    public static int End(ReadOnlySpan<char> text, int start, out bool hasWhole)
    {
        hasWhole = true;
        if (EndOfDoi(text, start) is var doi and > 0)
            return doi;
        var (parts, partStart, end) = (1, start, EndOfPart(text, start));
        while (NextPart(text, end) is var next and > 0)
        {
            (partStart, end) = (next, EndOfPart(text, next));
            if (++parts == 2 && EndOfArxivId(text[start..end], partStart - start) is var id and > 0)
                return start + id;
        }

        var signs = Signs(text, end, isSingle: end - start == 1);
        hasWhole = parts <= MostParts && (parts > 1 || signs > 0);
        return end + signs;
    }

    /// <summary>The end of the word that begins at <paramref name="start"/>, with a contraction or possessive that ends it.</summary>
    public static int EndOfPart(ReadOnlySpan<char> text, int start)
    {
        var end = EndOfRun(text, start, CharacterClass.Word);
        while (end + 1 < text.Length && IsApostrophe(text[end]))
        {
            var next = EndOfRun(text, end + 1, CharacterClass.Word);
            if (!IsContraction(text[(end + 1)..next]))
                break;
            end = next;
        }

        return end;
    }

    /// <summary>The end of the characters of a class, and the marks on them, from <paramref name="start"/> on.</summary>
    public static int EndOfRun(ReadOnlySpan<char> text, int start, CharacterClass wanted)
    {
        var end = start;
        while (end < text.Length)
        {
            var found = CharacterClasses.Of(text, end, out var length);
            if (found != wanted && found != CharacterClass.Mark)
                break;
            end += length;
        }

        return end;
    }

    /// <summary>The end of a character with the marks that follow it.</summary>
    public static int EndOfCharacter(ReadOnlySpan<char> text, int start)
    {
        CharacterClasses.Of(text, start, out var length);
        return EndOfMarks(text, start + length);
    }

    public static bool IsApostrophe(char unit) => CharacterClasses.ByUnit[unit] == CharacterClass.Apostrophe;

    private static int EndOfMarks(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && CharacterClasses.Of(text, end, out var length) == CharacterClass.Mark)
            end += length;
        return end;
    }

    // Where the word begins that a joiner or an apostrophe ties to the one that ends here, or -1.
    private static int NextPart(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length || CharacterClasses.ByUnit[text[end]] is not (CharacterClass.Joiner or CharacterClass.Apostrophe))
            return -1;
        var next = EndOfMarks(text, end + 1);
        return IsWord(text, next) ? next : -1;
    }

    // C++17 is the language too, a++b is not.
    private static int Signs(ReadOnlySpan<char> text, int end, bool isSingle)
    {
        var signs = text[end..].StartsWith("++") ? 2 : text[end..].StartsWith("#") && isSingle ? 1 : 0;
        var next = end + signs;
        return IsWord(text, next) && !(signs == 2 && char.IsAsciiDigit(text[next])) ? 0 : signs;
    }

    // Four digits, a dot, four or five digits, a version (arXiv's identifiers since 2007): the end without the version, or -1.
    private static int EndOfArxivId(ReadOnlySpan<char> compound, int second)
    {
        if (second != 5 || compound[4] != '.' || compound[..4].ContainsAnyExceptInRange('0', '9'))
            return -1;
        var digits = compound[5..].IndexOfAnyExceptInRange('0', '9');
        if (digits is not (4 or 5) || compound[5 + digits] is not ('v' or 'V'))
            return -1;
        var version = compound[(6 + digits)..];
        return version.Length is 1 or 2 && !version.ContainsAnyExceptInRange('0', '9') ? 5 + digits : -1;
    }

    // "10.", four to nine digits, a slash, and words tied by single signs; or -1.
    private static int EndOfDoi(ReadOnlySpan<char> text, int start)
    {
        if (!text[start..].StartsWith("10."))
            return -1;
        var digits = text[(start + 3)..].IndexOfAnyExceptInRange('0', '9');
        var slash = start + 3 + digits;
        if (digits is < 4 or > 9 || text[slash] != '/' || !IsWord(text, slash + 1))
            return -1;
        var end = EndOfRun(text, slash + 1, CharacterClass.Word);
        while (end < text.Length && IsDoiSign(text[end]) && IsWord(text, end + 1))
            end = EndOfRun(text, end + 1, CharacterClass.Word);
        return end;
    }

    private static bool IsDoiSign(char unit) =>
        DoiSigns.Contains(unit) || CharacterClasses.ByUnit[unit] == CharacterClass.Joiner;

    private static bool IsContraction(ReadOnlySpan<char> letters)
    {
        foreach (var contraction in Contractions)
        {
            if (letters.Equals(contraction, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int at) =>
        at < text.Length && CharacterClasses.Of(text, at, out _) == CharacterClass.Word;
}
