using Paperboy.Catalog;
using Paperboy.Evaluate.Collections;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// What modes rank a collection with: its documents, and an index of them as the application has it, which is made when a
/// mode first asks for it, in a temporary folder that is gone with this.
/// </summary>
internal sealed class RankingBench(Collection collection) : IDisposable
{
    private PaperIndex? _index;
    private CollectionVectors? _vectors;
    private DirectoryInfo? _scratch;

    /// <summary>The temporary folder, if there is one yet.</summary>
    internal string? Scratch => _scratch?.FullName;

    /// <summary>The documents, in the order of their ids.</summary>
    public IReadOnlyList<CollectionDocument> Documents => collection.Documents;

    /// <summary>The index of the collection's documents as papers, which keep their ids.</summary>
    public PaperIndex Index(CancellationToken cancel)
    {
        if (_index is not null)
            return _index;
        _scratch ??= Directory.CreateTempSubdirectory("paperboy-evaluate-");
        var folder = new DataFolder(_scratch.FullName);
        using (var writer = IndexWriter.Open(folder.Index, PaperDocument.Schema))
        {
            foreach (var document in collection.Documents)
            {
                cancel.ThrowIfCancellationRequested();
                writer.Upsert(PaperDocument.Of(new PaperChange(1, document.Id, PaperOf(document))));
            }

            writer.Commit(1);
        }

        return _index = new PaperIndex(folder);
    }

    /// <summary>The vectors of the documents, which are made when a mode first asks for them.</summary>
    public CollectionVectors Vectors(CancellationToken cancel) => _vectors ??= CollectionVectors.Of(collection.Documents, cancel);

    public void Dispose()
    {
        _index?.Dispose();
        _scratch?.Delete(recursive: true);
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
