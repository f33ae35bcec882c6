using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Evaluate.Collections;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Storage;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// What modes rank a collection with: its documents, and an index of them as the application has it, which is made when a
/// mode first asks for it, in a temporary folder that is gone with this. One with vectors takes longer to make.
/// </summary>
internal sealed class RankingBench(Collection collection) : IDisposable
{
    private PaperIndex? _words;
    private (PaperIndex Index, CollectionVectors Vectors)? _meaning;
    private DirectoryInfo? _scratch;

    /// <summary>The temporary folder, if there is one yet.</summary>
    internal string? Scratch => _scratch?.FullName;

    /// <summary>The documents, in the order of their ids.</summary>
    public IReadOnlyList<CollectionDocument> Documents => collection.Documents;

    /// <summary>The search over the documents as papers, which keep their ids; without vectors.</summary>
    public PaperRanking Words(CancellationToken cancel)
    {
        _words ??= MakeIndex("words", _ => null, cancel);
        return new PaperRanking(_words, Embedding(BuiltInEmbedder.General, _ => float.PositiveInfinity));
    }

    /// <summary>The same with the vectors of the documents.</summary>
    /// <param name="cancel">Stops it.</param>
    /// <param name="candidates">See <see cref="HybridSearch.Candidates"/>; null: as on the page.</param>
    /// <param name="fusion">How words and meaning make one score; null: as on the page.</param>
    public PaperRanking Meaning(CancellationToken cancel, int? candidates = null, FusionOptions? fusion = null)
    {
        if (_meaning is null)
        {
            var vectors = CollectionVectors.Of(collection.Documents, cancel);
            _meaning = (MakeIndex("meaning", vectors.VectorOf, cancel), vectors);
        }

        var (index, made) = _meaning.Value;
        return new PaperRanking(index, Embedding(made.Embedder, made.LeastSimilarity))
        {
            OnlyClose = false,
            Candidates = candidates ?? HybridSearch.UsualCandidates,
            Fusion = fusion ?? new FusionOptions(),
        };
    }

    public void Dispose()
    {
        _words?.Dispose();
        _meaning?.Index.Dispose();
        _scratch?.Delete(recursive: true);
    }

    private static QueryVectors Embedding(BuiltInEmbedder embedder, Func<string, float> leastSimilarity) =>
        new(_ => ValueTask.FromResult<IEmbedder>(embedder), (_, text) => leastSimilarity(text), TimeProvider.System);

    private PaperIndex MakeIndex(string name, Func<int, ModelVector?> vectorOf, CancellationToken cancel)
    {
        _scratch ??= Directory.CreateTempSubdirectory("paperboy-evaluate-");
        var folder = new DataFolder(Path.Combine(_scratch.FullName, name));
        using (var writer = IndexWriter.Open(folder.Index, PaperDocument.Schema))
        {
            for (var number = 0; number < collection.Documents.Count; number++)
            {
                cancel.ThrowIfCancellationRequested();
                var document = PaperDocument.Of(new PaperChange(1, collection.Documents[number].Id, PaperOf(collection.Documents[number])));
                if (vectorOf(number) is { } vector)
                    document.Set(vector);
                writer.Upsert(document);
            }

            writer.Commit(1);
        }

        return new PaperIndex(folder);
    }

    private static Paper PaperOf(CollectionDocument document) => new()
    {
        Number = 0,
        Id = document.Id,
        Title = document.Title,
        Abstract = document.Text,
        Authors = [],
        Categories = [],
        Keywords = [],
        Published = null,
        Day = null,
    };
}
