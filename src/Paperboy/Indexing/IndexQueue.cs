using Microsoft.Data.Sqlite;
using Paperboy.Catalog;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>
/// What the index has not seen yet. Every change of a paper carries the catalog's next sequence number, and the index
/// remembers the last one that it has: what lies between is the queue. Nothing needs to be taken off it, a crash
/// replays it, and a rebuild starts it at zero.
/// </summary>
public sealed class IndexQueue(Database database)
{
    private readonly CatalogSequence _sequence = new(database);

    /// <summary>The sequence of the catalog's last change.</summary>
    public long CatalogSequence() => _sequence.Current();

    /// <summary>Tells this catalog from any other, so that an index of another one is never taken for its own.</summary>
    public long CatalogIdentity()
    {
        using var connection = database.Read();
        return connection.Number("SELECT value FROM counter WHERE name = 'identity'");
    }

    /// <summary>The next changes after a sequence, oldest first.</summary>
    public IReadOnlyList<PaperChange> After(long sequence, int limit)
    {
        using var connection = database.Read();

        // One moment for all that is read: a change in between would else be passed over for ever.
        using var moment = connection.BeginTransaction(deferred: true);
        var changes = Papers(connection, moment, sequence, limit);
        changes.AddRange(Removals(connection, moment, sequence, limit));
        changes.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        if (changes.Count > limit)
            changes.RemoveRange(limit, changes.Count - limit);
        return changes;
    }

    /// <summary>The papers whose last change came before a sequence, the newest first; those that were taken down are left out.</summary>
    public IReadOnlyList<PaperChange> Before(long sequence, int limit)
    {
        using var connection = database.Read();
        using var moment = connection.BeginTransaction(deferred: true);
        using var command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText = "SELECT sequence FROM paper WHERE sequence < $before ORDER BY sequence DESC LIMIT 1 OFFSET $last";
        command.Parameters.AddWithValue("$before", sequence);
        command.Parameters.AddWithValue("$last", limit - 1);
        var first = command.ExecuteScalar() is long found ? found : 0;
        return [.. Papers(connection, moment, first - 1, limit).Where(change => change.Sequence < sequence && change.Paper is not null).OrderByDescending(change => change.Sequence)];
    }

    /// <summary>All papers and removals with their sequences, of one moment, for checking that the index has each and no other.</summary>
    public CatalogContents Contents()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CASE WHEN hidden = 0 THEN id END, sequence FROM paper UNION ALL SELECT NULL, sequence FROM removed";
        using var reader = command.ExecuteReader();
        var papers = new List<(string, long)>();
        var removals = new List<long>();
        while (reader.Read())
        {
            if (reader.IsDBNull(0))
                removals.Add(reader.GetInt64(1));
            else
                papers.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return new CatalogContents(papers, removals);
    }

    private static List<PaperChange> Papers(SqliteConnection connection, SqliteTransaction moment, long sequence, int limit)
    {
        var papers = new List<(long Sequence, Paper Paper, PaperKeys Keys, bool Hidden)>();
        using (var command = connection.CreateCommand())
        {
            command.Transaction = moment;
            command.CommandText =
                $"SELECT {PaperColumns.All}, sequence, keys, hidden FROM paper WHERE sequence > $after ORDER BY sequence LIMIT $limit";
            command.Parameters.AddWithValue("$after", sequence);
            command.Parameters.AddWithValue("$limit", limit);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                papers.Add((reader.GetInt64(PaperColumns.Count), PaperColumns.Read(reader), PaperKeys.FromJson(reader.GetString(PaperColumns.Count + 1)), reader.GetInt64(PaperColumns.Count + 2) != 0));
        }

        if (papers.Count == 0)
            return [];
        var range = (sequence, papers[^1].Sequence);
        var lost = Beside(connection, moment, range, "redirect ON redirect.paper_id = paper.id", "redirect.id");
        var sources = Beside(connection, moment, range, "record ON record.paper = paper.number", "record.source");
        return [.. papers.Select(row => new PaperChange(row.Sequence, row.Paper.Id, row.Hidden ? null : row.Paper)
        {
            Identifiers = Identity.Ids(row.Paper.Id, row.Keys.Texts, lost[row.Paper.Number]),
            Sources = [.. sources[row.Paper.Number].Distinct(StringComparer.Ordinal)],
        })];
    }

    // CROSS JOIN keeps SQLite's planner from beginning with the other table, all of which it would read.
    private static ILookup<long, string> Beside(
        SqliteConnection connection, SqliteTransaction moment, (long After, long Last) range, string table, string column)
    {
        using var command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText =
            $"""
            SELECT paper.number, {column} FROM paper CROSS JOIN {table}
            WHERE paper.sequence > $after AND paper.sequence <= $last
            """;
        command.Parameters.AddWithValue("$after", range.After);
        command.Parameters.AddWithValue("$last", range.Last);
        using var reader = command.ExecuteReader();
        var rows = new List<(long Paper, string Value)>();
        while (reader.Read())
            rows.Add((reader.GetInt64(0), reader.GetString(1)));
        return rows.ToLookup(row => row.Paper, row => row.Value);
    }

    private static IEnumerable<PaperChange> Removals(SqliteConnection connection, SqliteTransaction moment, long sequence, int limit)
    {
        using var command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText = "SELECT sequence, id FROM removed WHERE sequence > $after ORDER BY sequence LIMIT $limit";
        command.Parameters.AddWithValue("$after", sequence);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new PaperChange(reader.GetInt64(0), reader.GetString(1), null);
    }
}

/// <param name="Papers">Each paper's id with the sequence of its last change.</param>
/// <param name="Removals">The sequences of the removals that the index must take over.</param>
public sealed record CatalogContents(IReadOnlyList<(string Id, long Sequence)> Papers, IReadOnlyList<long> Removals);

/// <summary>A paper that changed; without one when it is gone.</summary>
public sealed record PaperChange(long Sequence, string Id, Paper? Paper)
{
    /// <summary>Every id by which the paper is known: <c>arXiv:2503.11731</c>, <c>doi:10.1000/xyz</c>, <c>ACL:P19-1001</c>.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Who tells of it.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
