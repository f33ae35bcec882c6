using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Suggest;

/// <summary>Finds documents whose title, the schema's first field, has what is typed.</summary>
internal sealed class TitleFinder(Snapshot snapshot, int limit)
{
    private const int FewestBytes = 3; // of a word by itself
    private const int MostSearches = 2;
    private const int MostWords = 6;

    /// <summary>
    /// Ids of good documents that have all the words, and the last one complete: as typed, if it is a word, else as
    /// the most frequent words that it may become.
    /// </summary>
    public List<string> Find(SequenceNode rest, WordCompleter typed, List<CompletedWord> completed)
    {
        var found = new List<string>();
        var words = rest.Words.Where(word => !word.IsPrefix).Select(word => word.Text).ToList();
        if (words.Count > MostWords || (words.Count == 0 && typed.Prefix.Length < FewestBytes))
            return found;
        var ends = completed.Select(word => word.Text);
        if (typed.IsWord())
            ends = ends.Prepend(Encoding.UTF8.GetString(typed.Prefix));
        foreach (var end in ends.Take(MostSearches))
        {
            if (found.Count < limit)
                found.AddRange(Search([.. words, typed.Before + end]).Where(id => !found.Contains(id)));
        }

        return [.. found.Take(limit)];
    }

    // The best of a bounded sample: those of all documents would take a search as long as any.
    private IEnumerable<string> Search(IReadOnlyList<string> words)
    {
        var nodes = words.Select(word => new WordNode(word, null, false, default)).ToList();
        return new TogetherSample(snapshot, new SequenceNode(nodes, []), field: 0).Best(limit);
    }
}
