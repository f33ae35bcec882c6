using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>
/// Merges papers anew that an older Paperboy merged by other rules: their fields, and the keys by which they are recognised.
/// Nothing that sources said is lost or asked for again.
/// </summary>
public sealed class PaperRebuild(Database database)
{
    private const int BatchSize = 500;

    /// <summary>Merges all papers of older rules, a transaction for every few hundred; returns how many there were.</summary>
    public int Run(CancellationToken cancel)
    {
        var all = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var some = Next();
            if (some.Count == 0)
                return all;
            database.Write((connection, _) =>
            {
                using var batch = new PaperBatch(connection, new ImportRun());
                foreach (var paper in some)
                    batch.Rebuild(paper);
                batch.Complete();
                return some.Count;
            });
            all += some.Count;
        }
    }

    private List<long> Next()
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT number FROM paper WHERE rules < {PaperMerge.Rules} ORDER BY number LIMIT {BatchSize}";
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read())
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
