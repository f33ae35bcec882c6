using System.Buffers;
using System.Globalization;
using System.Text;

namespace Paperboy.Search.Text;

/// <summary>What a character is to the tokenizer. Up to <see cref="Unspaced"/> none can tie a word to what follows.</summary>
internal enum CharacterClass : byte
{
    /// <summary>White space, punctuation, symbols: ends a word.</summary>
    Separator,

    /// <summary>A letter of a script without spaces (Han, kana, Thai, ...): indexed by pairs.</summary>
    Unspaced,

    /// <summary>A letter or a digit of a script that puts spaces between its words.</summary>
    Word,

    /// <summary>A combining mark, a soft hyphen or a zero-width character: belongs to the character before it.</summary>
    Mark,

    /// <summary>A hyphen, a dash that stands for one, a dot or an underscore: ties words to a compound.</summary>
    Joiner,

    /// <summary>An apostrophe: belongs to the word in <c>don't</c>, ties a compound in <c>O'Brien</c>.</summary>
    Apostrophe,

    /// <summary>A plus or a number sign: part of <c>C++</c> and <c>C#</c>.</summary>
    Sign,

    /// <summary>Half of a character beyond the basic plane; only in the table by code unit.</summary>
    Surrogate,
}

internal static class CharacterClasses
{
    // The tokenizer looks every character of every text up; of English text it touches 128 bytes of this.
    private static readonly CharacterClass[] BasicPlane = BuildBasicPlane();

    /// <summary>The class of each UTF-16 code unit.</summary>
    public static ReadOnlySpan<CharacterClass> ByUnit => BasicPlane;

    public static CharacterClass Of(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        var found = BasicPlane[text[at]];
        if (found != CharacterClass.Surrogate)
            return found;
        return Rune.DecodeFromUtf16(text[at..], out var rune, out length) == OperationStatus.Done
            ? Classify(rune)
            : CharacterClass.Separator;
    }

    private static CharacterClass[] BuildBasicPlane()
    {
        var classes = new CharacterClass[char.MaxValue + 1];
        for (var unit = 0; unit < classes.Length; unit++)
            classes[unit] = Rune.IsValid(unit) ? Classify(new Rune(unit)) : CharacterClass.Surrogate;
        foreach (var joiner in "-._\u2010\u2011\u2012\u2013\u2212\uFE63\uFF0D")
            classes[joiner] = CharacterClass.Joiner;
        foreach (var apostrophe in "'\u02BC\u2019\uFF07")
            classes[apostrophe] = CharacterClass.Apostrophe;
        foreach (var sign in "+#")
            classes[sign] = CharacterClass.Sign;
        // The increment is what many write for a capital delta.
        classes['\u2206'] = CharacterClass.Word;
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
                or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
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
        >= 0x1B000 and <= 0x1B16F => true, // kana, supplementary plane
        >= 0x20000 and <= 0x3FFFF => true, // Han, supplementary planes
        _ => false,
    };
}
