namespace Paperboy.Evaluate.Collections;

/// <summary>Documents that queries are asked of, with what people found relevant.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Folder">Where its files stand.</param>
/// <param name="Documents">By their ids' UTF-8 bytes, ascending: of equal scores the first comes first, as in the engine.</param>
internal sealed record Collection(string Name, string Folder, IReadOnlyList<CollectionDocument> Documents);

/// <summary>A document of a collection, texts as they came.</summary>
internal sealed record CollectionDocument(string Id, string Title, string Text)
{
    /// <summary>Title and text as one.</summary>
    public string Whole => string.Join('\n', new[] { Title, Text }.Where(part => part.Length > 0));
}

/// <summary>A query of a collection.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Pool">The only documents to be ranked; null: all.</param>
internal sealed record CollectionQuery(string Id, string Text, IReadOnlySet<string>? Pool = null);

/// <summary>
/// What is ranked and by what it is judged. A query may be judged under several facets (its background, its method), which
/// all judge the same ranking.
/// </summary>
/// <param name="Split">The judgements that were read: test, train, or facets.</param>
/// <param name="Queries">Those with at least one relevant document under at least one facet.</param>
/// <param name="Facets">One unless a query's pool is judged by several.</param>
/// <param name="LeftOut">What could not be judged.</param>
internal sealed record RankingTask(
    string Split, IReadOnlyList<CollectionQuery> Queries, IReadOnlyList<Facet> Facets, LeftOut LeftOut);

/// <summary>Judgements of one kind.</summary>
/// <param name="Name">The name of their file.</param>
/// <param name="Grades">By query the grade of each judged document; above 0 is relevant. Only queries with a relevant one.</param>
internal sealed record Facet(string Name, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Grades);

/// <summary>What stands in the files but takes no part.</summary>
/// <param name="QueriesWithoutJudgements">Queries of which no document is judged, those of another split among them.</param>
/// <param name="QueriesWithoutRelevant">Queries, or queries under a facet, of which none is relevant: no ranking can be good or bad.</param>
/// <param name="JudgedUnknown">
/// Judged documents that the collection does not have. They stay in the judgements, as with trec_eval: one that is relevant
/// was not found.
/// </param>
/// <param name="PooledUnknown">Different documents of pools that the collection does not have.</param>
internal sealed record LeftOut(int QueriesWithoutJudgements, int QueriesWithoutRelevant, int JudgedUnknown, int PooledUnknown);
