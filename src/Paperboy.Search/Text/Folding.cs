using System.Text;

namespace Paperboy.Search.Text;

/// <summary>
/// Maps text to the form that terms have: lower case, without diacritics, compatibility forms (full-width, ligatures,
/// mathematical letters) as plain ones, in UTF-8. <c>Schrödinger</c> and <c>Schrodinger</c> become the same term.
/// </summary>
internal static class Folding
{
    private const char TableStart = '\u0080';
    private static readonly char[] Single = BuildSingle();
    private static readonly Dictionary<char, byte[]> Expansions = BuildExpansions();

    /// <summary>
    /// Appends the folded form of <paramref name="text"/> to <paramref name="target"/> from <paramref name="length"/>
    /// on and returns the new length. What does not fit is left out: a term has a greatest length.
    /// </summary>
    public static int Append(ReadOnlySpan<char> text, Span<byte> target, int length)
    {
        for (var at = 0; at < text.Length;)
        {
            var unit = text[at];
            if (unit < TableStart)
            {
                if (length == target.Length)
                    return length;
                target[length++] = (byte)(unit is >= 'A' and <= 'Z' ? unit | 0x20 : unit);
                at++;
                continue;
            }

            Rune.DecodeFromUtf16(text[at..], out var rune, out var read);
            at += read;
            var before = length;
            if (!TryAppend(rune, target, ref length))
                return before;
        }

        return length;
    }

    private static bool TryAppend(Rune rune, Span<byte> target, ref int length)
    {
        rune = Rune.ToLowerInvariant(FromMathematical(rune));
        if (IsDroppedMark(rune))
            return true;
        if (rune.IsBmp)
        {
            var unit = (char)rune.Value;
            if (Expansions.TryGetValue(unit, out var expansion))
            {
                if (!expansion.AsSpan().TryCopyTo(target[length..]))
                    return false;
                length += expansion.Length;
                return true;
            }

            if (Single[unit] != 0)
                rune = new Rune(Single[unit]);
        }

        if (!rune.TryEncodeToUtf8(target[length..], out var written))
            return false;
        length += written;
        return true;
    }

    // Other scripts keep their marks: without its vowel signs a Thai or Hindi word is another word.
    private static bool IsDroppedMark(Rune rune) =>
        rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF)
            or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F);

    // The mathematical alphanumeric symbols are thirteen alphabets of 52 letters and five rows of ten digits.
    private static Rune FromMathematical(Rune rune) => rune.Value switch
    {
        >= 0x1D400 and <= 0x1D6A3 => new Rune((char)('a' + ((rune.Value - 0x1D400) % 26))),
        >= 0x1D7CE and <= 0x1D7FF => new Rune((char)('0' + ((rune.Value - 0x1D7CE) % 10))),
        _ => rune,
    };

    private static char[] BuildSingle()
    {
        var single = new char[char.MaxValue + 1];
        for (var i = 0; i < FoldingTable.From.Length; i++)
            single[FoldingTable.From[i]] = FoldingTable.To[i];
        single['\u2019'] = '\''; // the typographic apostrophe is the typewriter's
        return single;
    }

    private static Dictionary<char, byte[]> BuildExpansions()
    {
        var expansions = new Dictionary<char, byte[]>();
        foreach (var entry in FoldingTable.Expansions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            expansions[entry[0]] = Encoding.ASCII.GetBytes(entry[1..]);
        return expansions;
    }
}
