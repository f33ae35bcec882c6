using System.Globalization;
using System.Text;

namespace Paperboy.Search.Text;

/// <summary>
/// Maps text to the form that terms have: lower case, without diacritics, compatibility forms (full-width, ligatures,
/// mathematical letters) as plain ones, without soft hyphens and zero-width characters, in UTF-8. <c>Schrödinger</c> and
/// <c>Schrodinger</c> become the same term.
/// </summary>
internal static class Folding
{
    private const char TableStart = '\u0080';

    // Entries of Single that are no characters of a text.
    private const char Unchanged = '\0';
    private const char Expanded = '\uFFFE';
    private const char Dropped = '\uFFFF';

    private static readonly Dictionary<char, byte[]> Expansions = BuildExpansions();
    private static readonly char[] Single = BuildSingle();

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
            if (!(rune.IsBmp ? TryAppend((char)rune.Value, target, ref length) : TryAppend(rune, target, ref length)))
                return length;
        }

        return length;
    }

    private static bool TryAppend(char unit, Span<byte> target, ref int length)
    {
        switch (Single[unit])
        {
            case Dropped:
                return true;
            case Expanded:
                var expansion = Expansions[unit];
                if (!expansion.AsSpan().TryCopyTo(target[length..]))
                    return false;
                length += expansion.Length;
                return true;
            case Unchanged:
                return TryEncode(new Rune(unit), target, ref length);
            case var single:
                return TryEncode(new Rune(single), target, ref length);
        }
    }

    private static bool TryAppend(Rune rune, Span<byte> target, ref int length)
    {
        if (rune.Value >= 0xE0000) // tags and selectors, of no width
            return true;
        var folded = new Rune(CaseTable.ToLower(FromMathematical(rune.Value)));
        return folded.IsBmp ? TryAppend((char)folded.Value, target, ref length) : TryEncode(folded, target, ref length);
    }

    private static bool TryEncode(Rune rune, Span<byte> target, ref int length)
    {
        if (!rune.TryEncodeToUtf8(target[length..], out var written))
            return false;
        length += written;
        return true;
    }

    // Other scripts keep their marks: without its vowel signs a Thai or Hindi word is another word.
    private static bool IsDroppedMark(char unit) =>
        unit is (>= '\u0300' and <= '\u036F') or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF')
            or (>= '\u20D0' and <= '\u20FF') or (>= '\uFE00' and <= '\uFE0F')
        || CharUnicodeInfo.GetUnicodeCategory(unit) == UnicodeCategory.Format;

    // The mathematical alphanumeric symbols are thirteen alphabets of 52 Latin letters, two dotless letters, five
    // alphabets of 58 Greek letters and symbols, and five rows of ten digits.
    private static int FromMathematical(int value)
    {
        const string Greek = "αβγδεζηθικλμνξοπρθστυφχψω∇αβγδεζηθικλμνξοπρσστυφχψω∂εθκφρπ";
        return value switch
        {
            >= 0x1D400 and <= 0x1D6A3 => 'a' + ((value - 0x1D400) % 26),
            0x1D6A4 => 'i',
            0x1D6A5 => 'j',
            >= 0x1D6A8 and <= 0x1D7C9 => Greek[(value - 0x1D6A8) % Greek.Length],
            0x1D7CA or 0x1D7CB => 'ϝ',
            >= 0x1D7CE and <= 0x1D7FF => '0' + ((value - 0x1D7CE) % 10),
            _ => value,
        };
    }

    // What folds to a capital, or to a letter that folds further, is followed to its end: every entry is final.
    private static char[] BuildSingle()
    {
        var lower = new char[char.MaxValue + 1];
        CaseTable.FillBasicPlane(lower);
        var forms = new char[char.MaxValue + 1];
        CompatibilityForms.Fill(forms);
        for (var i = 0; i < FoldingTable.From.Length; i++)
            forms[FoldingTable.From[i]] = FoldingTable.To[i];
        foreach (var expanded in Expansions.Keys)
            forms[expanded] = Expanded;
        var single = new char[char.MaxValue + 1];
        for (int unit = TableStart; unit < single.Length; unit++)
        {
            var plain = lower[unit] != Unchanged ? lower[unit] : (char)unit;
            var form = forms[plain] != Unchanged ? forms[plain] : plain;
            single[unit] = IsDroppedMark((char)unit) ? Dropped : form == unit ? Unchanged : form;
            if (form == Expanded && plain != unit)
                Expansions[(char)unit] = Expansions[plain];
        }

        return single;
    }

    private static Dictionary<char, byte[]> BuildExpansions()
    {
        var expansions = new Dictionary<char, byte[]>();
        foreach (var entry in FoldingTable.Expansions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            expansions[entry[0]] = Encoding.UTF8.GetBytes(entry[1..]);
        return expansions;
    }
}
