using Paperboy.Storage;

namespace Paperboy.Ledger;

/// <summary>The harvests of this data folder, also those of other processes.</summary>
public sealed class RunStore(Database database)
{
    private const int MostKept = 200;

    /// <summary>The file that is locked by whoever harvests a source.</summary>
    public static string LockOf(DataFolder folder, string source)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Path.Combine(folder.Root, $"harvest-{source}.lock");
    }

    /// <summary>Whether any process harvests a source now.</summary>
    public bool IsRunning(string source)
    {
        var path = LockOf(database.Folder, source);
        if (!File.Exists(path))
            return false;
        using var free = FileLock.TryShared(path);
        return free is null;
    }

    /// <summary>The last runs, the newest first. One whose process is gone is told as cut off.</summary>
    public IReadOnlyList<LedgerRun> Newest(int most, string? source = null)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            $"SELECT {LedgerRows.Run} FROM harvest_run WHERE $source IS NULL OR source = $source ORDER BY number DESC LIMIT $most",
            ("$source", source), ("$most", most));
        return [.. command.ReadAll(LedgerRows.ReadRun).Select(Told)];
    }

    /// <summary>The newest run of each source.</summary>
    public IReadOnlyList<LedgerRun> Last()
    {
        using var connection = database.Read();
        using var command = connection.Command(
            $"SELECT {LedgerRows.Run} FROM harvest_run WHERE number IN (SELECT MAX(number) FROM harvest_run GROUP BY source) ORDER BY source");
        return [.. command.ReadAll(LedgerRows.ReadRun).Select(Told)];
    }

    /// <summary>Begins a run; whoever calls holds the source's lock, so that what still seems to run was cut off.</summary>
    internal long Begin(string source, string process, int windows, DateTimeOffset now) =>
        database.Write((connection, transaction) =>
        {
            using var cut = connection.Command(
                """
                UPDATE harvest_run SET state = 'cut', words = 'Its process ended without a word; the next harvest goes on from there.'
                WHERE source = $source AND state = 'running';
                DELETE FROM harvest_run WHERE source = $source AND number NOT IN
                  (SELECT number FROM harvest_run WHERE source = $source ORDER BY number DESC LIMIT $most)
                """,
                ("$source", source), ("$most", MostKept));
            cut.Transaction = transaction;
            cut.ExecuteNonQuery();
            using var insert = connection.Command(
                """
                INSERT INTO harvest_run (source, process, state, windows, started_at, touched_at)
                VALUES ($source, $process, 'running', $windows, $now, $now) RETURNING number
                """,
                ("$source", source), ("$process", process), ("$windows", windows), ("$now", now.ToSql()));
            insert.Transaction = transaction;
            return (long)insert.ExecuteScalar()!;
        });

    internal void End(long number, RunState state, string words, DateTimeOffset now) =>
        database.Write((connection, transaction) =>
        {
            using var command = connection.Command(
                "UPDATE harvest_run SET state = $state, words = $words, window = '', touched_at = $now, ended_at = $now WHERE number = $number",
                ("$number", number), ("$state", LedgerRows.Name(state)), ("$words", words), ("$now", now.ToSql()));
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        });

    private LedgerRun Told(LedgerRun run) =>
        run.State == RunState.Running && !IsRunning(run.Source) ? run with { State = RunState.Cut } : run;
}
