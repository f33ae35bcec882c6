using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover.Following;

/// <summary>A paper of what a reader follows.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Because">What of it the reader follows.</param>
public sealed record FollowedPaper(Paper Paper, IReadOnlyList<string> Because);

/// <summary>The newest papers of all that a reader follows.</summary>
internal sealed class FollowedPapers(PaperIndex index, PaperSearch search, PaperStore papers, CommentStore comments)
{
    // Of each: who follows a whole archive must not lose sight of the author who writes once a year.
    private const int MostOfEach = 20;

    private static readonly QueryVocabulary Columns = new(
        QueryField.Keyword(PaperColumn.AuthorSlug, "slug"),
        QueryField.Keyword(PaperColumn.Category, "category"));

    /// <summary>The newest papers, each with what of it is followed.</summary>
    public IReadOnlyList<FollowedPaper> Newest(IReadOnlyList<Follow> follows, int limit, CancellationToken cancel)
    {
        var found = new Dictionary<string, (Paper Paper, List<string> Because)>(StringComparer.Ordinal);
        foreach (var follow in follows)
        {
            foreach (var paper in Of(follow, cancel))
            {
                if (!found.TryGetValue(paper.Id, out var known))
                    found[paper.Id] = known = (paper, []);
                known.Because.Add(follow.Title);
            }
        }

        // A paper of which only the year is known stands behind those of its days.
        return
        [
            .. found.Values.OrderByDescending(row => row.Paper.Appeared?.ToString() ?? "", StringComparer.Ordinal)
                .ThenBy(row => row.Paper.Id, StringComparer.Ordinal).Take(limit).Select(row => new FollowedPaper(row.Paper, row.Because)),
        ];
    }

    private IEnumerable<Paper> Of(Follow follow, CancellationToken cancel) => follow.Kind switch
    {
        FollowKind.Author => Named("slug", follow.Target, cancel),
        FollowKind.Category => Named("category", follow.Target, cancel),
        FollowKind.Query => search.Search(new PaperQuestion(follow.Target, MostOfEach) { Mode = SearchMode.Keyword, Sort = SortOrder.New }, cancel).Results.Select(result => result.Paper),

        // What readers vote for and save is nobody else's business; what they write is there for all to read.
        _ => comments.By(follow.Target, MostOfEach).Select(comment => papers.Find(comment.Paper)).OfType<Paper>().DistinctBy(paper => paper.Id),
    };

    private IReadOnlyList<Paper> Named(string prefix, string name, CancellationToken cancel)
    {
        if (name.Contains('"', StringComparison.Ordinal))
            return [];
        var parsed = QueryParser.Parse($"{prefix}:\"{name}\"", Columns).WithSort(SortOrder.New);
        var hits = index.Search(new SearchRequest(parsed, MostOfEach, 0) { SortColumns = (PaperColumn.Date, null) }, cancel).Hits;
        return papers.FindMany([.. hits.Select(hit => hit.Id)]);
    }
}
