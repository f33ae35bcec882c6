using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Evaluate.Measuring;
using Paperboy.Text;

namespace Paperboy.Evaluate.KnownItems;

/// <summary>
/// A set of known items: documents, and for some of them the query that looks for each. Train and test ask for different
/// documents. The same papers and seed make the same set.
/// </summary>
/// <param name="Items">The documents in the order of the draw.</param>
/// <param name="Train">The items with whose queries to tune.</param>
/// <param name="Test">The items with whose queries to report.</param>
internal sealed record KnownItemSet(IReadOnlyList<KnownItem> Items, IReadOnlyList<KnownItem> Train, IReadOnlyList<KnownItem> Test)
{
    /// <param name="papers">Papers, of which several may be the same: of those one is taken.</param>
    /// <param name="kind">How queries are made.</param>
    /// <param name="documents">How many documents.</param>
    /// <param name="queries">How many queries to test with, and as many others to train with.</param>
    /// <param name="seed">Decides the draw.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="VerbFailedException">The papers do not suffice.</exception>
    public static KnownItemSet Draw(
        IReadOnlyList<PaperRecord> papers, KnownItemKind kind, int documents, int queries, int seed, CancellationToken cancel)
    {
        PaperRecord[] order = [.. papers];
        new SplitMix64((ulong)seed).Shuffle<PaperRecord>(order);
        var items = new List<KnownItem>(documents);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var paper in order)
        {
            cancel.ThrowIfCancellationRequested();
            if (items.Count == documents)
                break;
            if (kind.Make(paper) is { } item && IsNew(paper, seen))
                items.Add(item);
        }

        if (items.Count < documents)
            throw new VerbFailedException($"Of {papers.Count:N0} papers {items.Count:N0} are different and have enough text; --documents asks for {documents:N0}.");
        var asked = items.Where(item => item.Query is not null).Take(2 * queries).ToList();
        return asked.Count == 2 * queries
            ? new KnownItemSet(items, asked[queries..], asked[..queries])
            : throw new VerbFailedException(
                $"Of {documents:N0} documents {asked.Count:N0} have a query; --queries {queries} asks for twice {queries:N0}: to train and to test.");
    }

    // The same paper by its id, or by its title: of two the query could mean either.
    private static bool IsNew(PaperRecord paper, HashSet<string> seen)
    {
        var title = TitleKey.Normalise(paper.Title);
        return seen.Add(paper.Key) & (title.Length == 0 || seen.Add("title " + title));
    }
}
