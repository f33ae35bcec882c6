using System.Globalization;
using System.Text;

namespace Paperboy.Search.Text;

/// <summary>What a character is to the tokenizer.</summary>
internal enum CharacterClass : byte
{
    /// <summary>White space, punctuation, symbols: ends a word.</summary>
    Separator,

    /// <summary>A letter or a digit of a script that puts spaces between its words.</summary>
    Word,

    /// <summary>A combining mark: belongs to the character before it.</summary>
    Mark,

    /// <summary>A letter of a script without spaces (Han, kana, Thai, ...): indexed by pairs.</summary>
    Unspaced,
}

internal static class CharacterClasses
{
    // One byte for each UTF-16 code unit: the tokenizer asks for every character of every text.
    private static readonly CharacterClass[] BasicPlane = BuildBasicPlane();

    public static CharacterClass Of(ReadOnlySpan<char> text, int at, out int length)
    {
        var unit = text[at];
        length = 1;
        if (!char.IsSurrogate(unit))
            return BasicPlane[unit];
        if (Rune.DecodeFromUtf16(text[at..], out var rune, out length) != System.Buffers.OperationStatus.Done)
            return CharacterClass.Separator;
        return Classify(rune);
    }

    private static CharacterClass[] BuildBasicPlane()
    {
        var classes = new CharacterClass[char.MaxValue + 1];
        for (var unit = 0; unit < classes.Length; unit++)
        {
            if (Rune.IsValid(unit))
                classes[unit] = Classify(new Rune(unit));
        }

        return classes;
    }

    private static CharacterClass Classify(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber:
                return IsUnspaced(rune.Value) ? CharacterClass.Unspaced : CharacterClass.Word;
            case UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber:
                return CharacterClass.Word;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark:
                return CharacterClass.Mark;
            default:
                return CharacterClass.Separator;
        }
    }

    private static bool IsUnspaced(int value) => value switch
    {
        >= 0x0E00 and <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Myanmar
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x3005 and <= 0x30FF => true, // ideographic marks, Hiragana, Katakana
        >= 0x31F0 and <= 0x31FF => true, // Katakana extensions
        >= 0x3400 and <= 0x4DBF => true, // Han, extension A
        >= 0x4E00 and <= 0x9FFF => true, // Han
        >= 0xF900 and <= 0xFAFF => true, // Han, compatibility
        >= 0xFF66 and <= 0xFF9F => true, // half-width Katakana
        >= 0x20000 and <= 0x3FFFF => true, // Han, supplementary planes
        _ => false,
    };
}
