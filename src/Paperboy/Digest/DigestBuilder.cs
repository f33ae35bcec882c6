using Paperboy.Catalog;
using Paperboy.Daily;
using Paperboy.Text;

namespace Paperboy.Digest;

/// <summary>Chooses a digest's papers and words: a pure function of the edition and of what the reader has had.</summary>
public static class DigestBuilder
{
    private const int ExcerptLength = 420;
    private const int LeadExcerptLength = 700;

    /// <summary>Makes a digest, or none when nothing has arrived since the reader's last one.</summary>
    /// <param name="day">By the reader's calendar.</param>
    /// <param name="edition">The day of the newest edition up to that day.</param>
    /// <param name="papers">That edition, by rank.</param>
    /// <param name="history">What the reader has had.</param>
    /// <param name="most">How many papers at most.</param>
    /// <param name="leftOut">Told of each paper whose texts could not be read: it is left out, the digest is not.</param>
    public static DigestContent? Build(
        DateOnly day,
        DateOnly edition,
        IReadOnlyList<EditionPaper> papers,
        DigestHistory history,
        int most,
        Action<Paper, Exception> leftOut)
    {
        ArgumentNullException.ThrowIfNull(papers);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(leftOut);
        if (history.LastEdition > edition)
            return null;

        var entries = new List<DigestEntry>();
        foreach (var paper in papers.Where(p => IsNew(p.Paper, edition, history)))
        {
            if (entries.Count == most)
                break;
            try
            {
                entries.Add(Entry(paper, entries.Count == 0));
            }
            catch (Exception e)
            {
                leftOut(paper.Paper, e);
            }
        }

        return entries.Count == 0 ? null : new DigestContent(day, edition, papers.Count, entries);
    }

    // Of an edition that the reader has had a digest of, only what came into the catalog later is news: the rest was
    // there, and was not among the first.
    private static bool IsNew(Paper paper, DateOnly edition, DigestHistory history) =>
        !history.Received.Contains(paper.Id)
        && (history.LastEdition != edition || paper.Number > history.NewestPaper);

    private static DigestEntry Entry(EditionPaper paper, bool lead) => new(
        paper.Paper.Id,
        PaperText.Parse(paper.Paper.Title).ToPlainText(),
        ShortenedAuthors.Of(paper.Paper).ToString(),
        PaperText.Parse(paper.Paper.Abstract).Excerpt(lead ? LeadExcerptLength : ExcerptLength).ToPlainText(),
        paper.Paper.Categories,
        paper.Reason,
        paper.Paper.Invented)
    {
        Note = paper.Note,
    };
}
