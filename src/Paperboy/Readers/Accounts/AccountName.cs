using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Paperboy.Readers.Accounts;

/// <summary>
/// The name that stands beside a reader's comments. It must not disturb the line that it stands in, nor pass for another by
/// what nobody sees: no control signs, no change of direction, nothing of no width, and no Latin word with letters of another alphabet.
/// </summary>
internal static class AccountName
{
    public const int Longest = 40;

    // A letter of some scripts has two marks; more are piled up to reach into the lines above.
    private const int MostMarks = 2;

    /// <param name="text">What somebody typed.</param>
    /// <param name="name">With single blanks, when the result is true.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Join(' ', words);
        if (joined.Length is 0 or > Longest || !joined.EnumerateRunes().Any(Rune.IsLetter) || !AreMarksFew(joined))
            return false;
        if (!joined.EnumerateRunes().All(IsShown) || words.Any(MixesAlphabets))
            return false;
        name = joined;
        return true;
    }

    /// <summary>A name for somebody who has not said one.</summary>
    public static string New() => "Reader " + RandomNumberGenerator.GetHexString(4, lowercase: true);

    private static bool IsShown(Rune rune) => rune.Value != Rune.ReplacementChar.Value && Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !IsFiller(rune.Value),
        UnicodeCategory.ModifierLetter => rune.Value == 0x30FC, // the long vowel of Katakana
        _ => rune.Value is ' ' or '-' or '.' or ',' or '\'' or 0x2019 or 0xB7 or 0x30FB,
    };

    // Letters and marks by their category that show as nothing: the fillers of Hangul, the joiner of combining marks, selectors.
    private static bool IsFiller(int value) =>
        value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or 0x17B4 or 0x17B5
        || value is (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool AreMarksFew(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            if (marks > MostMarks)
                return false;
        }

        return true;
    }

    // Latin, Greek and Cyrillic share shapes; nobody's name has two of them in one word (Unicode Technical Standard 39, 5.2).
    private static bool MixesAlphabets(string word) =>
        word.EnumerateRunes().Where(Rune.IsLetter).Select(Alphabet).Where(a => a > 0).Distinct().Count() > 1;

    private static int Alphabet(Rune letter) => letter.Value switch
    {
        < 0x0250 or (>= 0x1E00 and <= 0x1EFF) => 1,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => 2,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) => 3,
        (>= 0x0530 and <= 0x058F) => 4,
        (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => 5,
        _ => 0,
    };
}
