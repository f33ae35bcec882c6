using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Ledger;

/// <summary>
/// Writes the ledger within a transaction that somebody else commits, so that a page's records, its cursor and its counts are
/// all there or none is.
/// </summary>
internal sealed class LedgerWriter(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now)
{
    /// <summary>Beyond this many of a window, rejections are counted but no longer kept one by one.</summary>
    public const int MostRejections = 200;

    private readonly string _now = now.ToSql();

    /// <summary>Begins a window's pass: all that an earlier pass counted is forgotten; what it saved stays.</summary>
    public void Begin(LedgerWindow window)
    {
        Run(
            """
            INSERT INTO harvest_window (source, name, day, category, state, growing, named, tries, begun_at, touched_at)
            VALUES ($source, $name, $day, $category, 'open', $growing, $named, 1, $now, $now)
            ON CONFLICT (source, name) DO UPDATE SET
              day = excluded.day, category = excluded.category, state = 'open', growing = excluded.growing, named = excluded.named, cursor = NULL,
              pages = 0, expected = NULL, fetched = 0, added = 0, changed = 0, unchanged = 0, withdrawn = 0, rejected = 0,
              tries = CASE WHEN state = 'complete' THEN 0 ELSE tries END + 1, fault = NULL, error = NULL,
              begun_at = CASE WHEN state = 'failed' THEN begun_at ELSE excluded.begun_at END, touched_at = excluded.touched_at
            """,
            ("$source", window.Source), ("$name", window.Name), ("$day", window.Day.ToSql()), ("$category", window.Category),
            ("$growing", window.Growing ? 1 : 0), ("$named", window.Named ? 1 : 0), ("$now", _now));
        foreach (var table in new[] { "harvest_tally", "rejection" })
        {
            Run(
                $"DELETE FROM {table} WHERE window = (SELECT number FROM harvest_window WHERE source = $source AND name = $name)",
                ("$source", window.Source), ("$name", window.Name));
        }
    }

    /// <summary>Goes on with a window at its cursor.</summary>
    public void GoOn(long window) => Run(
        "UPDATE harvest_window SET state = 'open', tries = tries + 1, fault = NULL, error = NULL, touched_at = $now WHERE number = $number",
        ("$number", window), ("$now", _now));

    /// <summary>A page was saved.</summary>
    /// <param name="window">The window's number.</param>
    /// <param name="cursor">Leads to the next page; null after the last one, which completes the window.</param>
    /// <param name="expected">How many records the window has, where the source says so.</param>
    /// <param name="tallies">What became of the page's records, by category.</param>
    public void Page(long window, string? cursor, int? expected, IReadOnlyDictionary<string, Tally> tallies)
    {
        var all = tallies.Values.Aggregate(default(Tally), Tally.Add);
        Run(
            """
            UPDATE harvest_window SET cursor = $cursor, expected = COALESCE($expected, expected), pages = pages + 1,
              fetched = fetched + $fetched, added = added + $added, changed = changed + $changed,
              unchanged = unchanged + $unchanged, withdrawn = withdrawn + $withdrawn, rejected = rejected + $rejected,
              state = CASE WHEN $cursor IS NULL THEN 'complete' ELSE 'open' END,
              tries = CASE WHEN $cursor IS NULL THEN 0 ELSE tries END, touched_at = $now
            WHERE number = $number
            """,
            [("$number", window), ("$cursor", cursor), ("$expected", expected), ("$now", _now), .. Counts(all)]);
        foreach (var (category, tally) in tallies)
        {
            Run(
                """
                INSERT INTO harvest_tally (window, category, fetched, added, changed, unchanged, withdrawn, rejected)
                VALUES ($number, $category, $fetched, $added, $changed, $unchanged, $withdrawn, $rejected)
                ON CONFLICT (window, category) DO UPDATE SET fetched = fetched + excluded.fetched, added = added + excluded.added,
                  changed = changed + excluded.changed, unchanged = unchanged + excluded.unchanged,
                  withdrawn = withdrawn + excluded.withdrawn, rejected = rejected + excluded.rejected
                """,
                [("$number", window), ("$category", category), .. Counts(tally)]);
        }
    }

