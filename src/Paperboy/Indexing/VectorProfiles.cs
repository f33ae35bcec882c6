using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Storage;

namespace Paperboy.Indexing;

/// <summary>Keeps the profiles of embedders in the catalog's database.</summary>
public sealed class VectorProfiles(Database database)
{
    // The server alone draws profiles, and asks for them with every search.
    private readonly ConcurrentDictionary<string, VectorProfile> _known = new(StringComparer.Ordinal);

    /// <summary>The profile of an embedder's vectors; null while there is none, as with few papers.</summary>
    public VectorProfile? Find(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        if (_known.TryGetValue(fingerprint, out var known))
            return known;
        return Read(fingerprint) is { } read ? _known.GetOrAdd(fingerprint, read) : null;
    }

    /// <summary>Keeps a profile in place of the one that its model had, and lets go of those that nobody asks for any more.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="others">Of which other embedders papers still have vectors.</param>
    /// <param name="reached">Up to which sequence the papers of the index have their crowding by it.</param>
    internal void Save(VectorProfile profile, IReadOnlyCollection<string> others, long reached)
    {
        var sample = new Half[profile.Sample.Length];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = (Half)profile.Sample.Span[i];
        database.Write((connection, transaction) =>
        {
            using var forget = new Statement(connection, transaction, "DELETE FROM vector_profile WHERE fingerprint NOT IN (SELECT value FROM json_each($1))", 1);
            forget.Run(JsonSerializer.Serialize(others));
            using var statement = new Statement(connection, transaction, "INSERT OR REPLACE INTO vector_profile VALUES ($1, $2, $3, $4, $5, $6, $7)", 7);
            statement.Run(
                profile.Model.Fingerprint, profile.Model.Dimensions, profile.Papers, JsonSerializer.Serialize(profile.Thresholds),
                JsonSerializer.Serialize(profile.Sampled), MemoryMarshal.AsBytes<Half>(sample).ToArray(), reached);
        });
        _known[profile.Model.Fingerprint] = Read(profile.Model.Fingerprint)!; // rounded, as it will be after the next start
    }

    /// <summary>Up to which sequence the papers of the index have their crowding by a profile's sample.</summary>
    internal long Reached(string fingerprint)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT reached FROM vector_profile WHERE fingerprint = $fingerprint";
        command.Parameters.AddWithValue("$fingerprint", fingerprint);
        return command.ExecuteScalar() as long? ?? 0;
    }

    internal void Reach(string fingerprint, long sequence) => database.Write((connection, transaction) =>
    {
        using var statement = new Statement(connection, transaction, "UPDATE vector_profile SET reached = $2 WHERE fingerprint = $1", 2);
        statement.Run(fingerprint, sequence);
    });

    private VectorProfile? Read(string fingerprint)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT dimensions, papers, thresholds, sample_papers, sample FROM vector_profile WHERE fingerprint = $fingerprint";
        command.Parameters.AddWithValue("$fingerprint", fingerprint);
        using var row = command.ExecuteReader();
        if (!row.Read())
            return null;
        var halves = MemoryMarshal.Cast<byte, Half>(row.GetFieldValue<byte[]>(4));
        var sample = new float[halves.Length];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = (float)halves[i];
        return new VectorProfile(
            new VectorModel(fingerprint, row.GetInt32(0)),
            row.GetInt64(1),
            JsonSerializer.Deserialize<ClosenessThresholds>(row.GetString(2))!,
            JsonSerializer.Deserialize<string[]>(row.GetString(3))!,
            sample);
    }
}
