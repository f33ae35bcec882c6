using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>
/// Tells which papers of the catalog others speak of, by the rules by which records are merged (<see cref="Identity"/>);
/// saves nothing.
/// </summary>
public sealed class KnownPapers(Database database, PaperStore papers)
{
    // A preprint is cited by the year in which a journal or a conference took it, or a preprint of January by the year before.
    private static readonly int[] YearsApart = [0, -1, 1, -2];

    /// <summary>The papers that records speak of, in the order of the records; null where the catalog has none.</summary>
    public IReadOnlyList<Paper?> Recognise(IReadOnlyList<PaperRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var wanted = records.Select(KeysOf).ToList();
        using var connection = database.Read();
        var byKey = Lookup(
            connection, "SELECT key, paper FROM identifier WHERE key IN (SELECT value FROM json_each($values))",
            wanted.SelectMany(keys => keys.Texts).Distinct(StringComparer.Ordinal), row => (row.GetString(0), row.GetInt64(1)));
        var byBlock = Lookup(
            connection,
            """
            SELECT hash, paper FROM title_key WHERE hash IN (SELECT value FROM json_each($values))
            UNION ALL SELECT hash, paper FROM recent_title_key WHERE hash IN (SELECT value FROM json_each($values))
            """,
            wanted.SelectMany(keys => keys.Blocks).Distinct(), row => (row.GetInt64(0), row.GetInt64(1)));
        var keysOf = Lookup(
            connection, "SELECT number, keys FROM paper WHERE number IN (SELECT value FROM json_each($values))",
            byKey.SelectMany(group => group).Concat(byBlock.SelectMany(group => group)).Distinct(),
            row => (row.GetInt64(0), PaperKeys.FromJson(row.GetString(1))));

        var numbers = wanted.ConvertAll(keys => Choose(keys, byKey, byBlock, number => keysOf[number].First().Texts));
        var found = papers.FindMany([.. numbers.OfType<long>().Distinct()]).ToDictionary(paper => paper.Number);
        return [.. numbers.Select(number => number is { } known ? found.GetValueOrDefault(known) : null)];
    }

    private static PaperKeys KeysOf(PaperRecord record)
    {
        var keys = PaperKeys.Of(record);
        if (record.Published is not { } published)
            return keys;
        var blocks = keys.Blocks.ToList();
        foreach (var apart in YearsApart)
        {
            if (PartialDate.TryParse((published.Year + apart).ToString("D4", System.Globalization.CultureInfo.InvariantCulture), out var year))
                blocks.AddRange(Identity.Blocks(record with { Published = year }).Where(block => !blocks.Contains(block)));
        }

        return keys with { Blocks = blocks };
    }

    // The strongest key decides: ids come before titles.
    private static long? Choose(
        PaperKeys keys, ILookup<string, long> byKey, ILookup<long, long> byBlock, Func<long, IReadOnlyList<string>> keysOf)
    {
        var candidates = keys.Texts.SelectMany(key => byKey[key].Order()).Concat(keys.Blocks.SelectMany(block => byBlock[block].Order()));
        foreach (var number in candidates)
        {
            if (Identity.Compatible(keys.Texts, keysOf(number)))
                return number;
        }

        return null;
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
