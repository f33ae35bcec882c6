using System.Text;

namespace Paperboy.Search.Text;

/// <summary>What must stand before a suffix for its rule to apply.</summary>
internal enum SuffixCondition
{
    None,
    AfterL,
    AfterLiEnding,
    AfterSOrT,
    InRegion2,
}

/// <summary>One line of the stemmer's tables: a suffix, what replaces it, and when.</summary>
internal sealed class SuffixRule(string suffix, string replacement = "", SuffixCondition condition = SuffixCondition.None)
{
    private readonly byte[] _suffix = Encoding.ASCII.GetBytes(suffix);
    private readonly byte[] _replacement = Encoding.ASCII.GetBytes(replacement);

    public ReadOnlySpan<byte> Suffix => _suffix;

    public ReadOnlySpan<byte> Replacement => _replacement;

    public SuffixCondition Condition { get; } = condition;
}

/// <summary>The rules of one step, kept by the last letter of their suffixes: a word is compared with few of them.</summary>
internal sealed class SuffixTable
{
    private readonly SuffixRule[][] _byLastLetter;

    /// <param name="rules">Longer suffixes before the shorter ones that end them.</param>
    public SuffixTable(params SuffixRule[] rules) => _byLastLetter =
    [
        .. Enumerable.Range('a', 26).Select(letter => rules.Where(rule => rule.Suffix[^1] == letter).ToArray()),
    ];

    /// <summary>The rules whose suffixes end as the word does.</summary>
    public ReadOnlySpan<SuffixRule> For(ReadOnlySpan<byte> word) =>
        word.Length > 0 && word[^1] is >= (byte)'a' and <= (byte)'z' ? _byLastLetter[word[^1] - 'a'] : [];
}

/// <summary>The tables of <see cref="Porter2"/>: longer suffixes stand before the shorter ones that end them.</summary>
internal static class Porter2Rules
{
    public static readonly SuffixTable Step2 = new(
        new("ational", "ate"), new("fulness", "ful"), new("iveness", "ive"), new("ization", "ize"),
        new("ousness", "ous"), new("biliti", "ble"), new("lessli", "less"), new("tional", "tion"),
        new("alism", "al"), new("aliti", "al"), new("ation", "ate"), new("entli", "ent"),
        new("fulli", "ful"), new("iviti", "ive"), new("ousli", "ous"), new("abli", "able"),
        new("alli", "al"), new("anci", "ance"), new("ator", "ate"), new("enci", "ence"),
        new("izer", "ize"), new("bli", "ble"), new("ogi", "og", SuffixCondition.AfterL),
        new("li", "", SuffixCondition.AfterLiEnding));

    public static readonly SuffixTable Step3 = new(
        new("ational", "ate"), new("tional", "tion"), new("alize", "al"),
        new("ative", "", SuffixCondition.InRegion2), new("icate", "ic"), new("iciti", "ic"),
        new("ical", "ic"), new("ness"), new("ful"));

    public static readonly SuffixTable Step4 = new(
        new("ement"), new("able"), new("ance"), new("ence"), new("ible"), new("ment"), new("ant"), new("ate"),
        new("ent"), new("ion", "", SuffixCondition.AfterSOrT), new("ism"), new("iti"), new("ive"), new("ize"),
        new("ous"), new("al"), new("er"), new("ic"));

    // Whole words, in a table of suffixes for the sake of its buckets: most words end as none of these does.
    private static readonly SuffixTable Exceptions = new(
        new("skis", "ski"), new("skies", "sky"), new("dying", "die"), new("lying", "lie"), new("tying", "tie"),
        new("idly", "idl"), new("gently", "gentl"), new("ugly", "ugli"), new("early", "earli"), new("only", "onli"),
        new("singly", "singl"), new("sky", "sky"), new("news", "news"), new("howe", "howe"), new("atlas", "atlas"),
        new("cosmos", "cosmos"), new("bias", "bias"), new("andes", "andes"));

    /// <summary>Writes the stem of a word that the rules would get wrong and returns its length, or -1.</summary>
    public static int Exception(Span<byte> word)
    {
        if (word.Length > 6)
            return -1;
        foreach (var rule in Exceptions.For(word))
        {
            if (!word.SequenceEqual(rule.Suffix))
                continue;
            rule.Replacement.CopyTo(word);
            return rule.Replacement.Length;
        }

        return -1;
    }

    /// <summary>Words whose ending only looks like a suffix.</summary>
    public static bool IsFinishedAfterStep1A(ReadOnlySpan<byte> word) =>
        word.Length is 6 or 7 && word[^1] is (byte)'g' or (byte)'d'
        && (word.SequenceEqual("inning"u8) || word.SequenceEqual("outing"u8) || word.SequenceEqual("canning"u8)
            || word.SequenceEqual("herring"u8) || word.SequenceEqual("earring"u8) || word.SequenceEqual("proceed"u8)
            || word.SequenceEqual("exceed"u8) || word.SequenceEqual("succeed"u8));

    /// <summary>Where region 1 starts in a word that begins with one of the prefixes that stems must keep, or -1.</summary>
    public static int Region1OfKnownPrefix(ReadOnlySpan<byte> word)
    {
        if (word.StartsWith("gener"u8) || word.StartsWith("arsen"u8))
            return 5;
        return word.StartsWith("commun"u8) ? 6 : -1;
    }
}
