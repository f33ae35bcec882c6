using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Mapping;
using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Indexing;

/// <summary>
/// Gives a vector to each paper of the index that has none of the embedder at hand: what came lately first, then the newest
/// of the others. When another embedder is chosen the vectors of the old one stay until their turn comes, and a map that is
/// learned first lets both stand in one ranking meanwhile. Papers are found by their words before that, and also while the
/// embedder is away: then they wait here, and the job's failure says why.
/// </summary>
public sealed class PaperVectors(
    IndexQueue queue,
    PaperIndex index,
    IndexService indexing,
    EmbedderFactory embedders,
    VectorMaps maps,
    PaperCrowding crowding,
    ILogger<PaperVectors> log)
{
    private readonly HashSet<VectorModel> _withoutMap = []; // older models whose vectors teach no map to this one
    private VectorModel? _model;
    private VectorProfile? _profile;
    private MapSample? _sample;
    private long _newest; // in the order of the catalog's changes: all up to here have been gone through since the start,
    private long _oldest; // and of those before the start all from here on
    private long _counted; // vectors of this model in the index, when last asked

    /// <summary>How many papers are embedded at a time.</summary>
    internal int BatchSize { get; init; } = 1_000;

    /// <summary>Embeds the next papers.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    /// <exception cref="EmbedderException">There were no vectors; the papers are tried again by the next call.</exception>
    public async Task<bool> AddAsync(CancellationToken cancel)
    {
        var embedder = await embedders.OpenAsync(cancel);
        Choose(embedder);
        var asOf = index.Sequence;
        _profile = await crowding.ProfileAsync(embedder, _model!, cancel);
        if (LookAtIndex(asOf))
            return crowding.Renew(_model!, asOf);

        // What came lately has no vector at all; the others can wait for a better one.
        var lately = queue.After(_newest, BatchSize).TakeWhile(change => change.Sequence <= asOf).ToList();
        if (lately.Count > 0)
        {
            if (!await SetAsync(embedder, lately, asOf, cancel))
                return false;
            _newest = lately[^1].Sequence;
            return true;
        }

        if (WithoutMap() is { } older)
            return await LearnAsync(embedder, older, cancel);
        var next = queue.Before(_oldest, BatchSize).ToList();
        if (next.Count == 0)
            return crowding.Renew(_model!, asOf);
        if (!await SetAsync(embedder, next, asOf, cancel))
            return false;
        _oldest = next[^1].Sequence;
        return true;
    }

    private void Choose(IEmbedder embedder)
    {
        if (_model?.Fingerprint == embedder.Fingerprint && _model.Dimensions == embedder.Dimensions)
            return;
        try
        {
            (_model, _sample, _counted) = (new VectorModel(embedder.Fingerprint, embedder.Dimensions), null, 0);
        }
        catch (ArgumentException e)
        {
            throw new EmbedderException($"The index cannot keep the vectors of {embedder.Name}: {e.Message}", e);
        }

        _withoutMap.Clear();
        Restart(index.Sequence);
    }

    private void Restart(long asOf) => (_newest, _oldest) = (asOf, asOf + 1);

    // True: every paper has its vector. An index that was built anew has none of those that were counted before, and all
    // papers are gone through again; those that changed take theirs away, too, but come after the newest.
    private bool LookAtIndex(long asOf)
    {
        var (vectors, papers) = index.CountVectors(_model!);
        if (asOf < _newest || vectors * 2 < _counted)
            Restart(asOf);
        _counted = vectors;
        if (vectors < papers)
            return false;
        maps.Clear();
        (_newest, _oldest) = (asOf, 0);
        return true;
    }

    // An older model with so many papers that a map is worth its sample.
    private VectorCount? WithoutMap() => index.VectorCounts()
        .Where(count => count.Model != _model && count.Documents >= 2 * MapFitting.FewestPairs && !_withoutMap.Contains(count.Model))
        .OrderByDescending(count => count.Documents)
        .Where(count => maps.Find(count.Model, _model!) is null)
        .Select(count => (VectorCount?)count)
        .FirstOrDefault();

    private async Task<bool> LearnAsync(IEmbedder embedder, VectorCount older, CancellationToken cancel)
    {
        if (_sample?.From != older.Model)
            _sample = MapSample.Draw(queue, index, older.Model, _model!, older.Documents);
        if (_sample.Next(BatchSize) is { Count: > 0 } papers)
        {
            _sample.Add(index, papers.Count, await EmbedAsync(embedder, papers, cancel));
            return true;
        }

        var (sample, map) = (_sample, _sample.Learn(cancel));
        _sample = null;
        if (map is null)
        {
            _withoutMap.Add(older.Model);
            log.LogWarning("Between {Old} and {New} no map can be learned: papers are close in meaning only to those that are embedded again", older.Model.Fingerprint, _model!.Fingerprint);
        }
        else
        {
            maps.Keep(map);
            log.LogInformation(
                "The vectors of {Papers} papers are mapped from {Old} to {New} until they are embedded again; the map finds {Agreement:P0} of the ten closest",
                older.Documents, map.From.Fingerprint, map.To.Fingerprint, map.Agreement);
        }

        // Only now: without the older vectors there would be nothing to learn from after a crash.
        return indexing.SetVectors(sample.Embedded, sample.AsOf);
    }

    private async Task<bool> SetAsync(IEmbedder embedder, List<PaperChange> changes, long asOf, CancellationToken cancel)
    {
        var papers = changes.Where(change => change.Paper is not null && index.VectorOf(change.Id)?.Model != _model).ToList();
        return papers.Count == 0 || indexing.SetVectors(await EmbedAsync(embedder, papers, cancel), asOf);
    }

    private async Task<List<(PaperChange Paper, ModelVector Vector)>> EmbedAsync(
        IEmbedder embedder, IReadOnlyList<PaperChange> papers, CancellationToken cancel)
    {
        var size = embedder.Dimensions;
        var vectors = new float[papers.Count * size];
        await embedder.EmbedAsync([.. papers.Select(change => TextOf(change.Paper!))], vectors, cancel);
        var crowded = _profile?.CrowdingOf([.. papers.Select(change => change.Id)], vectors) ?? new float[papers.Count];
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
