namespace Paperboy.Evaluate.Modes;

/// <summary>One way of ranking the documents of a collection: what a mode is. Used by one thread at a time.</summary>
internal interface IRanker
{
    /// <summary>Ranks the documents that have to do with a text.</summary>
    /// <param name="query">The query as somebody typed it, or a whole title with its abstract.</param>
    /// <param name="depth">How many documents at most, at least 1.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The best first: by score, which never rises, and of equal scores by the ids' UTF-8 bytes.</returns>
    IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel);
}

/// <summary>A document in a ranking.</summary>
internal readonly record struct RankedDocument(string Id, double Score);
