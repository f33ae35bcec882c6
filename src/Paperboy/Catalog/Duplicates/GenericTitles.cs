namespace Paperboy.Catalog.Duplicates;

/// <summary>Titles that name a kind of text and not a text: of front matter, of comments and replies, of columns.</summary>
internal static class GenericTitles
{
    private static readonly HashSet<string> Kinds = new(
        ("introduction preface foreword editorial editors editor note notes message chairs chair program programme committee welcome " +
         "proceedings proceeding conference workshop symposium session special issue section discussion discussions comment comments " +
         "commentary rejoinder reply response erratum corrigendum correction addendum index contents table abstracts abstract overview " +
         "summary conclusion conclusions acknowledgements acknowledgments appendix obituary review reviews book letter letters news report " +
         "annual invited talk keynote speech panel tutorial tutorials demo demonstration guest authors author errata front back matter " +
         "title pages page closing opening remarks remark retraction withdrawn untitled").Split(' '), StringComparer.Ordinal);

    /// <summary>Whether a title says nothing about which work it is of.</summary>
    public static bool Contains(TitleForm title) => title.Content.All(word => Kinds.Contains(word) || word.All(char.IsAsciiDigit));
}
