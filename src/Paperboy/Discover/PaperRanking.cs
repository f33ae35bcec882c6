using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>The index's part of an answer, with no paper read: what a search finds is measured by it.</summary>
internal sealed class PaperRanking(PaperIndex index, QueryVectors vectors)
{
    // Whose paper it is and where it came out say nothing of its subject.
    private static readonly string[] NotTheSubject = ["authors", "venue"];

    /// <summary>See <see cref="HybridSearch.Candidates"/>.</summary>
    public int Candidates { get; init; } = HybridSearch.UsualCandidates;

    /// <summary>How words and meaning make one score; the least similarity follows the query.</summary>
    public FusionOptions Fusion { get; init; } = new();

    /// <summary>Whether a search by meaning alone leaves out what is not close; else its order says how close the rest is.</summary>
    public bool OnlyClose { get; init; } = true;

    /// <summary>Ranks the papers that a question asks for. Nothing typed is an error; what was doubtful, the query's notes tell.</summary>
    public RankedAnswer Rank(PaperQuestion question, CancellationToken cancel)
    {
        var query = Read(question);
        var mode = ModeFor(question.Mode, query);
        return (AsksNothing(query) ? Nothing : Rank(question, query, mode, cancel)) with { Read = query, Mode = mode };
    }

    /// <summary>Whether no word of a query says which paper is better than another.</summary>
    public static bool IsNewestByItself(ParsedQuery query) => !query.IsEmpty && !query.HasRankedWords(NotTheSubject);

    /// <summary>Whether it asks nothing, and gets nothing. All papers are found by those who say in which order.</summary>
    public static bool AsksNothing(ParsedQuery query) => query.IsEmpty && query.AskedSort is null;

    private static RankedAnswer Nothing => new(new SearchResult([], new SearchTotal(0, true), []), [], null, null);

    private static ParsedQuery Read(PaperQuestion question)
    {
        var query = question.IsProse
            ? QueryParser.ParseWords(question.Text, PaperVocabulary.Queries)
            : QueryParser.Parse(question.Text, PaperVocabulary.Queries);
        if (question.Sort is { } asked)
            return query.WithSort(asked);

        // Of an author's or a category's papers the newest are what people look for.
        return query.AskedSort is null && IsNewestByItself(query) ? query.WithSort(SortOrder.New) : query;
    }

    // The newest and the most upvoted are so among the papers that have the words: what is close would be any.
    private static SearchMode ModeFor(SearchMode asked, ParsedQuery query) =>
        query.Sort == SortOrder.Relevance && query.HasRankedWords(NotTheSubject) ? asked : SearchMode.Keyword;

    // Prose is embedded as it stands: its signs divide it.
    private static string SubjectOf(PaperQuestion question, ParsedQuery query) => question.IsProse ? question.Text : query.RankedText(NotTheSubject);

    private RankedAnswer Rank(PaperQuestion question, ParsedQuery query, SearchMode mode, CancellationToken cancel)
    {
        var request = new SearchRequest(query, question.Limit, question.Offset, question.CountAll)
        {
            SortColumns = (PaperColumn.Date, PaperColumn.Votes),
            WithTermWeights = true,
            Facets = question.WithFacets ? PaperFacets.Requests : [],
        };
        return mode switch
        {
            SearchMode.Hybrid => new HybridSearch(index, vectors, Fusion) { Candidates = Candidates }.Search(request, SubjectOf(question, query), cancel),
            SearchMode.Semantic => ByMeaning(request with { CountAll = false, Facets = [] }, SubjectOf(question, query), cancel),
            _ => ByWords(index.Search(request, cancel)),
        };
    }

    private static RankedAnswer ByWords(SearchResult found) => new(found, [.. found.Hits.Select(RankedPaper.ByWords)], null, null);

    private RankedAnswer ByMeaning(SearchRequest request, string text, CancellationToken cancel) => index.AskAll(at =>
    {
        // The words find nothing here, but what they are worth says which passages to show.
        var words = at.Search(request with { Limit = 0, Offset = 0 }, cancel);
        var end = (int)Math.Min(int.MaxValue - 1, (long)request.Offset + request.Limit) + 1;
        var near = new CloseInMeaning(at, vectors, Fusion.CrowdingShare).Find(request.Query, text, end, OnlyClose ? float.NaN : float.NegativeInfinity, cancel);
        if (near.Vector is not { } vector)
            return new RankedAnswer(words, [], null, near.Without);
        var page = near.Neighbours.Skip(request.Offset).Take(request.Limit).Select(Close).ToList();
        var closest = near.Neighbours.Count == 0 ? float.NaN : near.Neighbours.Max(neighbour => neighbour.Similarity);
        var meaning = new MeaningSearch(vector.Certainty, vector.LeastSimilarity, closest, Math.Min(near.Neighbours.Count, end - 1))
        {
            Weight = 1,
            CloseFrom = near.Neighbours.Count == 0 ? null : 0,
            Ranked = near.Neighbours.Count,
            IsAllClose = near.Neighbours.Count < end,
        };
        return new RankedAnswer(words, page, meaning, null);
    });

    private RankedPaper Close(Neighbour near)
    {
        var document = new FusionCandidate(near.Id, 0, 0, near.Similarity) { Crowding = near.Crowding };
        var fused = new FusedHit(document, FusionGround.Meaning, 0, near.Similarity - (Fusion.CrowdingShare * near.Crowding));
        return new RankedPaper(near.Id, fused.Score, 0, fused);
    }
}
