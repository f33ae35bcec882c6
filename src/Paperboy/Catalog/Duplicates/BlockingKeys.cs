using Paperboy.Text;

namespace Paperboy.Catalog.Duplicates;

/// <summary>
/// The numbers under which records that may be of one work are found without comparing all with all: works are compared only
/// where they share one (blocking; Fellegi and Sunter 1969).
/// </summary>
internal static class BlockingKeys
{
    private const int ShortTitle = 12;
    private const int Signing = 3;

    /// <summary>
    /// At most two: of the title's letters and digits; and of the first three authors' surnames in any order with the title's
    /// longest word, for titles that differ. None without a title or an author.
    /// </summary>
    public static IReadOnlyList<long> Of(PaperRecord record)
    {
        if (record.Authors.Count == 0)
            return [];
        var title = TitleForm.Of(record.Title);
        if (title.Compact.Length == 0)
            return [];
        var surnames = new List<string>(Signing);
        for (var a = 0; a < record.Authors.Count && surnames.Count < Signing; a++)
        {
            if (AuthorName.Parse(record.Authors[a]).MatchSurname is { Length: > 0 } surname)
                surnames.Add(surname);
        }

        if (surnames.Count == 0)
            return [];

        // There are thousands of editorials; those of one person are few.
        var whole = Hash(title.Compact, title.Compact.Length < ShortTitle || GenericTitles.Contains(title) ? surnames[0] : "", []);
        surnames.Sort(StringComparer.Ordinal);
        return Longest(title) is { } word ? [whole, Hash(word, "\n", surnames)] : [whole];
    }

    private static string? Longest(TitleForm title)
    {
        string? longest = null;
        foreach (var word in title.Content)
        {
            var isLonger = longest is null || word.Length > longest.Length
                || (word.Length == longest.Length && string.CompareOrdinal(word, longest) < 0);
            if (isLonger && !word.AsSpan().ContainsAnyInRange('0', '9'))
                longest = word;
        }

        return longest;
    }

    // FNV-1a over UTF-16, mixed at the end as MurmurHash3 does: the same on every machine, for it is stored.
    private static long Hash(string first, string second, List<string> more)
    {
        var hash = Add(Add(14695981039346656037UL, first), second);
        foreach (var text in more)
            hash = Add(hash, text);
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return unchecked((long)(hash ^ (hash >> 33)));
    }

    // With a mark at the end of each text, so that their borders count.
    private static ulong Add(ulong hash, string text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * 1099511628211UL;
            hash = (hash ^ (byte)(c >> 8)) * 1099511628211UL;
        }

        return (hash ^ 0xFF) * 1099511628211UL;
    }
}
