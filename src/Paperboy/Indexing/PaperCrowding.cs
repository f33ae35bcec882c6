using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// Sees to it that each paper's vector has its crowding: by a profile that is drawn when there are papers enough, and anew when
/// the catalog has outgrown it. Then all papers get theirs again from the vectors of the index; no embedder is asked for these.
/// </summary>
public sealed class PaperCrowding(Database database, PaperStore papers, VectorProfiles profiles, IndexQueue queue, PaperIndex index, IndexService indexing)
{
    private const int BatchSize = 1_000;

    // Vectors come back from the index rounded, and with them the crowding: so little is no reason to write a paper again.
    private const float Tolerance = 0.003f;

    private readonly ProfileDraw _draw = new(database, papers);
    private (string Fingerprint, long Papers) _inVain;

    /// <summary>The profile of an embedder that is at work, drawn if need be; null while there are too few papers.</summary>
    /// <exception cref="EmbedderException">There were no vectors to draw it from.</exception>
    internal async Task<VectorProfile?> ProfileAsync(IEmbedder embedder, VectorModel model, CancellationToken cancel)
    {
        var count = papers.Count();
        var known = profiles.Find(model.Fingerprint);
        if (count < VectorProfile.FewestPapers || known?.IsOutgrown(count) == false || _inVain == (model.Fingerprint, count))
            return known;
        var asOf = index.Sequence;
        if (await _draw.DrawAsync(embedder, model, cancel) is not { } drawn)
        {
            _inVain = (model.Fingerprint, count);
            return known;
        }

        // Where no paper has a vector yet, each gets its crowding with it.
        var others = index.VectorCounts().Select(of => of.Model.Fingerprint).ToList();
        profiles.Save(drawn, others, index.CountVectors(model).Vectors == 0 ? asOf : 0);
        return profiles.Find(model.Fingerprint);
    }

    /// <summary>Gives the next papers their crowding by the profile of now.</summary>
    /// <param name="model">What the papers' vectors were made by.</param>
    /// <param name="asOf">The sequence of the index.</param>
    /// <returns>Whether there may be more to do at once.</returns>
    internal bool Renew(VectorModel model, long asOf)
    {
        if (profiles.Find(model.Fingerprint) is not { } profile || profiles.Reached(model.Fingerprint) is var reached && reached >= asOf)
            return false;
        var changes = queue.After(reached, BatchSize).TakeWhile(change => change.Sequence <= asOf).ToList();
        var outdated = Outdated(profile, [.. changes.Where(change => change.Paper is not null)]);
        if (outdated.Count > 0 && !indexing.SetVectors(outdated, asOf))
            return false;
        profiles.Reach(model.Fingerprint, changes.Count == 0 ? asOf : changes[^1].Sequence);
        return changes.Count > 0;
    }

    private List<(PaperChange Paper, ModelVector Vector)> Outdated(VectorProfile profile, IReadOnlyList<PaperChange> changes)
    {
        var known = changes.Select(change => (Paper: change, Vector: index.VectorOf(change.Id)!))
            .Where(of => of.Vector?.Model == profile.Model).ToList();
        var crowding = profile.CrowdingOf(
            [.. known.Select(of => of.Paper.Id)], known.SelectMany(of => of.Vector.Values.ToArray()).ToArray());
        return [.. known.Select((of, place) => (of.Paper, Vector: new ModelVector(of.Vector.Model, of.Vector.Values.Span) { Crowding = crowding[place] }, of.Vector.Crowding))
            .Where(of => Math.Abs(of.Vector.Crowding - of.Crowding) > Tolerance)
            .Select(of => (of.Paper, of.Vector))];
    }
}
