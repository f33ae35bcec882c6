using Paperboy.Catalog;
using Paperboy.Discover.Like;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;

namespace Paperboy.Discover.Drafts;

/// <summary>
/// Search with a draft: what is close to it, apart by whether it cites it. A draft is embedded as a paper is, by title and
/// abstract, and each of its parts beside them; without any text, what it cites stands for it. Nothing of it is stored.
/// </summary>
public sealed class DraftSearch(PaperIndex index, KnownPapers known, NearPapers near, EmbedderFactory embedders)
{
    // Of a bibliography without a text: these many of its papers stand for it.
    private const int MostReferencePoints = 500;

    /// <summary>Answers for a draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="most">How many papers that it does not cite are given at most.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="EmbedderException">The draft's text could not be embedded.</exception>
    public async Task<DraftAnswer> FindAsync(Draft draft, int most, CancellationToken cancel)
    {
        var cited = Recognise(draft.Citations);
        var ids = cited.Select(pair => pair.Paper.Id).Distinct(StringComparer.Ordinal).ToList();
        var points = draft.HasText ? await EmbedAsync(draft, cancel) : PointsOf(cited);
        if (points.Count == 0)
            return new DraftAnswer(draft, cited, [], []);
        var vectors = points.ConvertAll(point => point.Vector);
        var rule = draft.HasText ? NearRule.Draft : NearRule.Set;
        var open = near.Find(vectors, rule, ids, most, null, cancel);

        // What stands for the draft is close to itself, which tells nothing.
        var close = draft.HasText ? near.Compare(vectors, rule, ids, ids.Count) : [];
        return new DraftAnswer(draft, cited, Named(open), Named(close));

        List<DraftPaper> Named(IReadOnlyList<NearPaper> found) =>
            [.. found.Select(paper => new DraftPaper(paper.Paper, paper.Similarity, points[paper.Point].Name))];
    }

    private List<CitedPaper> Recognise(IReadOnlyList<Citation> citations)
    {
        var records = citations.SelectMany(citation => citation.ToRecords().Select(record => (Citation: citation, Record: record))).ToList();
        var papers = known.Recognise([.. records.Select(pair => pair.Record)]);
        var found = new List<CitedPaper>();
        for (var i = 0; i < records.Count; i++)
        {
            var isNew = found.Count == 0 || !ReferenceEquals(found[^1].Citation, records[i].Citation);
            if (papers[i] is { } paper && isNew)
                found.Add(new CitedPaper(records[i].Citation, paper));
        }

        return found;
    }

    private List<(string Name, ModelVector Vector)> PointsOf(List<CitedPaper> cited)
    {
        var papers = cited.Select(pair => pair.Paper).DistinctBy(paper => paper.Number).Take(MostReferencePoints).ToList();
        var vectors = index.VectorsOf([.. papers.Select(paper => paper.Id)]);
        return [.. papers.Zip(vectors).Where(pair => pair.Second is not null)
            .Select(pair => ($"“{Text.PaperText.Parse(pair.First.Title).ToPlainText()}”, which it cites", pair.Second!))];
    }

    private async Task<List<(string Name, ModelVector Vector)>> EmbedAsync(Draft draft, CancellationToken cancel)
    {
        var embedder = await embedders.OpenAsync(cancel);
        var names = new List<string> { draft.Parts.Count > 0 ? "your draft as a whole" : "your text" };
        var texts = new List<EmbedderText> { EmbedderText.Document(draft.Title, draft.Lead) };
        foreach (var part in draft.Parts)
        {
            names.Add("your " + part.Name);
            texts.Add(EmbedderText.Document("", part.Text));
        }

        var vectors = new float[texts.Count * embedder.Dimensions];
        await embedder.EmbedAsync(texts, vectors, cancel);
        return Points(embedder, names, vectors);
    }

    private static List<(string Name, ModelVector Vector)> Points(IEmbedder embedder, List<string> names, float[] vectors)
    {
        try
        {
            var model = new VectorModel(embedder.Fingerprint, embedder.Dimensions);
            var points = new List<(string, ModelVector)>(names.Count);
            for (var i = 0; i < names.Count; i++)
            {
                // A text without words has a vector of zeros: it is close to nothing.
                var vector = vectors.AsSpan(i * model.Dimensions, model.Dimensions);
                if (vector.ContainsAnyExcept(0f))
                    points.Add((names[i], new ModelVector(model, vector)));
            }

            return points;
        }
        catch (ArgumentException e)
        {
            throw new EmbedderException($"The vectors of {embedder.Name} cannot be compared: {e.Message}", e);
        }
    }
}

/// <summary>What is close to a draft.</summary>
/// <param name="Draft">The draft, as it was read.</param>
/// <param name="Cited">Its citations that are papers of the catalog.</param>
/// <param name="NotCited">Close, and not cited in it; the best first.</param>
/// <param name="CloseAndCited">Close, and cited in it; the best first.</param>
public sealed record DraftAnswer(
    Draft Draft, IReadOnlyList<CitedPaper> Cited, IReadOnlyList<DraftPaper> NotCited, IReadOnlyList<DraftPaper> CloseAndCited);

/// <summary>A citation and its paper.</summary>
public sealed record CitedPaper(Citation Citation, Paper Paper);

/// <summary>A paper that is close to a draft.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Similarity">To <paramref name="CloseTo"/>: the cosine of the angle between the vectors.</param>
/// <param name="CloseTo">The draft as a whole, or its part, in words.</param>
public sealed record DraftPaper(Paper Paper, float Similarity, string CloseTo);
