using System.Text;
using Paperboy.Cli;

namespace Paperboy.Evaluate.Collections;

/// <summary>
/// Reads collections in the form of BEIR (Thakur, Reimers, Rücklé, Srivastava, Gurevych, "BEIR: A heterogeneous benchmark
/// for zero-shot evaluation of information retrieval models", NeurIPS 2021): corpus.jsonl with <c>_id, title, text</c>,
/// queries.jsonl with <c>_id, text</c>, qrels/SPLIT.tsv with query, document and grade, with or without a header line. Each
/// file may be compressed (.gz). What is broken is an error that names file and line.
/// </summary>
internal static class CollectionReader
{
    /// <exception cref="VerbFailedException">The corpus is missing or broken.</exception>
    public static Collection Read(string folder, CancellationToken cancel)
    {
        var path = CollectionFile.Require(folder, "corpus.jsonl", "the documents");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var documents = new List<CollectionDocument>();
        foreach (var line in CollectionFile.Lines(path, cancel))
        {
            var document = line.Object(o => new CollectionDocument(o.Id(), o.Text("title"), o.Text("text")));
            if (!seen.Add(document.Id))
                throw line.Broken($"document {document.Id} stands in the file twice");
            documents.Add(document);
        }

        if (documents.Count == 0)
            throw new VerbFailedException($"{path} holds no document.");
        return new Collection(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), folder, InOrder(documents));
    }

    /// <summary>The queries that have judgements in a split.</summary>
    /// <exception cref="VerbFailedException">Queries or judgements are missing or broken, or no query can be judged.</exception>
    public static RankingTask ReadSearch(Collection collection, string split, CancellationToken cancel)
    {
        var queriesPath = CollectionFile.Require(collection.Folder, "queries.jsonl", "the queries");
        var queries = ReadQueries(queriesPath, cancel);
        var known = Ids(collection);
        var path = CollectionFile.Find(Path.Combine(collection.Folder, "qrels"), $"{split}.tsv") ?? throw NoSplit(collection, split);
        var read = Judgements.Read(path, cancel);
        foreach (var (query, judged) in read.ByQuery)
        {
            if (!queries.ContainsKey(query))
                throw judged.First.Broken($"query {query} does not stand in {queriesPath}");
        }

        var facet = new Facet(split, read.WithRelevant());
        CollectionQuery[] asked = [.. queries.Values.Where(query => facet.Grades.ContainsKey(query.Id))];
        if (asked.Length == 0)
            throw new VerbFailedException($"{path} judges no document of any query relevant.");
        return new RankingTask(split, asked, [facet], new LeftOut(
            queries.Count - read.ByQuery.Count, read.ByQuery.Count - asked.Length, read.CountUnknown(known), 0));
    }

    /// <summary>The queries of a split as they are, without their judgements, by id.</summary>
    internal static Dictionary<string, CollectionQuery> ReadQueries(string path, CancellationToken cancel)
    {
        var queries = new Dictionary<string, CollectionQuery>(StringComparer.Ordinal);
        foreach (var line in CollectionFile.Lines(path, cancel))
        {
            var query = line.Object(o => new CollectionQuery(o.Id(), o.Text("text")));
            if (!queries.TryAdd(query.Id, query))
                throw line.Broken($"query {query.Id} stands in the file twice");
        }

        return queries.Count > 0 ? queries : throw new VerbFailedException($"{path} holds no query.");
    }

    internal static HashSet<string> Ids(Collection collection) =>
        collection.Documents.Select(document => document.Id).ToHashSet(StringComparer.Ordinal);

    private static CollectionDocument[] InOrder(List<CollectionDocument> documents)
    {
        CollectionDocument[] ordered = [.. documents];
        Array.Sort([.. ordered.Select(document => Encoding.UTF8.GetBytes(document.Id))], ordered, Comparer<byte[]>.Create(
            (a, b) => a.AsSpan().SequenceCompareTo(b)));
        return ordered;
    }

    private static VerbFailedException NoSplit(Collection collection, string split)
    {
        var there = Judgements.Files(collection.Folder).Select(Judgements.NameOf).ToList();
        var words = there.Count == 0 ? "the folder has no judgements at all" : $"there are {string.Join(", ", there)}";
        return new VerbFailedException($"There is no {Path.Combine(collection.Folder, "qrels", split + ".tsv")} or {split}.tsv.gz; {words}.");
    }
}
