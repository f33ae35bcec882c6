using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>
/// The papers of an author or of a category, as the index knows them: the catalog itself has no such lists
/// (docs/decisions/0026).
/// </summary>
internal sealed class NamedPapers(PaperIndex index, PaperStore papers)
{
    // An author stands on every paper of the list; beside a few hundred others only where a collaboration always signs together.
    private const int NamesLookedAt = 500;

    private static readonly QueryVocabulary Columns = new(
        QueryField.Keyword(PaperColumn.AuthorSlug, "slug"),
        QueryField.Keyword(PaperColumn.Category, "category"));

    /// <summary>One page of an author's papers, the newest first, under the name as it is mostly written; null when there is none.</summary>
    public NamedPage? ByAuthor(string slug, int offset, int limit, CancellationToken cancel)
    {
        if (!slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return null;
        return Find($"slug:\"{slug}\"", PaperColumn.Author, name => AuthorName.Parse(name).Slug == slug, slug, offset, limit, cancel);
    }

    /// <summary>One page of a category's papers, the newest first; null when there is no such category.</summary>
    public NamedPage? ByCategory(string name, int offset, int limit, CancellationToken cancel)
    {
        if (name.Contains('"', StringComparison.Ordinal))
            return null;
        return Find(
            $"category:\"{name}\"", PaperColumn.Category, other => other.Equals(name, StringComparison.OrdinalIgnoreCase), name, offset, limit, cancel);
    }

    private NamedPage? Find(
        string query, string column, Func<string, bool> isName, string otherwise, int offset, int limit, CancellationToken cancel)
    {
        var parsed = QueryParser.Parse(query, Columns).WithSort(SortOrder.New);
        var found = index.Search(
            new SearchRequest(parsed, limit, offset, CountAll: true)
            {
                SortColumns = (PaperColumn.Date, null),
                Facets = [new FacetRequest(column, NamesLookedAt)],
            },
            cancel);
        if (found.Total.Value == 0)
            return null;
        var name = found.Facets[0].Values.Select(value => value.Value).FirstOrDefault(isName) ?? otherwise;
        return new NamedPage(name, found.Total.Value, papers.FindMany([.. found.Hits.Select(hit => hit.Id)]));
    }
}

/// <summary>One page of the papers that share an author or a category.</summary>
/// <param name="Name">The author's or the category's.</param>
/// <param name="Total">How many papers share it.</param>
/// <param name="Papers">Those of the page.</param>
internal sealed record NamedPage(string Name, long Total, IReadOnlyList<Paper> Papers);
