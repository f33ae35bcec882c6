using System.Text.Json;
using Paperboy.Cli;

namespace Paperboy.Evaluate.Collections;

/// <summary>
/// Reads pools: for each query the documents to be ranked, as the JSON object <c>{query: [document, ...]}</c> or, as CSFCube
/// has it (Mysore, O'Gorman, McCallum, Zamani, NeurIPS Datasets 2021), <c>{query: {"cands": [document, ...]}}</c>. A query
/// that queries.jsonl does not have is a document: its title and text are asked. Each file of judgements is a facet, unless
/// there is one of the split's name.
/// </summary>
internal static class PoolReader
{
    /// <exception cref="VerbFailedException">Pools, queries or judgements are missing or broken, or no pool can be judged.</exception>
    public static RankingTask Read(Collection collection, string file, string split, CancellationToken cancel)
    {
        var known = CollectionReader.Ids(collection);
        var pools = ReadPools(file, cancel);
        var unknown = pools.Values.SelectMany(pool => pool).Where(id => !known.Contains(id)).Distinct(StringComparer.Ordinal).Count();
        var read = JudgementFiles(collection, split).Select(path => (Name: Judgements.NameOf(path), Found: Judgements.Read(path, cancel))).ToList();
        foreach (var (query, judged) in read.SelectMany(facet => facet.Found.ByQuery))
        {
            if (!pools.ContainsKey(query))
                throw judged.First.Broken($"query {query} has no pool in {file}");
        }

        var facets = read.Select(facet => new Facet(facet.Name, facet.Found.WithRelevant())).ToList();
        var judgedQueries = read.SelectMany(facet => facet.Found.ByQuery.Keys).ToHashSet(StringComparer.Ordinal);
        var texts = Texts(collection, cancel);
        CollectionQuery[] queries = [.. pools.Where(pool => facets.Any(facet => facet.Grades.ContainsKey(pool.Key))).Select(pool =>
            texts.TryGetValue(pool.Key, out var text)
                ? new CollectionQuery(pool.Key, text, pool.Value.Where(known.Contains).ToHashSet(StringComparer.Ordinal))
                : throw new VerbFailedException($"{file}: {pool.Key} is neither a query nor a document of {collection.Folder}."))];
        if (queries.Length == 0)
            throw new VerbFailedException($"No document of any pool of {file} is judged relevant.");
        return new RankingTask(facets.Count == 1 ? facets[0].Name : "facets", queries, facets, new LeftOut(
            pools.Keys.Count(query => !judgedQueries.Contains(query)),
            read.Sum(facet => facet.Found.ByQuery.Count) - facets.Sum(facet => facet.Grades.Count),
            read.Sum(facet => facet.Found.CountUnknown(known)),
            unknown));
    }

    private static IReadOnlyList<string> JudgementFiles(Collection collection, string split)
    {
        var files = Judgements.Files(collection.Folder);
        if (files.Count == 0)
            throw new VerbFailedException($"{Path.Combine(collection.Folder, "qrels")} holds no judgements (.tsv or .tsv.gz).");
        return files.FirstOrDefault(file => Judgements.NameOf(file) == split) is { } one ? [one] : files;
    }

    private static Dictionary<string, string> Texts(Collection collection, CancellationToken cancel)
    {
        var texts = collection.Documents.ToDictionary(document => document.Id, document => document.Whole, StringComparer.Ordinal);
        if (CollectionFile.Find(collection.Folder, "queries.jsonl") is not { } path)
            return texts;
        foreach (var query in CollectionReader.ReadQueries(path, cancel).Values)
            texts[query.Id] = query.Text;
        return texts;
    }

    private static Dictionary<string, string[]> ReadPools(string file, CancellationToken cancel)
    {
        try
        {
            using var json = JsonDocument.Parse(CollectionFile.Text(file, cancel));
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw Broken("it is no JSON object");
            var pools = new Dictionary<string, string[]>(StringComparer.Ordinal);
            foreach (var query in json.RootElement.EnumerateObject())
            {
                if (!pools.TryAdd(query.Name, [.. Candidates(query).Distinct(StringComparer.Ordinal)]))
                    throw Broken($"query {query.Name} stands there twice");
            }

            return pools;
        }
        catch (JsonException e)
        {
            throw new VerbFailedException($"{file}:{e.LineNumber + 1}: broken JSON at byte {e.BytePositionInLine + 1}.", e);
        }

        IEnumerable<string> Candidates(JsonProperty query)
        {
            var list = query.Value.ValueKind == JsonValueKind.Object && query.Value.TryGetProperty("cands", out var inner) ? inner : query.Value;
            return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)
                ? list.EnumerateArray().Select(id => id.GetString()!)
                : throw Broken($"the pool of query {query.Name} is no list of ids, nor an object with one named cands");
        }

        VerbFailedException Broken(string fault) => new($"{file}: {fault}.");
    }
}
