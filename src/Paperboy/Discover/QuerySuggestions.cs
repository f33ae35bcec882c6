using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>What a query was probably meant to be, and what the word being typed may become: for page, command line and programs.</summary>
public sealed class QuerySuggestions(PaperIndex index, PaperStore papers)
{
    private const int MostOfKind = 6;
    private const int MostTitles = 4;

    // The columns that have the values of fields as a whole.
    private static readonly Dictionary<string, string> ValueColumns = new()
    {
        ["authors"] = PaperColumn.Author,
        ["venue"] = PaperColumn.Journal,
    };

    /// <summary>The query with its misspelt words corrected, where that finds more; else null.</summary>
    public string? DidYouMean(string query, CancellationToken cancel = default) =>
        index.Suggest(query, PaperVocabulary.Queries, cancel)?.Text;

    /// <summary>What the word at the caret, which stands before that code unit, may become.</summary>
    public QueryCompletions Complete(string query, int caret)
    {
        var request = new CompletionRequest(query, caret, PaperVocabulary.Queries, MostOfKind) { ValueColumns = ValueColumns };
        var found = index.Complete(request);
        var items = found.Items.Select(item => new QueryCompletion(Kind(item), item.Text, item.Text.Trim('"'), item.Documents, null));
        var known = papers.FindMany([.. found.Titles]).ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        var titles = found.Titles.Where(known.ContainsKey).Take(MostTitles).Select(id => Title(known[id]));
        return new QueryCompletions(found.Replace.Start, found.Replace.Length, [.. items, .. titles]);
    }

    private static QueryCompletion Title(Paper paper) =>
        new("paper", null, PaperText.Parse(paper.Title).ToPlainText(), 0, PaperLinks.Page(paper.Id));

    private static string Kind(Completion item) => item.Kind switch
    {
        CompletionKind.Field => "field",
        CompletionKind.Value when item.Field == "authors" => "author",
        CompletionKind.Value => "value",
        _ => "word",
    };
}

/// <summary>What the word at the caret may become.</summary>
/// <param name="Start">Where what is replaced begins, in UTF-16 code units.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Items">Those of one kind stand together.</param>
public sealed record QueryCompletions(int Start, int Length, IReadOnlyList<QueryCompletion> Items);

/// <summary>One completion.</summary>
/// <param name="Kind"><c>field</c>, <c>word</c>, <c>value</c>, <c>author</c> or <c>paper</c>.</param>
/// <param name="Text">What takes the word's place; null for a paper.</param>
/// <param name="Label">How it is shown.</param>
/// <param name="Papers">How many papers have it; 0: not counted.</param>
/// <param name="Href">The paper's page; null for all else.</param>
public sealed record QueryCompletion(string Kind, string? Text, string Label, long Papers, string? Href);
