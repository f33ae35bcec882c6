using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>Recognises papers that were taken down, went from the catalog, and come again.</summary>
internal sealed class TakedownKeys(SqliteConnection connection) : IDisposable
{
    private const string OwnId = "paper:";

    private readonly PreparedStatement _find = new(connection, "SELECT EXISTS (SELECT 1 FROM takedown_key WHERE key IN (SELECT value FROM json_each(?1)))");

    // Nearly always nothing is: an import of millions must not pay for it.
    private readonly bool _any = connection.Number("SELECT EXISTS (SELECT 1 FROM takedown_key)") != 0;

    /// <summary>Under which a paper is found again: its ids. That titles are alike is no reason to hide a paper that nobody has seen.</summary>
    public static string Of(string id, PaperKeys keys) => JsonSerializer.Serialize(keys.Texts.Prepend(OwnId + id));

    /// <summary>Whether a new paper is one that was taken down.</summary>
    public bool Name(PaperRow row)
    {
        if (!_any)
            return false;
        _find.Bind(1, Of(row.Paper.Id, row.Keys)).Next();
        var found = _find.Number(0) != 0;
        _find.Reset();
        return found;
    }

    public void Dispose() => _find.Dispose();
}
