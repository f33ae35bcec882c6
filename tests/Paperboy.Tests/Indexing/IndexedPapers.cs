using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Indexing;
using Paperboy.Storage;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Indexing;

/// <summary>A catalog with its index, and the search over both.</summary>
internal sealed class IndexedPapers : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly IndexService _service;

    public IndexedPapers(params string[] lines)
    {
        _database = _folder.OpenDatabase();
        Index = new PaperIndex(_folder.Data);
        _service = new IndexService(_database, Index, NullLogger<IndexService>.Instance);
        Papers = new PaperSearch(Index, TestVectors.General(), new PaperStore(_database));
        Save(lines);
    }

    public Database Database => _database;

    public PaperIndex Index { get; }

    public PaperSearch Papers { get; }

    /// <summary>Saves records, in one import, and indexes what changed.</summary>
    public void Save(params string[] lines)
    {
        new PaperStore(_database).Save([.. lines.Select(RecordJson.Read)], new ImportRun());
        _service.Drain(CancellationToken.None);
    }

    public SearchAnswer Ask(string query, int limit = 1_000) => Papers.Search(new PaperQuestion(query, limit) { WithFacets = true });

    /// <summary>The ids that a query finds, the best first.</summary>
    public IReadOnlyList<string> Ids(string query) => [.. Ask(query).Results.Select(found => found.Paper.Id)];

    public void Dispose()
    {
        _service.Dispose();
        Index.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }
}
