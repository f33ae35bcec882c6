using System.Diagnostics;
using Paperboy.Catalog;
using Paperboy.Indexing;

namespace Paperboy.Discover;

/// <summary>Searching papers: the one way for pages, command line and programs.</summary>
public sealed class PaperSearch(PaperIndex index, QueryVectors vectors, PaperStore papers)
{
    private readonly PaperRanking _ranking = new(index, vectors);

    /// <summary>Answers a question. Nothing typed is an error; what was doubtful, the answer's notes tell.</summary>
    public SearchAnswer Search(PaperQuestion question, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var started = Stopwatch.GetTimestamp();
        var ranked = _ranking.Rank(question, cancel);
        var known = papers.FindMany([.. ranked.Page.Select(hit => hit.Id)]).ToDictionary(paper => paper.Id, StringComparer.Ordinal);

        // A paper that was removed or merged since the index was written is left out; the next commit has it right.
        var results = ranked.Page.Where(hit => known.ContainsKey(hit.Id))
            .Select(hit => new FoundPaper(known[hit.Id], hit.Score, hit.Tier) { Fused = hit.Fused });
        var facets = PaperFacets.Of(ranked.Words.Facets);
        return new SearchAnswer(question.Text, ranked.Read, ranked.Words, facets, [.. results], Stopwatch.GetElapsedTime(started).TotalMilliseconds)
        {
            Mode = ranked.Mode,
            Meaning = ranked.Meaning,
            Without = ranked.Without,
        };
    }

    /// <summary>Why a paper stands where it stands in an answer, in words and numbers; null if it is not there.</summary>
    public FoundExplanation? Explain(SearchAnswer answer, string id)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (PaperRanking.AsksNothing(answer.Read) || answer.Results.FirstOrDefault(found => found.Paper.Id == id) is not { } found)
            return null;
        return index.Explain(answer.Read, id) is { } words ? new FoundExplanation(words, found, answer.Meaning) : null;
    }
}
