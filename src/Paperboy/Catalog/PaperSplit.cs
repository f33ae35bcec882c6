using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>
/// Undoes a wrong merge: some of a paper's records become a paper of their own again, under the id that they had, and are kept
/// apart from the others for good.
/// </summary>
public sealed class PaperSplit(Database database)
{
    /// <summary>Splits a paper, or says what that would do.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="named">The records that leave, as SOURCE:KEY; none for those that joined by title only.</param>
    /// <param name="dryRun">Whether nothing is to be changed.</param>
    /// <exception cref="PaperSplitException">It cannot be split so; says why.</exception>
    public SplitPaper Split(Paper paper, IReadOnlyList<string> named, bool dryRun = false)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(named);
        return database.Write((connection, _) =>
        {
            using var rows = new RecordRows(connection);
            var records = rows.NumberedOf(paper.Number);
            var parts = PartsOf(paper.Id, records, named);
            var kept = PaperMerge.Merge([.. parts.Staying.Select(row => row.Record)]);
            var ids = parts.Leaving.ConvertAll(part => PaperMerge.Merge([.. part.Select(row => row.Record)]).Id);
            Verify(paper.Id, kept.Id, ids, id => IsTaken(connection, id));
            if (!dryRun)
            {
                using var batch = new PaperBatch(connection, new ImportRun());
                batch.Split(paper.Number, parts.Staying, parts.Leaving);
                batch.Complete();
            }

            return new SplitPaper(
                new SplitPart(kept.Id, Describe(parts.Staying)),
                [.. parts.Leaving.Select((part, p) => new SplitPart(ids[p], Describe(part)))]);
        });
    }

    private static Parts PartsOf(string id, IReadOnlyList<NumberedRecord> records, IReadOnlyList<string> named)
    {
        if (records.Select(row => NameOf(row.Record)).Distinct(StringComparer.Ordinal).Count() == 1)
            throw new PaperSplitException($"{id} has one record only ({NameOf(records[0].Record)}): there is nothing to split.");
        return named.Count > 0 ? Named(id, records, named) : JoinedByTitle(id, records);
    }

    private static Parts Named(string id, IReadOnlyList<NumberedRecord> records, IReadOnlyList<string> named)
    {
        var known = records.Select(row => NameOf(row.Record)).Distinct(StringComparer.Ordinal).ToList();
        if (named.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new PaperSplitException($"{id} has no record {unknown}; it has {string.Join(", ", known)}.");
        var leaving = records.Where(row => named.Contains(NameOf(row.Record), StringComparer.OrdinalIgnoreCase)).ToList();
        if (leaving.Count == records.Count)
            throw new PaperSplitException($"All records of {id} are named; at least one must stay.");
        return new Parts([.. records.Except(leaving)], [leaving]);
    }

    // What shares an id hangs together; what does not came by its title.
    private static Parts JoinedByTitle(string id, IReadOnlyList<NumberedRecord> records)
    {
        var groups = new List<(HashSet<string> Keys, List<NumberedRecord> Rows)>();
        foreach (var row in records)
        {
            var keys = Identity.Keys(row.Record).ToHashSet(StringComparer.Ordinal);
            var touched = groups.FindAll(group => group.Keys.Overlaps(keys));
            groups.RemoveAll(touched.Contains);
            keys.UnionWith(touched.SelectMany(group => group.Keys));
            groups.Add((keys, [.. touched.SelectMany(group => group.Rows), row]));
        }

        if (groups.Count == 1)
        {
            throw new PaperSplitException(
                $"No record of {id} joined by its title only: all share ids. Name those that are another work: --record {NameOf(records[^1].Record)}");
        }

        var staying = groups.Find(group => PaperMerge.Merge([.. group.Rows.Select(row => row.Record)]).Id == id);
        staying = staying.Rows is null ? groups[0] : staying;
        return new Parts(staying.Rows, [.. groups.Where(group => group.Rows != staying.Rows).Select(group => group.Rows)]);
    }

    private static void Verify(string id, string kept, List<string> ids, Func<string, bool> isTaken)
    {
        foreach (var own in ids)
        {
            if (own == kept || ids.Count(other => other == own) > 1)
                throw new PaperSplitException($"Both parts of {id} would have the id {own}, by an id that their records share: they cannot stand apart.");
            if (own != id && isTaken(own))
                throw new PaperSplitException($"The id {own} is another paper's already.");
        }
    }

    private static bool IsTaken(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM paper WHERE id = $id)";
        command.Parameters.AddWithValue("$id", id);
        return (long)command.ExecuteScalar()! != 0;
    }

    private static string NameOf(PaperRecord record) => $"{record.Source}:{record.Key}";

    private static IReadOnlyList<SplitRecord> Describe(IReadOnlyList<NumberedRecord> rows) =>
        [.. rows.Select(row => new SplitRecord(NameOf(row.Record), row.Record.Title, row.Record.Day))];

    private sealed record Parts(List<NumberedRecord> Staying, List<List<NumberedRecord>> Leaving);
}

/// <summary>The papers that a split made of one.</summary>
/// <param name="Kept">What stays of it.</param>
/// <param name="Separated">What became papers of their own.</param>
public sealed record SplitPaper(SplitPart Kept, IReadOnlyList<SplitPart> Separated);

/// <param name="Id">The paper's.</param>
/// <param name="Records">Of which it is merged.</param>
public sealed record SplitPart(string Id, IReadOnlyList<SplitRecord> Records);

/// <param name="Name">SOURCE:KEY.</param>
/// <param name="Title">As the source gives it.</param>
/// <param name="Day">Of the edition that it speaks of.</param>
public sealed record SplitRecord(string Name, string Title, DateOnly? Day);

/// <summary>A paper cannot be split as was asked.</summary>
public sealed class PaperSplitException(string message) : Exception(message);
