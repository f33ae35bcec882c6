namespace Paperboy.Catalog.Duplicates;

/// <summary>Tells spellings and slips of the same word from other words.</summary>
internal static class Spelling
{
    private const int Shortest = 5;
    private const int Long = 9;

    /// <summary>
    /// Whether two folded words are one, spelled in two ways: one letter apart, two in long words. The first letter must be the
    /// same, for prefixes turn a meaning round (un-, in-, non-), and digits must.
    /// </summary>
    public static bool IsVariant(string one, string other)
    {
        if (one == other)
            return true;
        var shorter = Math.Min(one.Length, other.Length);
        if (shorter < Shortest || one[0] != other[0] || one.Any(char.IsAsciiDigit) || other.Any(char.IsAsciiDigit))
            return false;
        return Distance(one, other, shorter >= Long ? 2 : 1) >= 0;
    }

    /// <summary>The fewest letters to insert, delete, replace, or swap with the next (Damerau 1964); -1 when more than the bound.</summary>
    public static int Distance(string one, string other, int bound)
    {
        if (Math.Abs(one.Length - other.Length) > bound)
            return -1;
        var before = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > bound)
                return -1;
            (before, last, row) = (last, row, before);
        }

        return last[other.Length] <= bound ? last[other.Length] : -1;
    }
}
