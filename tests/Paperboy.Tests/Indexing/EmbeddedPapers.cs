using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Indexing;

/// <summary>A catalog with its index, and the built-in embedder with all that brings its vectors there.</summary>
internal sealed class EmbeddedPapers : IDisposable
{
    public EmbeddedPapers()
    {
        Database = Folder.OpenDatabase();
        Papers = new PaperStore(Database);
        Index = new PaperIndex(Folder.Data);
        Service = new IndexService(Database, Index, NullLogger<IndexService>.Instance);
        Embedders = new EmbedderFactory(
            new EmbeddingsSettings("built-in", null, "", 0, "", "", 8_000, 64, 100_000, 2, TimeSpan.FromMinutes(1), 1, "", ""),
            Folder.Data, null!, TimeProvider.System, NullLoggerFactory.Instance);
        Profiles = new VectorProfiles(Database);
    }

    public TempFolder Folder { get; } = new();

    public Database Database { get; }

    public PaperStore Papers { get; }

    public PaperIndex Index { get; }

    public IndexService Service { get; }

    public EmbedderFactory Embedders { get; }

    public VectorProfiles Profiles { get; }

    /// <summary>As a process has them that has just been started.</summary>
    public VectorMaps Maps() => new(Folder.Data, Index, NullLogger<VectorMaps>.Instance);

    /// <inheritdoc cref="Maps"/>
    public PaperVectors Vectors(VectorMaps? maps = null, int batchSize = 1_000)
    {
        var queue = new IndexQueue(Database);
        var crowding = new PaperCrowding(Database, Papers, Profiles, queue, Index, Service);
        return new PaperVectors(queue, Index, Service, Embedders, maps ?? Maps(), crowding, NullLogger<PaperVectors>.Instance) { BatchSize = batchSize };
    }

    /// <summary>Puts papers into the catalog; they are not indexed yet.</summary>
    public void Save(IEnumerable<string> lines) => Papers.Save([.. lines.Select(RecordJson.Read)], new ImportRun());

    public void Dispose()
    {
        Embedders.Dispose();
        Service.Dispose();
        Index.Dispose();
        Database.Dispose();
        Folder.Dispose();
    }
}
