namespace Paperboy.Recommend.Features;

/// <summary>
/// Numbers for terms that are the same in every process: FNV-1a over UTF-16 units, stirred. Two terms of a catalog practically never
/// share one: at ten million terms the chance is three in a million.
/// </summary>
internal static class TermHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of a text in lower case, apart from the same text under another prefix.</summary>
    public static ulong Of(ReadOnlySpan<char> text, char prefix = ' ')
    {
        var hash = (Basis ^ prefix) * Prime;
        foreach (var unit in text)
            hash = (hash ^ char.ToLowerInvariant(unit)) * Prime;
        return Stir(hash);
    }

    /// <summary>The hash of two words side by side; their order counts.</summary>
    public static ulong Pair(ulong first, ulong second) => Stir((first * 0x9E3779B97F4A7C15) ^ second);

    // The finalizer of SplitMix64: FNV leaves the upper bits of short texts alike.
    private static ulong Stir(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
