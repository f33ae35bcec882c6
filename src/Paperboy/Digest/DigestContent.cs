namespace Paperboy.Digest;

/// <summary>What one digest says, before it has a form.</summary>
/// <param name="Day">The day that it is for, by the reader's calendar.</param>
/// <param name="Edition">The edition that it draws from.</param>
/// <param name="EditionSize">How many papers that edition has.</param>
/// <param name="Entries">Its papers, the first the lead.</param>
public sealed record DigestContent(DateOnly Day, DateOnly Edition, int EditionSize, IReadOnlyList<DigestEntry> Entries)
{
    /// <summary>The subject: it should tell one day's mail from another's, and make one open it.</summary>
    public string Subject => Entries[0].Invented ? "[Invented] " + Headline : Headline;

    /// <summary>Whether papers of the sample library are among them, of which a mail must say that nobody wrote them.</summary>
    public bool HasInvented => Entries.Any(entry => entry.Invented);

    private string Headline => Entries.Count == 1
        ? Entries[0].Title
        : $"{Entries[0].Title} · and {Entries.Count - 1} more";
}

/// <param name="Id">The paper's permanent id.</param>
/// <param name="Title">Clean, with mathematics as Unicode.</param>
/// <param name="Authors">The first names and how many more there are; empty when nobody is named.</param>
/// <param name="Excerpt">The abstract's beginning; empty when there is none.</param>
/// <param name="Categories">As the source has them.</param>
/// <param name="Reason">Why it is among the first.</param>
/// <param name="Invented">Whether nobody wrote it: a paper of the sample library.</param>
public sealed record DigestEntry(
    string Id, string Title, string Authors, string Excerpt, IReadOnlyList<string> Categories, string Reason, bool Invented)
{
    /// <summary>Why a curator picked it, in plain text; empty when nothing was said.</summary>
    public string Note { get; init; } = "";
}

/// <summary>What a reader has had, as far as it matters for the next digest.</summary>
/// <param name="LastEdition">That the last digest drew from; null before the first.</param>
/// <param name="NewestPaper">The catalog's highest paper number when the last digest was made.</param>
/// <param name="Received">Ids of all papers that digests brought.</param>
public sealed record DigestHistory(DateOnly? LastEdition, long NewestPaper, IReadOnlySet<string> Received)
{
    public static readonly DigestHistory None = new(null, 0, new HashSet<string>(StringComparer.Ordinal));
}
