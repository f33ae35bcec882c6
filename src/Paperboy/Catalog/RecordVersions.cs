using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The table of what records said in versions that a later one replaced, within one transaction.</summary>
internal sealed class RecordVersions(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _keep = new(connection,
        "INSERT INTO record_version (record, version, body, seen) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET body = excluded.body");

    /// <summary>Keeps a version; of two texts of one version the later counts.</summary>
    /// <param name="record">The number of the record.</param>
    /// <param name="replaced">What it said.</param>
    /// <param name="seen">The day on which that was replaced, or came when a later one was there.</param>
    public void Keep(long record, PaperRecord replaced, DateOnly? seen) =>
        _keep.Bind(1, record).Bind(2, replaced.Version).Bind(3, replaced.Body).Bind(4, seen?.ToSql()).Run();

    public void Dispose() => _keep.Dispose();
}
