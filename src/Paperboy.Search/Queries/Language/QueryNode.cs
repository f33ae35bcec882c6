namespace Paperboy.Search.Queries.Language;

/// <summary>A part of a query's tree. Places are in the text as typed.</summary>
internal abstract record QueryNode;

/// <summary>
/// One word as typed (<c>k-NN</c>, <c>C++</c>, <c>学习机</c>): the analysis may make several terms of it. Without a field it
/// is looked for in all. <paramref name="IsPrefix"/>: words that begin with it are meant as well.
/// </summary>
internal sealed record WordNode(string Text, string? Field, bool IsPrefix, TextSpan Place) : QueryNode;

/// <summary>Words that stand side by side in this order. The text has at least one word and no quotes.</summary>
internal sealed record PhraseNode(string Text, string? Field, TextSpan Place) : QueryNode;

/// <summary>
/// Numbers from <paramref name="From"/> to <paramref name="To"/>, both included. Dates are yyyymmdd: an open end is the
/// first or the last day of the calendar; other numbers are open at the ends of <see cref="long"/>.
/// </summary>
internal sealed record NumberRangeNode(string Column, long From, long To) : QueryNode;

/// <summary>A value of a keyword column, with A to Z in lower case.</summary>
internal sealed record KeywordNode(string Column, string Value, KeywordMatch Match) : QueryNode;

/// <summary>Every child matches; at least two. Stands below <see cref="AnyNode"/> and <see cref="NotNode"/> only.</summary>
internal sealed record AllNode(IReadOnlyList<QueryNode> Children) : QueryNode;

/// <summary>At least one child matches; at least two.</summary>
internal sealed record AnyNode(IReadOnlyList<QueryNode> Children) : QueryNode;

/// <summary>The child does not match; it is never a <see cref="NotNode"/> itself.</summary>
internal sealed record NotNode(QueryNode Child) : QueryNode;

/// <summary>
/// What stands side by side: all of <paramref name="Required"/> match, and of <paramref name="Words"/>, which rank, at
/// least one (if there are any). With neither it matches every document.
/// </summary>
/// <param name="Words">In the order typed; all of one field, or all without; none is a prefix.</param>
/// <param name="Required">In the order typed; no <see cref="AllNode"/> is among them.</param>
internal sealed record SequenceNode(IReadOnlyList<WordNode> Words, IReadOnlyList<QueryNode> Required) : QueryNode
{
    public bool IsEmpty => Words.Count == 0 && Required.Count == 0;
}

/// <summary>How a value has to agree with that of a <see cref="KeywordNode"/>.</summary>
internal enum KeywordMatch
{
    /// <summary>It is the same.</summary>
    Exact,

    /// <summary>It begins with it.</summary>
    Prefix,

    /// <summary>It is the same or begins with it and a dot: <c>cs</c> has <c>cs.cl</c>, and <c>hep-th</c> itself.</summary>
    Subtree,
}
