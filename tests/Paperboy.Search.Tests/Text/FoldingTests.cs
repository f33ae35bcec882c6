using System.Globalization;
using System.Text;
using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests.Text;

public sealed class FoldingTests
{
    // Letters that Unicode does not decompose but that people type plain, and what is built on them.
    private const string OurOwn = "ðøđħıĸłŋŧƒɑɨɵʉςßæþœǣǽǿᵅᵑᶞᶤᶱᶶᴭℏꟸϲŉẚȷʼͺ𝚤𝚥";

    [Fact]
    public void Letters_fold_to_their_compatibility_decomposition_without_marks()
    {
        Assert.SkipUnless("ﬁ".Normalize(NormalizationForm.FormKD) == "fi", "the runtime has no normalization data here");
        (int First, int Last)[] ranges =
        [
            (0x80, 0x52F), (0x1C80, 0x1C88), (0x1D00, 0x1DBF), (0x1E00, 0x1FFF), (0x2070, 0x209C), (0x2100, 0x214F),
            (0x2160, 0x2188), (0x2460, 0x247C), (0x2488, 0x24FF), (0x2C60, 0x2C7F), (0xA640, 0xA69F), (0xA722, 0xA7BF),
            (0xFB00, 0xFB06), (0xFF10, 0xFF5A), (0x1D400, 0x1D7FF),
        ];
        var differ = new List<string>();
        var compared = 0;
        foreach (var (first, last) in ranges)
        {
            for (var value = first; value <= last; value++)
            {
                var letter = new Rune(value).ToString();
                var category = CharUnicodeInfo.GetUnicodeCategory(value);
                if (!Rune.IsLetterOrDigit(new Rune(value)) && category is not (UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber))
                    continue;
                compared++;
                var (folded, decomposed) = (Fold(letter), Decompose(letter));
                if (folded != decomposed && !decomposed.Contains('\u2044') && !OurOwn.Contains(letter.ToLowerInvariant(), StringComparison.Ordinal))
                    differ.Add($"U+{value:X4} {letter}: {folded}, decomposed {decomposed}");
            }
        }

        Assert.True(compared > 3_000, $"only {compared} letters compared");
        Assert.True(differ.Count == 0, string.Join('\n', differ));
    }

    [Fact]
    public void Upper_and_lower_case_fold_alike()
    {
        for (var value = 0x41; value < 0x1E944; value++)
        {
            if (!Rune.TryCreate(value, out var rune) || !Rune.IsLetter(rune))
                continue;
            var lower = Rune.ToLowerInvariant(rune);
            if (lower != rune)
                Assert.True(Fold(lower.ToString()) == Fold(rune.ToString()), $"U+{value:X4}");
        }
    }

    [Fact]
    public void What_is_folded_stays_as_it_is_when_folded_again()
    {
        for (var value = 0x20; value < 0x20000; value++)
        {
            if (!Rune.TryCreate(value, out var rune))
                continue;
            var folded = Fold(rune.ToString());
            Assert.True(folded == Fold(folded), $"U+{value:X4}");
        }
    }

    [Theory]
    [InlineData("\u00AD\u200B\u200C\u200D\u2060\uFEFF\uFE0F\u0301", "")]
    [InlineData("ﻻ ﻼ", "\u0644\u0627 \u0644\u0627")]
    [InlineData("豈更", "豈更")]
    [InlineData("Ǆ Ǉ ﬃ Ⅻ", "dz lj ffi xii")]
    [InlineData("हिन्दी ไทย ひらがな", "हिन्दी ไทย ひらがな")]
    public void Other_scripts_keep_their_marks(string text, string folded) => Assert.Equal(folded, Fold(text));

    private static string Fold(string text)
    {
        var bytes = new byte[TermForms.MostBytes];
        return Encoding.UTF8.GetString(bytes, 0, Folding.Append(text, bytes, 0));
    }

    // Lower case before and after: compatibility forms decompose to capitals, and capitals have their own forms. What is
    // neither letter nor digit goes, but for the stroke of fractions, which are compared by nobody: they stay.
    private static string Decompose(string letter)
    {
        for (var i = 0; i < 2; i++)
        {
            letter = string.Concat(letter.ToLowerInvariant().Normalize(NormalizationForm.FormKD).Where(
                unit => char.IsSurrogate(unit) || char.IsLetter(unit) || char.IsNumber(unit) || unit == '\u2044')).ToLowerInvariant().Replace('ς', 'σ');
        }

        return letter;
    }
}
