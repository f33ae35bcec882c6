using System.Buffers;

namespace Paperboy.Search.Text;

/// <summary>
/// The forms in which a token is indexed and looked for. The exact form is the folded word (<see cref="Folding"/>)
/// without a possessive <c>'s</c>; the term is its stem (<see cref="Porter2"/>) if it is English letters only. A lone
/// Greek letter has its English name, so that <c>π</c> is <c>pi</c>. The whole of a compound is the exact forms of its
/// parts, run together: <c>k-means</c> has the forms of <c>kmeans</c>, <c>i.i.d.</c> those of <c>iid</c>; a dot stays
/// between digits only, and the whole of a DOI keeps all its signs.
/// </summary>
internal static class TermForms
{
    /// <summary>The greatest length of a form in bytes; longer words are cut there.</summary>
    public const int MostBytes = 64;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Gives the forms of a token, which depend on nothing but its characters, in UTF-8.</summary>
    /// <param name="token">The characters of a token that the <see cref="Tokenizer"/> found.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="exact">Takes the exact form: <see cref="MostBytes"/> bytes.</param>
    /// <param name="term">Takes the term: <see cref="MostBytes"/> bytes.</param>
    /// <param name="exactLength">The length of the exact form, at least 1.</param>
    /// <param name="termLength">The length of the term, at least 1.</param>
    public static void Analyze(
        ReadOnlySpan<char> token,
        TokenKind kind,
        Span<byte> exact,
        Span<byte> term,
        out int exactLength,
        out int termLength)
    {
        exact = exact[..MostBytes];
        exactLength = kind switch
        {
            TokenKind.Word => AppendWord(token, exact, 0),
            TokenKind.Pair => Folding.Append(token, exact, 0),
            _ => AppendWhole(token, exact),
        };
        var folded = exact[..exactLength];
        folded.CopyTo(term);
        termLength = folded.ContainsAnyExcept(Letters) ? exactLength : Porter2.Stem(term[..exactLength]);
    }

    private static int AppendWord(ReadOnlySpan<char> word, Span<byte> target, int start)
    {
        var length = Folding.Append(word, target, start);
        if (length - start > 2 && target[start..length].EndsWith("'s"u8))
            length -= 2;
        return target[start..length].IndexOfAnyInRange((byte)0xCE, (byte)0xCF) is var at and >= 0
            ? GreekLetters.NameLone(target, start, start + at, length)
            : length;
    }

    private static int AppendWhole(ReadOnlySpan<char> token, Span<byte> target)
    {
        if (token.Contains('/')) // a DOI: in no other compound does a slash tie
            return Folding.Append(token, target, 0);
        var length = 0;
        for (var at = 0; at < token.Length;)
        {
            var found = CharacterClasses.Of(token, at, out var read);
            var end = at + read;
            if (found == CharacterClass.Word)
            {
                end = Compound.EndOfPart(token, at);
                length = AppendWord(token[at..end], target, length);
            }
            else if (found == CharacterClass.Sign || IsDecimalPoint(token, at))
            {
                length = Folding.Append(token[at..end], target, length);
            }

            at = end;
        }

        return length;
    }

    private static bool IsDecimalPoint(ReadOnlySpan<char> token, int at) =>
        token[at] == '.' && char.IsAsciiDigit(token[at - 1]) && at + 1 < token.Length && char.IsAsciiDigit(token[at + 1]);
}
