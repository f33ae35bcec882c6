namespace Paperboy.Catalog.Duplicates;

/// <summary>
/// Whether two records that share no id are of one work: by titles, authors, years and abstracts. Pure. What each part must
/// reach depends on the others: the less the titles agree, the more the abstracts must. The limits are measured on pairs that
/// were read and labelled by hand (docs/merging.md); a wrong merge weighs more than a missed one.
/// </summary>
internal static class NearDuplicate
{
    // Shares of shingles. Between 0.2 and 0.5 lie works of one group on one subject, and abstracts that were written anew.
    private const double SomeAbstract = 0.3;
    private const double SameAbstract = 0.6;
    private const double SameAbstractAlone = 0.8;

    // A preprint is of the year before its proceedings, or of two before its journal.
    private const int YearsApart = 2;

    private const int FewWords = 2;
    private const int EnoughWords = 4;

    /// <summary>Whether both are of one work. Ids that contradict each other settle it.</summary>
    public static bool IsSame(PaperRecord one, PaperRecord other) => Likeness(one, other) > TitleLikeness.Different;

    /// <summary>
    /// By how good a title two records are of one work; <see cref="TitleLikeness.Different"/> when they are of two. Where several
    /// works match a record, the best likeness tells which one it is.
    /// </summary>
    public static TitleLikeness Likeness(PaperRecord one, PaperRecord other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Identity.Compatible([.. Identity.Keys(one)], [.. Identity.Keys(other)]) ? LikenessOfTexts(one, other) : TitleLikeness.Different;
    }

    private static TitleLikeness LikenessOfTexts(PaperRecord one, PaperRecord other)
    {
        var (title, otherTitle) = (TitleForm.Of(one.Title), TitleForm.Of(other.Title));
        var likeness = TitleComparison.Compare(title, otherTitle);
        if (likeness == TitleLikeness.Different)
            return likeness;
        var authors = AuthorComparison.Compare(one.Authors, other.Authors);
        if (!authors.Agree)
            return TitleLikeness.Different;
        var shared = AbstractComparison.Containment(one.Abstract, other.Abstract);
        return Suffices(one, other, title, otherTitle, likeness, authors, shared) ? likeness : TitleLikeness.Different;
    }

    private static bool Suffices(
        PaperRecord one, PaperRecord other, TitleForm title, TitleForm otherTitle, TitleLikeness likeness, AuthorLikeness authors, double? shared)
    {
        // A source gives its works one id each, and different titles to different works.
        if (one.Source == other.Source && (likeness != TitleLikeness.Equal || shared < SomeAbstract))
            return false;
        if (likeness == TitleLikeness.Akin)
            return shared >= SameAbstractAlone && authors.Whole;
        if (shared >= SameAbstract)
            return true;
        if (GenericTitles.Contains(title) || GenericTitles.Contains(otherTitle) || !YearsAgree(one, other))
            return false;
        if (shared >= SomeAbstract)
            return true;
        var words = Math.Min(title.Content.Count, otherTitle.Content.Count);
        return likeness switch
        {
            TitleLikeness.Equal => words > FewWords || (shared is null && authors.Whole),
            TitleLikeness.Near => authors.Whole && words >= EnoughWords,
            _ => shared is null && authors.Whole && words >= EnoughWords,
        };
    }

    private static bool YearsAgree(PaperRecord one, PaperRecord other) =>
        YearOf(one) is { } year && YearOf(other) is { } another && Math.Abs(year - another) <= YearsApart;

    private static int? YearOf(PaperRecord record) => record.Published?.Year ?? record.Day?.Year;
}
