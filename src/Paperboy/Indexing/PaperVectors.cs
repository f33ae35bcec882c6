using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Indexing;

/// <summary>
/// Gives a vector to each paper of the index that has none of the embedder at hand: those that came lately, and all when
/// another embedder is chosen; meanwhile the vectors of the old one stay. Papers are found by their words before that, and
/// also while the embedder is away: then they wait here, and the job's failure says why.
/// </summary>
public sealed class PaperVectors(IndexQueue queue, PaperIndex index, IndexService indexing, EmbedderFactory embedders, PaperCrowding crowding)
{
    private const int BatchSize = 1_000;

    private VectorModel? _model;
    private long _reached; // in the order of the catalog's changes, for this model
    private long _counted; // vectors of this model in the index, when last asked

    /// <summary>Embeds the next papers.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    /// <exception cref="EmbedderException">There were no vectors; the papers are tried again by the next call.</exception>
    public async Task<bool> AddAsync(CancellationToken cancel)
    {
        var embedder = await embedders.OpenAsync(cancel);
        Choose(embedder);
        var asOf = index.Sequence;
        var profile = await crowding.ProfileAsync(embedder, _model!, cancel);
        if (LookAtIndex(asOf))
            return crowding.Renew(_model!, asOf);

        var changes = queue.After(_reached, BatchSize).TakeWhile(change => change.Sequence <= asOf).ToList();
        if (changes.Count == 0)
            return crowding.Renew(_model!, asOf);
        var papers = changes.Where(change => change.Paper is not null && index.VectorOf(change.Id)?.Model != _model).ToList();
        if (papers.Count > 0 && !indexing.SetVectors(await EmbedAsync(embedder, profile, papers, cancel), asOf))
            return false;
        _reached = changes[^1].Sequence;
        return true;
    }

    private void Choose(IEmbedder embedder)
    {
        if (_model?.Fingerprint == embedder.Fingerprint && _model.Dimensions == embedder.Dimensions)
            return;
        try
        {
            (_model, _reached, _counted) = (new VectorModel(embedder.Fingerprint, embedder.Dimensions), 0, 0);
        }
        catch (ArgumentException e)
        {
            throw new EmbedderException($"The index cannot keep the vectors of {embedder.Name}: {e.Message}", e);
        }
    }

    // True: every paper has its vector. An index that was built anew has none of those that were counted before, and all
    // papers are gone through again; those that changed take theirs away, too, but stand at the end of the catalog's order.
    private bool LookAtIndex(long asOf)
    {
        var (vectors, papers) = index.CountVectors(_model!);
        if (asOf < _reached || vectors * 2 < _counted)
            _reached = 0;
        _counted = vectors;
        if (vectors < papers)
            return false;
        _reached = asOf;
        return true;
    }

    private async Task<List<(PaperChange Paper, ModelVector Vector)>> EmbedAsync(
        IEmbedder embedder, VectorProfile? profile, IReadOnlyList<PaperChange> papers, CancellationToken cancel)
    {
        var size = embedder.Dimensions;
        var vectors = new float[papers.Count * size];
        await embedder.EmbedAsync([.. papers.Select(change => TextOf(change.Paper!))], vectors, cancel);
        var crowded = profile?.CrowdingOf([.. papers.Select(change => change.Id)], vectors) ?? new float[papers.Count];
        var found = new List<(PaperChange, ModelVector)>(papers.Count);
        for (var i = 0; i < papers.Count; i++)
        {
            // A text without words has a vector of zeros: it is close to nothing.
            var vector = vectors.AsSpan(i * size, size);
            if (vector.ContainsAnyExcept(0f))
                found.Add((papers[i], new ModelVector(_model!, vector) { Crowding = crowded[i] }));
        }

        return found;
    }

    internal static EmbedderText TextOf(Paper paper) =>
        EmbedderText.Document(PaperText.Parse(paper.Title).ToPlainText(), PaperText.Parse(paper.Abstract).ToPlainText());
}
