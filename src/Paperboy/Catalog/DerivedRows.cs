using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>
/// The tables that lead to papers: by key, by what looks alike, and by the day of an edition; within one transaction. Each paper's
/// row names its rows here, so that nothing needs an index by paper, and what stays the same is not written again.
/// </summary>
internal sealed class DerivedRows(SqliteConnection connection) : IDisposable
{
    // Moving them costs a pass over the table of all: at three million papers a few tenths of a second, every so many papers.
    private const long MostRecent = 250_000;

    private readonly PreparedStatement _withKey = new(connection, "SELECT paper FROM identifier WHERE key = ?1");
    private readonly PreparedStatement _withBlock = new(connection,
        "SELECT paper FROM title_key WHERE hash = ?1 UNION ALL SELECT paper FROM recent_title_key WHERE hash = ?1");

    private readonly PreparedStatement _key = new(connection, "INSERT INTO identifier (key, paper) VALUES (?1, ?2)");
    private readonly PreparedStatement _block = new(connection, "INSERT INTO recent_title_key (hash, paper) VALUES (?1, ?2)");
    private readonly PreparedStatement _deleteKey = new(connection, "DELETE FROM identifier WHERE key = ?1 AND paper = ?2");
    private readonly PreparedStatement _deleteBlock = new(connection, "DELETE FROM title_key WHERE hash = ?1 AND paper = ?2");
    private readonly PreparedStatement _deleteRecent = new(connection, "DELETE FROM recent_title_key WHERE hash = ?1 AND paper = ?2");

    private readonly PreparedStatement _appearance = new(connection,
        """
        INSERT INTO appearance (day, kind, paper, source, upvotes, interest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET source = excluded.source, upvotes = excluded.upvotes, interest = excluded.interest
          WHERE source <> excluded.source OR upvotes IS NOT excluded.upvotes OR interest <> excluded.interest
        """);

    private readonly PreparedStatement _deleteAppearance = new(connection, "DELETE FROM appearance WHERE day = ?1 AND kind = ?2 AND paper = ?3");
    private readonly PreparedStatement _readRecent = new(connection, "SELECT value FROM counter WHERE name = 'recent_title_keys'");
    private readonly PreparedStatement _writeRecent = new(connection, "UPDATE counter SET value = ?1 WHERE name = 'recent_title_keys'");
    private long _added;

    /// <summary>Adds the papers that share a key or look alike.</summary>
    public void Find(PaperKeys keys, ISet<long> papers)
    {
        foreach (var key in keys.Texts)
            Add(_withKey.Bind(1, key), papers);
        foreach (var block in keys.Blocks)
            Add(_withBlock.Bind(1, block), papers);
    }

    /// <summary>Writes what is derived from a paper of which nothing stands here.</summary>
    public void Insert(long paper, PaperRow row)
    {
        foreach (var key in row.Keys.Texts)
            _key.Bind(1, key).Bind(2, paper).Run();
        foreach (var block in row.Keys.Blocks)
            InsertBlock(block, paper);
        WriteAppearances(paper, row);
    }

    /// <summary>Writes what is derived from a paper in place of what its row named so far.</summary>
    public void Update(long paper, PaperRow row, string keysBefore, string editionsBefore)
    {
        if (keysBefore != row.KeysJson)
        {
            var before = PaperKeys.FromJson(keysBefore);
            DeleteKeys(paper, before.Texts.Except(row.Keys.Texts), before.Blocks.Except(row.Keys.Blocks));
            foreach (var key in row.Keys.Texts.Except(before.Texts))
                _key.Bind(1, key).Bind(2, paper).Run();
            foreach (var block in row.Keys.Blocks.Except(before.Blocks))
                InsertBlock(block, paper);
        }

        if (editionsBefore != row.Editions)
            DeleteAppearances(paper, editionsBefore);
        WriteAppearances(paper, row);
    }

    /// <summary>Deletes all that a paper's row names.</summary>
    public void Delete(long paper, string keys, string editions)
    {
        var known = PaperKeys.FromJson(keys);
        DeleteKeys(paper, known.Texts, known.Blocks);
        DeleteAppearances(paper, editions);
    }

    /// <summary>Call once, before the commit.</summary>
    public void Complete()
    {
        if (_added == 0)
            return;
        var recent = (_readRecent.Next() ? _readRecent.Number(0) : 0) + _added;
        _readRecent.Reset();
        if (recent >= MostRecent)
        {
            connection.Run("INSERT OR IGNORE INTO title_key SELECT hash, paper FROM recent_title_key ORDER BY hash, paper");
            connection.Run("DELETE FROM recent_title_key");
            recent = 0;
        }

        _writeRecent.Bind(1, recent).Run();
        _added = 0;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _withKey, _withBlock, _key, _block, _deleteKey, _deleteBlock, _deleteRecent, _appearance, _deleteAppearance, _readRecent, _writeRecent,
        })
            statement.Dispose();
    }

    private static void Add(PreparedStatement found, ISet<long> papers)
    {
        while (found.Next())
            papers.Add(found.Number(0));
    }

    private void InsertBlock(long block, long paper)
    {
        _block.Bind(1, block).Bind(2, paper).Run();
        _added++;
    }

    private void WriteAppearances(long paper, PaperRow row)
    {
        foreach (var appearance in row.Paper.Appearances)
        {
            _appearance.Bind(1, appearance.Day.ToSql()).Bind(2, PaperColumns.Name(appearance.Kind)).Bind(3, paper)
                .Bind(4, appearance.Source).Bind(5, appearance.Upvotes).Bind(6, row.Paper.Interest).Run();
        }
    }

    private void DeleteKeys(long paper, IEnumerable<string> texts, IEnumerable<long> blocks)
    {
        foreach (var key in texts)
            _deleteKey.Bind(1, key).Bind(2, paper).Run();
        foreach (var block in blocks)
        {
            _deleteBlock.Bind(1, block).Bind(2, paper).Run();
            _deleteRecent.Bind(1, block).Bind(2, paper).Run();
        }
    }

    /// <summary>Deletes the rows of editions that a paper's row names.</summary>
    public void DeleteAppearances(long paper, string editions)
    {
        if (editions == "[]")
            return;
        foreach (var edition in JsonSerializer.Deserialize<string[]>(editions)!)
        {
            var space = edition.IndexOf(' ', StringComparison.Ordinal);
            _deleteAppearance.Bind(1, edition[..space]).Bind(2, edition[(space + 1)..]).Bind(3, paper).Run();
        }
    }
}
