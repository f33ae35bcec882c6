namespace Paperboy.Catalog.Duplicates;

/// <summary>How much two titles say the same, from least to most.</summary>
internal enum TitleLikeness
{
    /// <summary>Titles of two works.</summary>
    Different,

    /// <summary>Many words in common: the same work only if its abstract says so.</summary>
    Akin,

    /// <summary>One is a part of the other: the subtitle, or a name before the colon, is missing.</summary>
    Cut,

    /// <summary>The same words, but for their order, small words, and letters mistyped or spelled otherwise.</summary>
    Near,

    /// <summary>The same letters and digits.</summary>
    Equal,
}

/// <summary>Compares titles.</summary>
internal static class TitleComparison
{
    // Words in common, of all content words of both (Dice 1945), from which on an abstract is worth being asked.
    private const double Akin = 0.3;

    // Below that, "A: b" and "b" have nothing but a common word in common.
    private const int ShortestPart = 8;

    public static TitleLikeness Compare(TitleForm one, TitleForm other)
    {
        if (one.Compact.Length == 0 || other.Compact.Length == 0)
            return TitleLikeness.Different;
        if (one.Compact == other.Compact)
            return TitleLikeness.Equal;
        var counted = CompareNumbers(one.Numbers, other.Numbers);
        if (counted == Numbers.Contradict)
            return TitleLikeness.Different;
        if (counted == Numbers.Agree)
        {
            if (IsNear(one.Content, other.Content))
                return TitleLikeness.Near;
            if (IsPart(one.Compact, other) || IsPart(other.Compact, one))
                return TitleLikeness.Cut;
        }

        return Dice(one.Content, other.Content) >= Akin ? TitleLikeness.Akin : TitleLikeness.Different;
    }

    private enum Numbers
    {
        Agree,
        OneNamesMore,
        Contradict,
    }

    // "Part II" is not "Part III", and WMT 2019 not WMT 2020; a number that one of them leaves out proves nothing by itself.
    private static Numbers CompareNumbers(IReadOnlySet<string> one, IReadOnlySet<string> other) =>
        one.SetEquals(other) ? Numbers.Agree
        : one.IsSubsetOf(other) || other.IsSubsetOf(one) ? Numbers.OneNamesMore
        : Numbers.Contradict;

    private static bool IsPart(string title, TitleForm whole) =>
        whole.Rest.Length > 0 && title.Length >= ShortestPart && (title == whole.Main || title == whole.Rest);

    private static bool IsNear(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var left = new List<string>(one);
        var right = new List<string>();
        foreach (var word in other)
        {
            if (!left.Remove(word))
                right.Add(word);
        }

        // Words that one of them runs together: "crowd sourced" and "crowdsourced".
        if (left.Count + right.Count <= 5 && Spelling.IsVariant(string.Concat(left), string.Concat(right)))
            return true;
        if (left.Count != right.Count || left.Count > 2 || left.Count >= one.Count)
            return false;
        return left.TrueForAll(word => right.Exists(variant => Spelling.IsVariant(word, variant)));
    }

    private static double Dice(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var mine = one.ToHashSet(StringComparer.Ordinal);
        var theirs = other.ToHashSet(StringComparer.Ordinal);
        return mine.Count + theirs.Count == 0 ? 0 : 2.0 * mine.Count(theirs.Contains) / (mine.Count + theirs.Count);
    }
}
