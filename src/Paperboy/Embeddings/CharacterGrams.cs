namespace Paperboy.Embeddings;

/// <summary>
/// The character n-grams of a word that has no row of its own, after Bojanowski et al., "Enriching Word Vectors with
/// Subword Information" (TACL 2017): runs of 3 to 5 bytes of <c>&lt;word&gt;</c>, each hashed to one of a fixed number of
/// rows. So every word has a vector, and a mistyped one has nearly that of the right one.
/// </summary>
internal static class CharacterGrams
{
    /// <summary>The most rows that a word can have.</summary>
    public const int Most = 96;

    private const int Shortest = 3;
    private const int Longest = 5;
    private const int LongestWord = 32;

    /// <summary>Gives the numbers of the buckets of a word's n-grams and returns how many there are: 1 at least.</summary>
    /// <param name="word">Its UTF-8; of a longer word the first 32 bytes count.</param>
    /// <param name="buckets">The number of buckets, more than 0.</param>
    /// <param name="found">Takes the buckets: <see cref="Most"/> numbers.</param>
    public static int Find(ReadOnlySpan<byte> word, int buckets, Span<int> found)
    {
        Span<byte> bounded = stackalloc byte[LongestWord + 2];
        word = word[..Math.Min(word.Length, LongestWord)];
        bounded[0] = (byte)'<';
        word.CopyTo(bounded[1..]);
        bounded[word.Length + 1] = (byte)'>';
        bounded = bounded[..(word.Length + 2)];
        var count = 0;
        for (var length = Shortest; length <= Longest; length++)
        {
            for (var start = 0; start + length <= bounded.Length; start++)
                found[count++] = (int)(Vocabulary.Hash(bounded.Slice(start, length)) % (uint)buckets);
        }

        if (count == 0)
            found[count++] = (int)(Vocabulary.Hash(bounded) % (uint)buckets);
        return count;
    }
}
