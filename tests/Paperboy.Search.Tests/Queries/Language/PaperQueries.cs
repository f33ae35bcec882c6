using System.Globalization;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Search.Tests.Queries.Language;

/// <summary>A vocabulary of papers, and trees as short texts.</summary>
internal static class PaperQueries
{
    public static QueryVocabulary Vocabulary { get; } = new(
        QueryField.Text("title", "ti", "title"),
        QueryField.Text("abstract", "abs", "abstract"),
        QueryField.Text("authors", "au", "author", "authors"),
        QueryField.Text("venue", "venue"),
        QueryField.Text("keywords", "kw", "keyword", "keywords"),
        QueryField.KeywordTree("category", "cat", "category"),
        QueryField.Keyword("source", "source"),
        QueryField.Id("id", ScholarlyIds.Recognise, "id"),
        QueryField.Number("year", "year"),
        QueryField.Number("votes", "votes", "upvotes"),
        QueryField.Date("date", "date"),
        QueryField.Flags("has", new Dictionary<string, string> { ["code"] = "code", ["repo"] = "code", ["project"] = "project" }, "has"));

    public static ParsedQuery Parse(string text) => QueryParser.Parse(text, Vocabulary);

    /// <summary>
    /// The tree without places: wanted words, then + what is required; <c>all(..)</c>, <c>any(..)</c>, <c>not(..)</c>,
    /// <c>[..]</c> for a sequence within; <c>field/</c> before words, <c>=</c> exact, <c>^</c> prefix, <c>~</c> subtree.
    /// </summary>
    public static string Dump(ParsedQuery query) => Dump(query.Root, "", "") + query.Sort switch
    {
        SortOrder.New => " sort new",
        SortOrder.Top => " sort top",
        _ => "",
    };

    public static IEnumerable<QueryNode> Nodes(QueryNode node)
    {
        IEnumerable<QueryNode> children = node switch
        {
            AllNode all => all.Children,
            AnyNode any => any.Children,
            NotNode not => [not.Child],
            SequenceNode sequence => sequence.Words.Concat(sequence.Required),
            _ => [],
        };
        return children.SelectMany(Nodes).Prepend(node);
    }

    private static string Dump(QueryNode node) => node switch
    {
        WordNode word => Field(word.Field) + word.Text + (word.IsPrefix ? "*" : ""),
        PhraseNode phrase => $"{Field(phrase.Field)}\"{phrase.Text}\"",
        NumberRangeNode range => $"{range.Column} {End(range.From)}..{End(range.To)}",
        KeywordNode keyword => keyword.Column + keyword.Match switch { KeywordMatch.Exact => "=", KeywordMatch.Prefix => "^", _ => "~" } + keyword.Value,
        AllNode all => $"all({Join(all.Children)})",
        AnyNode any => $"any({Join(any.Children)})",
        NotNode not => $"not({Dump(not.Child)})",
        SequenceNode sequence => Dump(sequence, "[", "]"),
        _ => throw new InvalidOperationException($"{node.GetType()} is unknown."),
    };

    private static string Dump(SequenceNode sequence, string open, string close)
    {
        var words = string.Join(' ', sequence.Words.Select(Dump));
        var required = string.Concat(sequence.Required.Select(node => " + " + Dump(node)));
        return open + (words + required).Trim() + close;
    }

    private static string Join(IEnumerable<QueryNode> nodes) => string.Join(", ", nodes.Select(Dump));

    private static string Field(string? field) => field is null ? "" : field + "/";

    private static string End(long value) => value switch
    {
        long.MinValue => "min",
        long.MaxValue => "max",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
