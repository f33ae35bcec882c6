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
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT sequence, id, title, abstract FROM (
              SELECT sequence, id, title, abstract FROM paper WHERE sequence > $after
              UNION ALL
              SELECT sequence, id, NULL, NULL FROM removed WHERE sequence > $after)
            ORDER BY sequence LIMIT $limit
            """;
        command.Parameters.AddWithValue("$after", sequence);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var changes = new List<PaperChange>();
        while (reader.Read())
        {
            changes.Add(new PaperChange(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return changes;
    }

    /// <summary>All papers and removals with their sequences, of one moment, for checking that the index has each and no other.</summary>
    public CatalogContents Contents()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, sequence FROM paper UNION ALL SELECT NULL, sequence FROM removed";
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
}

/// <param name="Papers">Each paper's id with the sequence of its last change.</param>
/// <param name="Removals">The sequences of the removals that the index must take over.</param>
public sealed record CatalogContents(IReadOnlyList<(string Id, long Sequence)> Papers, IReadOnlyList<long> Removals);

/// <summary>A paper that changed; without texts when it is gone.</summary>
public sealed record PaperChange(long Sequence, string Id, string? Title, string? Abstract);
