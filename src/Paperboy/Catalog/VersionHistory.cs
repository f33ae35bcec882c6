using Paperboy.Text;

namespace Paperboy.Catalog;

/// <summary>
/// The versions of a paper as its most trusted source counts them, and what changed from one text to the next, as far as the
/// texts were kept. Pure.
/// </summary>
/// <param name="Source">Whose versions they are.</param>
/// <param name="Versions">The newest first.</param>
public sealed record VersionHistory(string Source, IReadOnlyList<VersionEntry> Versions)
{
    // What a page can carry, and anybody reads.
    private const int MostCompared = 20;

    /// <summary>The history that records tell; null when there is no more than one version.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="records">What its sources say now.</param>
    /// <param name="replaced">What they said in versions that were replaced.</param>
    public static VersionHistory? Of(Paper paper, IReadOnlyList<PaperRecord> records, IReadOnlyList<PaperRecord> replaced)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(replaced);

        // The source whose texts the paper has: others count their own.
        if (paper.Version is null || paper.Origins.FirstOrDefault(origin => origin.Gives("title")) is not { } titled)
            return null;
        var texts = new SortedDictionary<int, PaperRecord>();
        foreach (var record in replaced.Concat(records).Where(r => r.Version is not null && r.Source == titled.Source && r.Key == titled.Key))
            texts[record.Version!.Value] = record;
        var dates = paper.Versions.GroupBy(v => v.Number).ToDictionary(group => group.Key, group => group.First().Date);
        var numbers = texts.Keys.Union(dates.Keys).Order().ToList();
        return numbers.Count < 2 ? null : new VersionHistory(titled.Source, Entries(numbers, texts, dates));
    }

    private static List<VersionEntry> Entries(
        List<int> numbers, SortedDictionary<int, PaperRecord> texts, Dictionary<int, DateOnly?> dates)
    {
        var entries = new List<VersionEntry>();
        PaperRecord? before = null;
        foreach (var number in numbers)
        {
            var text = texts.GetValueOrDefault(number);
            var changes = text is not null && before is not null && texts.Count <= MostCompared ? VersionChanges.Between(before, text) : null;
            entries.Add(new VersionEntry(number, dates.GetValueOrDefault(number) ?? text?.Updated, before?.Version, text is not null, changes));
            before = text ?? before;
        }

        entries.Reverse();
        return entries;
    }
}

/// <summary>One version.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Date">Of its submission, if known.</param>
/// <param name="Before">The version that it is compared with: the one before, of which a text was kept.</param>
/// <param name="HasText">Whether its text was kept.</param>
/// <param name="Changes">What is other than in that version; null where a text is missing.</param>
public sealed record VersionEntry(int Number, DateOnly? Date, int? Before, bool HasText, VersionChanges? Changes);

/// <summary>What changed from one version to the next; empty where nothing did.</summary>
/// <param name="Title">Its words; none when it stayed.</param>
/// <param name="Abstract">Its words; none when it stayed.</param>
/// <param name="AuthorsAdded">As shown.</param>
/// <param name="AuthorsRemoved">As shown.</param>
public sealed record VersionChanges(
    IReadOnlyList<WordRun> Title, IReadOnlyList<WordRun> Abstract, IReadOnlyList<string> AuthorsAdded, IReadOnlyList<string> AuthorsRemoved)
{
    public bool IsEmpty => Title.Count + Abstract.Count + AuthorsAdded.Count + AuthorsRemoved.Count == 0;

    public static VersionChanges Between(PaperRecord before, PaperRecord after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (left, came) = (Names(before), Names(after));
        return new VersionChanges(
            Texts(before.Title, after.Title), Texts(before.Abstract, after.Abstract),
            [.. came.Except(left, StringComparer.OrdinalIgnoreCase)], [.. left.Except(came, StringComparer.OrdinalIgnoreCase)]);
    }

    private static IReadOnlyList<WordRun> Texts(string before, string after)
    {
        if (before == after)
            return [];
        var runs = WordDifference.Between(PaperText.Parse(before).ToPlainText(), PaperText.Parse(after).ToPlainText());
        return runs.Any(run => run.Change != WordChange.Kept) ? runs : [];
    }

    private static List<string> Names(PaperRecord record) => [.. record.Authors.Select(author => AuthorName.Parse(author).Display)];
}
