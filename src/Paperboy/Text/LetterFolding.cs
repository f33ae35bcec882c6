using System.Globalization;
using System.Text;

namespace Paperboy.Text;

/// <summary>
/// Reduces letters to what a reader without the right keyboard would type: <c>Łukasz Gödel</c> as <c>lukasz godel</c>.
/// Letters of other scripts than Latin are lower-cased and keep their identity.
/// </summary>
internal static class LetterFolding
{
    /// <summary>The text lower-cased and without accents; ligatures and compatibility forms are spelled out.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var c in RunBuilder.Clean(text).Normalize(NormalizationForm.FormKD))
        {
            // Marks are dropped only from the scripts where they are accents: elsewhere they are vowels.
            if (c is >= '\u0300' and <= '\u036f')
                continue;
            folded.Append(Spelled(c) ?? char.ToLowerInvariant(c).ToString());
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The folded text with nothing but its letters, digits and the marks that belong to letters.</summary>
    public static string LettersAndDigits(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (IsKept(rune))
                kept.Append(rune);
        }

        return kept.ToString();
    }

    public static bool IsKept(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? Spelled(char c) => c switch
    {
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'þ' or 'Þ' => "th",
        'ı' or 'İ' => "i",
        'ħ' or 'Ħ' => "h",
        'ŋ' or 'Ŋ' => "ng",
        'ŧ' or 'Ŧ' => "t",
        'ə' or 'Ə' => "e",
        _ => null,
    };
}
