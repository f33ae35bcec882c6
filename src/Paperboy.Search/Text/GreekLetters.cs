namespace Paperboy.Search.Text;

/// <summary>The Greek letters by their English names: what a formula writes as <c>λ</c> a title spells out.</summary>
internal static class GreekLetters
{
    private static readonly byte[][] Names = // from U+03B1 on
    [
        [.. "alpha"u8], [.. "beta"u8], [.. "gamma"u8], [.. "delta"u8], [.. "epsilon"u8], [.. "zeta"u8], [.. "eta"u8],
        [.. "theta"u8], [.. "iota"u8], [.. "kappa"u8], [.. "lambda"u8], [.. "mu"u8], [.. "nu"u8], [.. "xi"u8],
        [.. "omicron"u8], [.. "pi"u8], [.. "rho"u8], [.. "sigma"u8], [.. "sigma"u8], [.. "tau"u8], [.. "upsilon"u8],
        [.. "phi"u8], [.. "chi"u8], [.. "psi"u8], [.. "omega"u8],
    ];

    /// <summary>
    /// Puts its name in place of the Greek letter at <paramref name="at"/> of a folded word if the rest of the word is
    /// digits (<c>λ₁</c>, <c>1β</c>); a Greek word of several letters, or a unit such as <c>μm</c>, stays. Returns the
    /// word's new end; a name that does not fit leaves the word as it is.
    /// </summary>
    public static int NameLone(Span<byte> target, int start, int at, int end)
    {
        var index = (((target[at] & 0x1F) << 6) | (target[at + 1] & 0x3F)) - 0x3B1;
        if (index < 0 || index >= Names.Length || !AreDigits(target[start..at]) || !AreDigits(target[(at + 2)..end]))
            return end;
        var name = Names[index];
        var newEnd = end + name.Length - 2;
        if (newEnd > target.Length)
            return end;
        target[(at + 2)..end].CopyTo(target[(at + name.Length)..]);
        name.CopyTo(target[at..]);
        return newEnd;
    }

    private static bool AreDigits(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
