namespace Paperboy.Search.Suggest;

/// <summary>
/// How many letters have to be inserted, deleted, replaced or exchanged with their neighbour to make one word of another:
/// Damerau, "A technique for computer detection and correction of spelling errors" (1964), in its restricted form, which
/// edits no stretch twice.
/// </summary>
internal static class SpellingDistance
{
    /// <summary>The length of the longest words that are compared, in UTF-16 code units.</summary>
    public const int LongestWord = 48;

    /// <summary>The greatest distance that is looked for.</summary>
    public const int Most = 2;

    private const int Letters = 58; // of the 64 bits; 6 hold the length

    /// <summary>How far a word may be from the one that was meant: short words have too many neighbours.</summary>
    public static int Allowed(int length) => length switch
    {
        < 4 => 0,
        < 8 => 1,
        _ => Most,
    };

    /// <summary>The distance, or <paramref name="most"/> + 1 if it is greater.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        var same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        while (!a.IsEmpty && !b.IsEmpty && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        if (a.IsEmpty || b.IsEmpty)
            return a.Length + b.Length;
        if (b.Length > LongestWord)
            return most + 1;
        Span<int> rows = stackalloc int[3 * (LongestWord + 1)];
        return Math.Min(Fill(a, b, most, rows), most + 1);
    }

    /// <summary>
    /// The set of a word's letters, each as one of 58 bits, and its length above them: an edit changes at most two bits of
    /// the set, so that most of a dictionary is passed over without being read.
    /// </summary>
    public static ulong Signature(ReadOnlySpan<char> word)
    {
        var set = (ulong)Math.Min(word.Length, 63) << Letters;
        foreach (var letter in word)
            set |= 1UL << (letter % Letters);
        return set;
    }

    /// <summary>False: words with these signatures are farther from each other than <paramref name="most"/>.</summary>
    public static bool MayBeNear(ulong a, ulong b, int most) =>
        System.Numerics.BitOperations.PopCount((a ^ b) << (64 - Letters)) <= 2 * most
        && Math.Abs((int)(a >> Letters) - (int)(b >> Letters)) <= most;

    // Rows of the table of distances between beginnings: the one at hand, the one before, and the one before that.
    private static int Fill(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most, Span<int> rows)
    {
        var width = b.Length + 1;
        var earlier = rows[..width];
        var before = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
            before[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var distance = Math.Min(before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(before[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance = Math.Min(distance, earlier[j - 2] + 1);
                row[j] = distance;
                least = Math.Min(least, distance);
            }

            if (least > most)
                return most + 1;
            var free = earlier;
            earlier = before;
            before = row;
            row = free;
        }

        return before[b.Length];
    }
}
