using Paperboy.Catalog;
using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Indexing;

/// <summary>What the engine is given of a paper: which fields, with which weights, as which text, and which columns.</summary>
internal static class PaperDocument
{
    // The title is the first field: the engine's ranking by evidence takes that for the title.
    public static readonly IndexSchema Schema = new(
    [
        new("title", 2),
        new("abstract", 1),
        new("authors", 1) { AddsLength = false },
        new("categories", 1) { AddsLength = false },
        new("venue", 1) { AddsLength = false },
        new("keywords", 2) { AddsLength = false },
        new("ids", 1) { AddsLength = false },
    ])
    {
        Columns =
        [
            new(PaperColumn.Date, ColumnKind.Number),
            new(PaperColumn.Votes, ColumnKind.Number),
            new(PaperColumn.Category, ColumnKind.Keyword),
            new(PaperColumn.Journal, ColumnKind.Keyword),
            new(PaperColumn.Has, ColumnKind.Keyword),
            new(PaperColumn.Id, ColumnKind.Keyword),
            new(PaperColumn.Source, ColumnKind.Keyword),
            new(PaperColumn.Author, ColumnKind.Keyword),
            new(PaperColumn.AuthorSlug, ColumnKind.Keyword),
        ],
    };

    /// <summary>The document of a paper that is there.</summary>
    public static IndexDocument Of(PaperChange change)
    {
        var paper = change.Paper!;
        var document = new IndexDocument(paper.Id)
            .Add("title", Plain(paper.Title))
            .Add("abstract", Plain(paper.Abstract));
        foreach (var author in paper.Authors)
        {
            var name = AuthorName.Parse(author);
            document.Add("authors", name.Display);
            Keyword(document, PaperColumn.Author, name.Display);
            Keyword(document, PaperColumn.AuthorSlug, name.Slug);
        }

        foreach (var category in paper.Categories)
        {
            document.Add("categories", category);
            Keyword(document, PaperColumn.Category, category);
        }

        foreach (var keyword in paper.Keywords)
            document.Add("keywords", Plain(keyword));
        foreach (var id in change.Identifiers)
        {
            document.Add("ids", id);
            Keyword(document, PaperColumn.Id, id);
        }

        foreach (var source in change.Sources)
            Keyword(document, PaperColumn.Source, source);
        if (paper.Venue is not null)
        {
            var venue = Plain(paper.Venue);
            Keyword(document.Add("venue", venue), PaperColumn.Journal, JournalName.Of(venue));
        }

        AddNumbers(document, paper);
        AddFlags(document, paper);
        return document;
    }

    private static void AddNumbers(IndexDocument document, Paper paper)
    {
        // Of a month or a year its first day, so that "from that year on" has it.
        if (paper.Appeared is { } day)
            document.Set(PaperColumn.Date, (day.Year * 10_000) + ((day.Month ?? 1) * 100) + (day.Day ?? 1));
        if (paper.Upvotes is { } votes)
            document.Set(PaperColumn.Votes, votes);
    }

    private static void AddFlags(IndexDocument document, Paper paper)
    {
        Flag(paper.Repository is not null, PaperFlag.Code);
        Flag(paper.ProjectPage is not null, PaperFlag.Project);
        Flag(paper.Abstract.Length > 0, PaperFlag.Abstract);
        Flag(paper.Doi is not null, PaperFlag.Doi);
        Flag(paper.Venue is not null, PaperFlag.Venue);

        void Flag(bool has, string flag)
        {
            if (has)
                document.AddKeyword(PaperColumn.Has, flag);
        }
    }

    private static void Keyword(IndexDocument document, string column, string value)
    {
        if (value.Length > 0)
            document.AddKeyword(column, value);
    }

    private static string Plain(string source) => PaperText.Parse(source).ToPlainText();
}
