using System.Text;

namespace Paperboy.Search.Text;

/// <summary>
/// English words that only tie others together: articles, prepositions, conjunctions, pronouns, forms of to be. They
/// are indexed as all words are. A query asks for them in quotes and where they are all that it has; else they neither
/// score nor have to be there, and only count for whether two or more other words stand side by side.
/// </summary>
internal static class FunctionWords
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> All =
        "a an the and or but nor of in on at by for from to into onto with as than is are was were be been being this that these those it its we our they their there which"
            .Split(' ').ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a folded word is one.</summary>
    public static bool Contains(ReadOnlySpan<byte> exact)
    {
        const int Longest = 8;
        if (exact.Length > Longest)
            return false;
        Span<char> word = stackalloc char[Longest];
        return Encoding.UTF8.TryGetChars(exact, word, out var length) && All.Contains(word[..length]);
    }
}
