using System.Diagnostics;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>Searching papers: the one way for pages, command line and programs.</summary>
public sealed class PaperSearch(PaperIndex index, PaperStore papers)
{
    /// <summary>Answers a question. Nothing typed is an error; what was doubtful, the answer's notes tell.</summary>
    public SearchAnswer Search(PaperQuestion question, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var started = Stopwatch.GetTimestamp();
        var (query, found) = Ask(index, question, cancel);
        var known = papers.FindMany([.. found.Hits.Select(h => h.Id)]).ToDictionary(p => p.Id, StringComparer.Ordinal);

        // A paper that was removed or merged since the index was written is left out; the next commit has it right.
        var results = found.Hits.Where(h => known.ContainsKey(h.Id)).Select(h => new FoundPaper(known[h.Id], h.Score, h.Tier));
        return new SearchAnswer(
            question.Text, query, found, PaperFacets.Of(found.Facets), [.. results], Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Why a paper stands where it stands in an answer, in words and numbers; null if it is not there any more.</summary>
    public Explanation? Explain(SearchAnswer answer, string id)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AsksNothing(answer.Read) ? null : index.Explain(answer.Read, id);
    }

    /// <summary>The index's part of an answer, with no paper read: what a search finds is measured by it.</summary>
    internal static (ParsedQuery Read, SearchResult Found) Ask(PaperIndex index, PaperQuestion question, CancellationToken cancel)
    {
        var query = Read(question);
        return (query, AsksNothing(query) ? Nothing : index.Search(RequestFor(question, query), cancel));
    }

    private static SearchResult Nothing => new([], new SearchTotal(0, true), []);

    private static ParsedQuery Read(PaperQuestion question)
    {
        var query = question.IsProse
            ? QueryParser.ParseWords(question.Text, PaperVocabulary.Queries)
            : QueryParser.Parse(question.Text, PaperVocabulary.Queries);
        if (question.Sort is { } asked)
            return query.WithSort(asked);

        // A text of signs alone asks nothing, and gets nothing. Of an author's or a category's papers, where no word says
        // which is better, the newest are what people look for.
        return query.AskedSort is null && IsNewestByItself(query) ? query.WithSort(SortOrder.New) : query;
    }

    internal static bool IsNewestByItself(ParsedQuery query) => !query.IsEmpty && !query.HasRankedWords("authors", "venue");

    // All papers are found by those who say in which order.
    private static bool AsksNothing(ParsedQuery query) => query.IsEmpty && query.AskedSort is null;

    private static SearchRequest RequestFor(PaperQuestion question, ParsedQuery query) =>
        new(query, question.Limit, question.Offset, question.CountAll)
        {
            SortColumns = (PaperColumn.Date, PaperColumn.Votes),
            WithTermWeights = true,
            Facets = question.WithFacets ? PaperFacets.Requests : [],
        };
}

/// <summary>What is asked.</summary>
/// <param name="Text">The query as typed (docs/query-language.md).</param>
/// <param name="Limit">How many results at most.</param>
public sealed record PaperQuestion(string Text, int Limit)
{
    /// <summary>Whether the text is no query: then its quotes, signs and colons mean nothing, and its words are looked for.</summary>
    public bool IsProse { get; init; }

    /// <summary>How many of the best are skipped.</summary>
    public int Offset { get; init; }

    /// <summary>Whether to count every match, which may cost more than finding the best.</summary>
    public bool CountAll { get; init; }

    /// <summary>Whether to count by category, year, venue and what papers have; every match is counted then, too.</summary>
    public bool WithFacets { get; init; }

    /// <summary>The order; null: the one that the text asks for.</summary>
    public SortOrder? Sort { get; init; }
}

/// <summary>What a search found.</summary>
/// <param name="Query">As asked.</param>
/// <param name="Read">As it was read: its notes, its canonical form, the order of the results.</param>
/// <param name="Found">The engine's answer.</param>
/// <param name="Facets">Of the papers that have every word, if any have, else of all that match; none if not asked for.</param>
/// <param name="Results">The best, the best first.</param>
/// <param name="TookMs">Milliseconds from question to answer, with the papers read.</param>
public sealed record SearchAnswer(
    string Query,
    ParsedQuery Read,
    SearchResult Found,
    IReadOnlyList<PaperFacet> Facets,
    IReadOnlyList<FoundPaper> Results,
    double TookMs)
{
    /// <summary>How many papers match.</summary>
    public FoundTotal Total => new(Found.Total.Value, Found.Total.Exact);

    /// <summary>Whether the newest come first where no order is asked for.</summary>
    public bool IsNewestByItself => PaperSearch.IsNewestByItself(Read);

    /// <summary>How many of them have every word; null if not counted.</summary>
    public long? WithEveryWord => Found.WithEveryWord;
}

/// <summary>How many papers match; at least so many when the count is not exact.</summary>
public sealed record FoundTotal(long Value, bool Exact);

/// <summary>A paper with its score and its tier, which says how the words stand in it (<see cref="SearchHit.Tier"/>).</summary>
public sealed record FoundPaper(Paper Paper, double Score, int Tier);
