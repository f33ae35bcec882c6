namespace Paperboy.Search.Queries.Language;

/// <summary>Builds nodes in the forms that <see cref="QueryNode"/>'s types promise.</summary>
internal static class QueryTree
{
    public static QueryNode Not(QueryNode node) => node is NotNode not ? not.Child : new NotNode(node);

    /// <summary>Two nodes or more.</summary>
    public static QueryNode Any(IEnumerable<QueryNode> nodes) =>
        new AnyNode([.. nodes.SelectMany(node => node is AnyNode any ? any.Children : [node])]);

    /// <summary>One node or more.</summary>
    public static QueryNode All(IEnumerable<QueryNode> nodes)
    {
        QueryNode[] flat = [.. nodes.SelectMany(Parts)];
        return flat.Length == 1 ? flat[0] : new AllNode(flat);
    }

    /// <summary>What brackets hold; null: nothing.</summary>
    public static QueryNode? Group(IReadOnlyList<WordNode> words, IReadOnlyList<QueryNode> required) => (words, required) switch
    {
        ([], []) => null,
        ([var word], []) => word,
        ([], _) => All(required),
        _ => new SequenceNode(words, required),
    };

    /// <summary>The whole query. Brackets around all of it change nothing.</summary>
    public static SequenceNode Root(IReadOnlyList<WordNode> words, IReadOnlyList<QueryNode> required) =>
        words.Count == 0 && required is [SequenceNode only] ? only : new SequenceNode(words, required);

    public static IReadOnlyList<QueryNode> Parts(QueryNode node) => node is AllNode all ? all.Children : [node];
}
