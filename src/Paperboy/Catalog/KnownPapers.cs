using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Catalog.Duplicates;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>
/// Tells which papers of the catalog others speak of, by the rules by which records are merged (<see cref="Identity"/>);
/// saves nothing.
/// </summary>
public sealed class KnownPapers(Database database, PaperStore papers)
{
    /// <summary>The papers that records speak of, in the order of the records; null where the catalog has none.</summary>
    public IReadOnlyList<Paper?> Recognise(IReadOnlyList<PaperRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var wanted = records.Select(PaperKeys.Of).ToList();
        using var connection = database.Read();
        var byKey = Lookup(
            connection, "SELECT key, paper FROM identifier WHERE key IN (SELECT value FROM json_each($values))",
            wanted.SelectMany(keys => keys.Texts).Distinct(StringComparer.Ordinal), row => (row.GetString(0), row.GetInt64(1)));
        var byBlock = Lookup(
            connection,
            """
            SELECT hash, paper FROM title_key WHERE hash IN (SELECT value FROM json_each($values))
            UNION SELECT hash, paper FROM recent_title_key WHERE hash IN (SELECT value FROM json_each($values))
            """,
            wanted.SelectMany(keys => keys.Blocks).Distinct(), row => (row.GetInt64(0), row.GetInt64(1)));
        var alike = byBlock.SelectMany(group => group).Distinct().ToList();
        var keysOf = Lookup(
            connection, "SELECT number, keys FROM paper WHERE number IN (SELECT value FROM json_each($values))",
            byKey.SelectMany(group => group).Concat(alike).Distinct(), row => (row.GetInt64(0), PaperKeys.FromJson(row.GetString(1))));
        var recordsOf = Lookup(
            connection, "SELECT paper, body FROM record WHERE paper IN (SELECT value FROM json_each($values))",
            alike, row => (row.GetInt64(0), RecordJson.Read(row.GetString(1))));

        var numbers = records.Select((record, r) =>
            Named(wanted[r], byKey, IsOpen(wanted[r])) ?? Likest(record, wanted[r].Blocks.SelectMany(block => byBlock[block]).Where(IsOpen(wanted[r])), recordsOf)).ToList();
        var found = papers.FindMany([.. numbers.OfType<long>().Distinct()]).ToDictionary(paper => paper.Number);
        return [.. numbers.Select(number => number is { } known ? found.GetValueOrDefault(known) : null)];

        Func<long, bool> IsOpen(PaperKeys keys) => number => Identity.Compatible(keys.Texts, keysOf[number].First().Texts);
    }

    // Ids come before titles.
    private static long? Named(PaperKeys keys, ILookup<string, long> byKey, Func<long, bool> isOpen)
    {
        foreach (var number in keys.Texts.SelectMany(key => byKey[key].Order()))
        {
            if (isOpen(number))
                return number;
        }

        return null;
    }

    private static long? Likest(PaperRecord record, IEnumerable<long> candidates, ILookup<long, PaperRecord> recordsOf)
    {
        var best = (Likeness: TitleLikeness.Different, Number: 0L);
        foreach (var number in candidates.Distinct().Order())
        {
            var likeness = recordsOf[number].Select(other => NearDuplicate.Likeness(record, other)).DefaultIfEmpty().Max();
            if (likeness > best.Likeness)
                best = (likeness, number);
        }

        return best.Likeness > TitleLikeness.Different ? best.Number : null;
    }

    private static ILookup<TKey, TValue> Lookup<TWanted, TKey, TValue>(
        SqliteConnection connection, string sql, IEnumerable<TWanted> values, Func<SqliteDataReader, (TKey Key, TValue Value)> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$values", JsonSerializer.Serialize(values));
        using var reader = command.ExecuteReader();
        var rows = new List<(TKey Key, TValue Value)>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows.ToLookup(row => row.Key, row => row.Value);
    }
}
