using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover.Like;

/// <summary>More like these: what is close to a set of papers, and not in it.</summary>
public sealed class MoreLikeThese(PaperIndex index, PaperStore papers, KnownPapers known, NearPapers near)
{
    /// <summary>The most papers of a set.</summary>
    public const int MostPapers = 50;

    /// <summary>Answers for a set.</summary>
    /// <param name="ids">The papers, by any id or address that leads to them; what is there twice counts once.</param>
    /// <param name="most">How many results at most.</param>
    /// <param name="conditions">Conditions in the language of queries that results must meet; its words ask for nothing.</param>
    /// <param name="cancel">Stops it.</param>
    public LikeAnswer Find(IReadOnlyList<string> ids, int most, string conditions, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(conditions);
        var set = new List<Paper>();
        var unknown = new List<string>();
        foreach (var id in ids.Select(id => id.Trim()).Where(id => id.Length > 0).Take(MostPapers))
        {
            if (FindPaper(id) is not { } paper)
                unknown.Add(id);
            else if (set.TrueForAll(other => other.Number != paper.Number))
                set.Add(paper);
        }

        var query = conditions.Length > 0 ? QueryParser.Parse(conditions, PaperVocabulary.Queries) : null;
        var vectors = index.VectorsOf([.. set.Select(paper => paper.Id)]);
        var points = set.Zip(vectors).Where(pair => pair.Second is not null).Select(pair => (Paper: pair.First, Vector: pair.Second!)).ToList();
        var results = points.Count == 0
            ? []
            : near.Find([.. points.Select(point => point.Vector)], NearRule.Set, [.. set.Select(paper => paper.Id)], most, query, cancel);
        return new LikeAnswer(
            set,
            [.. set.Where((_, i) => vectors[i] is null)],
            unknown,
            query,
            [.. results.Select(result => new LikePaper(result.Paper, result.Similarity, points[result.Point].Paper))]);
    }

    private Paper? FindPaper(string id)
    {
        if (papers.Find(id) is { } paper)
            return paper;

        // An address, a DOI.
        if (ScholarlyIds.Recognise(id) is not { } recognised)
            return null;
        var record = new PaperRecord { Source = "asked", Key = recognised.Value, Title = "", Body = "", Doi = DoiOf(recognised.Value) };
        return papers.Find(recognised.Value) ?? known.Recognise([record])[0];
    }

    private static string? DoiOf(string id) => id.StartsWith("doi:", StringComparison.Ordinal) ? RecordJson.Doi(id["doi:".Length..]) : null;
}

/// <summary>What is close to a set of papers.</summary>
/// <param name="Set">The papers of the set, each once, in their order.</param>
/// <param name="WithoutVector">Those of them whose meaning is not known yet: they do not count.</param>
/// <param name="Unknown">What was asked for and is no paper here.</param>
/// <param name="Conditions">As they were read; null: none were asked for.</param>
/// <param name="Results">The best first.</param>
public sealed record LikeAnswer(
    IReadOnlyList<Paper> Set, IReadOnlyList<Paper> WithoutVector, IReadOnlyList<string> Unknown, ParsedQuery? Conditions, IReadOnlyList<LikePaper> Results);

/// <summary>A paper that is close to a set.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Similarity">To <paramref name="CloseTo"/>: the cosine of the angle between the vectors.</param>
/// <param name="CloseTo">The paper of the set that speaks for it most.</param>
public sealed record LikePaper(Paper Paper, float Similarity, Paper CloseTo);
