using System.Collections.Concurrent;
using Paperboy.Embeddings.Mapping;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// The maps between models of which the index has vectors: files of the data folder, derived, read when they are first asked
/// for. Any number of threads may ask.
/// </summary>
public sealed class VectorMaps(DataFolder folder, PaperIndex index, ILogger<VectorMaps> log)
{
    private readonly ConcurrentDictionary<(VectorModel From, VectorModel To), VectorMap> _known = new();

    /// <summary>The map from one model to another; null as long as there is none.</summary>
    public VectorMap? Find(VectorModel from, VectorModel to)
    {
        if (_known.TryGetValue((from, to), out var known))
            return known;

        // That there is none is not remembered: a server may learn it while this process asks.
        return Read(from, to) is { } map ? _known.GetOrAdd((from, to), map) : null;
    }

    /// <summary>
    /// A vector, and what it is in the space of each other model that papers of the index still have, as far as maps are known:
    /// what a <see cref="NearestRequest"/> takes, so that all papers stand in one ranking.
    /// </summary>
    /// <param name="vector">
    /// Of the embedder at hand, or of an older one whose papers are being embedded again: then it is taken to the newer model first.
    /// </param>
    public IReadOnlyList<ModelVector> Everywhere(ModelVector vector)
    {
        var others = index.VectorCounts().Select(count => count.Model).Where(model => model != vector.Model).ToList();
        if (others.Count == 0)
            return [vector];

        // Only towards a newer model are there maps: one that leads away from the vector's model shows which that is.
        var newer = others.Select(model => Find(vector.Model, model)).FirstOrDefault(map => map is not null);
        if (newer?.Forward(vector) is { } moved)
            return [moved, .. others.Append(vector.Model).Where(model => model != moved.Model).Select(model => Find(model, moved.Model)?.Back(moved)).OfType<ModelVector>()];
        return [vector, .. others.Select(model => Find(model, vector.Model)?.Back(vector)).OfType<ModelVector>()];
    }

    /// <summary>Keeps a map, and lets go of all that lead to another model than this one: they are of an earlier change.</summary>
    internal void Keep(VectorMap map)
    {
        Directory.CreateDirectory(folder.VectorMaps);
        VectorMapFile.Write(map, PathOf(map.From, map.To));
        foreach (var pair in _known.Keys.Where(pair => pair.To != map.To))
            _known.TryRemove(pair, out _);
        foreach (var file in Directory.EnumerateFiles(folder.VectorMaps).Where(file => !VectorMapFile.LeadsTo(map.To, file)))
            File.Delete(file);
        _known[(map.From, map.To)] = map;
    }

    /// <summary>Removes all maps: no paper has a vector of an older model.</summary>
    internal void Clear()
    {
        _known.Clear();
        if (Directory.Exists(folder.VectorMaps))
            Directory.Delete(folder.VectorMaps, recursive: true);
    }

    private VectorMap? Read(VectorModel from, VectorModel to)
    {
        var path = PathOf(from, to);
        if (!File.Exists(path))
            return null;
        try
        {
            var map = VectorMapFile.Read(path);
            return map.From == from && map.To == to ? map : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            log.LogWarning(e, "A map of vectors cannot be used, and is learned again: {Reason}", e.Message);
            return null;
        }
    }

    private string PathOf(VectorModel from, VectorModel to) => Path.Combine(folder.VectorMaps, VectorMapFile.NameOf(from, to));
}