    /// <summary>A window has nothing at all, or the source serves an old batch again, or does not give it.</summary>
    public void End(long window, WindowState state, string? fault, string? error) => Run(
        """
        UPDATE harvest_window SET state = $state, fault = $fault, error = $error, touched_at = $now,
          tries = CASE WHEN $state = 'complete' THEN 0 ELSE tries END, cursor = CASE WHEN $state = 'failed' THEN cursor END
        WHERE number = $number
        """,
        ("$number", window), ("$state", LedgerRows.Name(state)), ("$fault", fault), ("$error", error), ("$now", _now));

    public void Reject(long window, IEnumerable<(string Id, string Reason)> rejections)
    {
        foreach (var (id, reason) in rejections)
        {
            Run(
                """
                INSERT INTO rejection (window, position, id, reason)
                SELECT $window, kept, $id, $reason FROM (SELECT COUNT(*) AS kept FROM rejection WHERE window = $window) WHERE kept < $most
                """,
                ("$window", window), ("$id", id), ("$reason", reason), ("$most", MostRejections));
        }
    }

    public void Announce(string source, IReadOnlyList<AnnouncedPaper> papers)
    {
        if (papers.Count == 0)
            return;
        using var insert = new Statement(
            connection, transaction, "INSERT OR IGNORE INTO announcement (day, source, category, id, kind) VALUES ($1, $2, $3, $4, $5)", 5);
        foreach (var paper in papers)
            insert.Run(paper.Day.ToSql(), source, paper.Category, paper.Id, paper.Kind);
    }

    /// <summary>What a source announced on a day was an old batch: it counts no more, and its windows are asked for again.</summary>
    public void Disown(string source, DateOnly day, string reason)
    {
        Run("DELETE FROM announcement WHERE day = $day AND source = $source", ("$day", day.ToSql()), ("$source", source));
        Run(
            """
            UPDATE harvest_window SET state = 'repeated', fault = 'repeated', error = $reason, touched_at = $now
            WHERE source = $source AND day = $day AND growing = 1 AND fetched = 0 AND state = 'complete' AND named = 0
            """,
            ("$source", source), ("$day", day.ToSql()), ("$reason", reason), ("$now", _now));
    }

    /// <summary>A source has taken papers back: what it announced of them counts no more.</summary>
    public void TakeBack(string source, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return;
        using var insert = new Statement(connection, transaction, "INSERT OR IGNORE INTO taken_back (source, id) VALUES ($1, $2)", 2);
        foreach (var id in ids)
            insert.Run(source, id);
    }

    /// <summary>Moves a run's row on.</summary>
    public void Move(long run, int done, int windows, string window, int? expected, Tally tally, int pages) => Run(
        """
        UPDATE harvest_run SET done = $done, windows = $windows, window = $window, expected = $expected, pages = $pages, fetched = $fetched, added = $added,
          changed = $changed, unchanged = $unchanged, withdrawn = $withdrawn, rejected = $rejected, touched_at = $now
        WHERE number = $number
        """,
        [("$number", run), ("$done", done), ("$windows", windows), ("$window", window), ("$expected", expected), ("$pages", pages), ("$now", _now), .. Counts(tally)]);

    private static (string, object?)[] Counts(Tally tally) =>
    [
        ("$fetched", tally.Fetched), ("$added", tally.New), ("$changed", tally.Changed),
        ("$unchanged", tally.Unchanged), ("$withdrawn", tally.Withdrawn), ("$rejected", tally.Rejected),
    ];

    private void Run(string sql, params (string Name, object? Value)[] values)
    {
        using var command = connection.Command(sql, values);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}
