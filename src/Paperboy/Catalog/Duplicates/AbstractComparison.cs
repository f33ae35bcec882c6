namespace Paperboy.Catalog.Duplicates;

/// <summary>Compares abstracts by the runs of three words that they share (shingles; Broder 1997, "On the resemblance and containment of documents").</summary>
internal static class AbstractComparison
{
    private const int Shingle = 3;

    // Fewer words are a note ("withdrawn by the authors"), not an abstract.
    private const int Fewest = 20;

    // Some sources give a first page instead of an abstract.
    private const int MostWords = 600;

    /// <summary>Which share of the shorter one's shingles the other one has, from 0 to 1; null where one of them has no abstract.</summary>
    public static double? Containment(string one, string other)
    {
        var mine = Shingles(one);
        var theirs = Shingles(other);
        if (mine is null || theirs is null)
            return null;
        var (fewer, more) = mine.Count <= theirs.Count ? (mine, theirs) : (theirs, mine);
        return (double)fewer.Count(more.Contains) / fewer.Count;
    }

    private static HashSet<(string, string, string)>? Shingles(string text)
    {
        if (text.Length < Fewest * 2)
            return null;
        var words = TitleForm.WordsOf(text.Length > MostWords * 20 ? text[..(MostWords * 20)] : text);
        if (words.Count < Fewest)
            return null;
        var shingles = new HashSet<(string, string, string)>();
        for (var i = 0; i + Shingle <= Math.Min(words.Count, MostWords); i++)
            shingles.Add((words[i], words[i + 1], words[i + 2]));
        return shingles;
    }
}
