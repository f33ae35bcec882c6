using System.Collections.Frozen;
using System.Text;

namespace Paperboy.Text;

/// <summary>Raised and lowered characters, and the lettering of number sets, in Unicode.</summary>
internal static class Scripts
{
    private static readonly FrozenDictionary<char, char> Raised = Pairs(
        "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ" +
        "AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ⊤ᵀβᵝγᵞδᵟθᶿφᵠχᵡ∘°°°′′††‡‡**⋆*★*");

    private static readonly FrozenDictionary<char, char> Lowered = Pairs(
        "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ");

    /// <summary>The text raised: <c>²</c> where Unicode has every character, else <c>^2</c> in signs.</summary>
    public static string Superscript(string text) =>
        text is "st" or "nd" or "rd" or "th" ? text : Shift(text, Raised) ?? '^' + (text.Length > 1 && !IsGrouped(text) ? $"({text})" : text);

    /// <summary>The text lowered: <c>₂</c> where Unicode has every character, else <c>_2</c> in signs.</summary>
    public static string Subscript(string text) => Shift(text, Lowered) ?? '_' + Grouped(text);

    /// <summary>The text raised or lowered if Unicode has every character, else null.</summary>
    public static string? TryShift(string text, bool up) => Shift(text, up ? Raised : Lowered);

    /// <summary>The text in parentheses unless it reads as one thing.</summary>
    public static string Grouped(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('\'' or '.' or '*') && Rune.GetUnicodeCategory(rune) is not
                (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.OtherNumber))
                return text.Length == 1 || rune.Value is '√' || IsGrouped(text) ? text : $"({text})";
        }

        return text;
    }

    /// <summary>Capitals as in the signs of number sets: <c>R</c> as <c>ℝ</c>.</summary>
    public static string DoubleStruck(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            builder.Append(c switch
            {
                'C' => "ℂ",
                'H' => "ℍ",
                'N' => "ℕ",
                'P' => "ℙ",
                'Q' => "ℚ",
                'R' => "ℝ",
                'Z' => "ℤ",
                >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1d538 + c - 'A'),
                '1' => "𝟙",
                _ => c.ToString(),
            });
        }

        return builder.ToString();
    }

    private static bool IsGrouped(string text) =>
        text[0] == '(' && text.IndexOf(')', StringComparison.Ordinal) == text.Length - 1 && text.LastIndexOf('(') == 0;

    // Whole words are easier to read on the line than small.
    private static bool HasWord(string text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters = char.IsAsciiLetter(c) ? letters + 1 : 0;
            if (letters > 2)
                return true;
        }

        return false;
    }

    private static string? Shift(string text, FrozenDictionary<char, char> table)
    {
        if (HasWord(text))
            return null;
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == ' ')
                continue;
            if (!table.TryGetValue(c, out var shifted))
                return null;
            builder.Append(shifted);
        }

        return builder.ToString();
    }

    private static FrozenDictionary<char, char> Pairs(string pairs) =>
        Enumerable.Range(0, pairs.Length / 2).ToDictionary(i => pairs[2 * i], i => pairs[2 * i + 1]).ToFrozenDictionary();
}
