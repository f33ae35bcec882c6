using Paperboy.Search.Tests.Queries.Language;

namespace Paperboy.Search.Tests.Suggest;

/// <summary>An index of several segments with deleted documents, and what its documents hold.</summary>
internal sealed class SuggestIndex : IDisposable
{
    public static readonly IndexSchema Schema = new(
        [new("title", 2), new("abstract", 1), new("authors", 1), new("venue", 1), new("keywords", 1)])
    {
        Columns =
        [
            new("category", ColumnKind.Keyword), new("source", ColumnKind.Keyword), new("has", ColumnKind.Keyword), new("id", ColumnKind.Keyword),
            new("author", ColumnKind.Keyword), new("year", ColumnKind.Number), new("votes", ColumnKind.Number), new("date", ColumnKind.Number),
        ],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly IndexWriter _writer;
    private Searcher? _searcher;
    private int _commits;

    public SuggestIndex() => _writer = IndexWriter.Open(_folder.Path, Schema);

    public Searcher Searcher => _searcher ??= Searcher.Open(_folder.Path);

    public static SuggestIndex Of(params string[] titles)
    {
        var index = new SuggestIndex();
        for (var i = 0; i < titles.Length; i++)
            index.Add(new IndexDocument($"{i}").Add("title", titles[i]));
        index.Commit();
        return index;
    }

    public void Add(IndexDocument document) => _writer.Upsert(document);

    public void Delete(string id) => _writer.Delete(id);

    public void Commit()
    {
        _writer.Commit(++_commits);
        _searcher?.Refresh();
    }

    public string? Suggest(string text) => Searcher.Suggest(text, PaperQueries.Vocabulary)?.Text;

    public Completions Complete(string text, int limit = 8, bool withNames = true) => Searcher.Complete(
        new CompletionRequest(text.Replace("|", "", StringComparison.Ordinal), text.Contains('|') ? text.IndexOf('|') : text.Length, PaperQueries.Vocabulary, limit)
        {
            ValueColumns = withNames ? new Dictionary<string, string> { ["authors"] = "author" } : [],
        });

    public void Dispose()
    {
        _searcher?.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }
}
