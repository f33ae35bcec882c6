using Paperboy.Search.Queries.Language;

namespace Paperboy.Search;

/// <summary>A query that finds more than the one typed.</summary>
/// <param name="Text">The text typed with some words replaced; all else stands as it was.</param>
/// <param name="Changed">Where in it the new words stand.</param>
public sealed record Suggestion(string Text, IReadOnlyList<TextSpan> Changed);

/// <summary>Asks what the word at the caret may become.</summary>
/// <param name="Text">The query as far as it is typed.</param>
/// <param name="Caret">The caret stands before this code unit.</param>
/// <param name="Vocabulary">The names that queries can use.</param>
/// <param name="Limit">How many completions of each kind to give, at most.</param>
public sealed record CompletionRequest(string Text, int Caret, QueryVocabulary Vocabulary, int Limit)
{
    /// <summary>
    /// The keyword column that has the values of a text field as a whole (names of authors), by the field's name. Without
    /// one a field is completed by its words.
    /// </summary>
    public IReadOnlyDictionary<string, string> ValueColumns { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a completion is.</summary>
public enum CompletionKind
{
    /// <summary>A word.</summary>
    Term,

    /// <summary>A value of a column, or one of the language's own.</summary>
    Value,

    /// <summary>A prefix that names a field, with its colon.</summary>
    Field,
}

/// <summary>What the word at the caret may become.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What takes the place of <see cref="Completions.Replace"/>, in quotes where it needs them.</param>
/// <param name="Field">The text field or column that it is of; null: none in particular.</param>
/// <param name="Documents">
/// How many documents the word or the value finds by itself, deleted ones that are not yet merged away included; 0 for
/// what stands in no index.
/// </param>
public readonly record struct Completion(CompletionKind Kind, string Text, string? Field, long Documents);

/// <summary>What the word at the caret may become.</summary>
/// <param name="Replace">What a completion takes the place of.</param>
/// <param name="Items">Those of one kind and field stand together, the most frequent first.</param>
/// <param name="Titles">Ids of documents whose title has the words typed and a word that begins with the last; the best of those looked at first.</param>
public sealed record Completions(TextSpan Replace, IReadOnlyList<Completion> Items, IReadOnlyList<string> Titles);
