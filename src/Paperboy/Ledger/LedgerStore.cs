using Paperboy.Storage;

namespace Paperboy.Ledger;

/// <summary>The ledger's windows, announcements and gaps: what was asked for, what was announced, and what is missing.</summary>
public sealed class LedgerStore(Database database)
{
    // Announced, and no record of the source: whether the paper has other sources does not matter.
    private const string IsMissing =
        "NOT EXISTS (SELECT 1 FROM record WHERE record.source = announcement.source AND record.key = announcement.id)";

    private const string Stands =
        "NOT EXISTS (SELECT 1 FROM taken_back WHERE taken_back.source = announcement.source AND taken_back.id = announcement.id)";

    /// <summary>A window, if it was ever begun.</summary>
    public LedgerWindow? Find(string source, string name) => Windows(
        "source = $source AND name = $name", ("$source", source), ("$name", name)).SingleOrDefault();

    /// <summary>All windows of some days, by day, source and name.</summary>
    public IReadOnlyList<LedgerWindow> Windows(DateOnly first, DateOnly last) => Windows(
        "day BETWEEN $first AND $last ORDER BY day, source, name", ("$first", first.ToSql()), ("$last", last.ToSql()));

    /// <summary>A source's windows of days that did not end well, by day.</summary>
    public IReadOnlyList<LedgerWindow> Undone(string source) => Windows(
        "source = $source AND state <> 'complete' AND named = 0 ORDER BY day, name", ("$source", source));

    /// <summary>The days of a source's windows that were complete while the source could still add to them.</summary>
    public IReadOnlyList<DateOnly> GrowingDays(string source)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            "SELECT DISTINCT day FROM harvest_window WHERE source = $source AND state = 'complete' AND growing = 1 AND named = 0 ORDER BY day", ("$source", source));
        return command.ReadAll(row => row.GetString(0).ToDay());
    }

    /// <summary>The sources of which anything was ever asked.</summary>
    public IReadOnlyList<string> Sources()
    {
        using var connection = database.Read();
        using var command = connection.Command("SELECT DISTINCT source FROM harvest_window ORDER BY source");
        return command.ReadAll(row => row.GetString(0));
    }

    /// <summary>The last day up to another of which a source gave everything that there was.</summary>
    public DateOnly? LastDay(string source, DateOnly until)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            "SELECT MAX(day) FROM harvest_window WHERE source = $source AND day <= $until AND state = 'complete' AND named = 0",
            ("$source", source), ("$until", until.ToSql()));
        return command.ExecuteScalar() is string day ? day.ToDay() : null;
    }

    /// <summary>What became of records, by day, source and category.</summary>
    public IReadOnlyList<CategoryTally> Tallies(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            """
            SELECT w.day, w.source, t.category, SUM(t.fetched), SUM(t.added), SUM(t.changed), SUM(t.unchanged), SUM(t.withdrawn), SUM(t.rejected)
            FROM harvest_window w JOIN harvest_tally t ON t.window = w.number
            WHERE w.day BETWEEN $first AND $last GROUP BY w.day, w.source, t.category ORDER BY w.day, w.source, t.category
            """,
            ("$first", first.ToSql()), ("$last", last.ToSql()));
        return command.ReadAll(row => new CategoryTally(row.GetString(0).ToDay(), row.GetString(1), row.GetString(2), LedgerRows.ReadTally(row, 3)));
    }

    /// <summary>How many papers were announced, by day, source and category, and how many of them the catalog lacks.</summary>
    public IReadOnlyList<AnnouncedCount> Announced(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            $"""
            SELECT day, source, category, COUNT(*), SUM({IsMissing}) FROM announcement
            WHERE day BETWEEN $first AND $last AND {Stands} GROUP BY day, source, category ORDER BY day, source, category
            """,
            ("$first", first.ToSql()), ("$last", last.ToSql()));
        return command.ReadAll(row => new AnnouncedCount(row.GetString(0).ToDay(), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4)));
    }

    /// <summary>The same by day and source: a paper that was announced in two categories counts once.</summary>
    public IReadOnlyList<AnnouncedCount> AnnouncedByDay(DateOnly first, DateOnly last)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            $"""
            SELECT day, source, '', COUNT(*), SUM(lacks)
            FROM (SELECT day, source, id, {IsMissing} AS lacks FROM announcement
                  WHERE day BETWEEN $first AND $last AND {Stands} GROUP BY day, source, id)
            GROUP BY day, source ORDER BY day, source
            """,
            ("$first", first.ToSql()), ("$last", last.ToSql()));
        return command.ReadAll(row => new AnnouncedCount(row.GetString(0).ToDay(), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4)));
    }

    /// <summary>The papers that a source announced on some days and the catalog lacks, each once, with the categories.</summary>
    public IReadOnlyList<MissingPaper> Missing(string? source, DateOnly first, DateOnly last, int most)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            $"""
            SELECT day, source, id, GROUP_CONCAT(category, ' ') FROM announcement
            WHERE day BETWEEN $first AND $last AND ($source IS NULL OR source = $source) AND {IsMissing} AND {Stands}
            GROUP BY day, source, id ORDER BY day, source, id LIMIT $most
            """,
            ("$source", source), ("$first", first.ToSql()), ("$last", last.ToSql()), ("$most", most));
        return command.ReadAll(row => new MissingPaper(
            row.GetString(0).ToDay(), row.GetString(1), row.GetString(2), row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>What came with some windows, was no record, and has none yet: the ids, as far as they could be read.</summary>
    public IReadOnlyList<string> RejectedIn(string source, IReadOnlyCollection<string> windows)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            """
            SELECT DISTINCT r.id FROM harvest_window w JOIN rejection r ON r.window = w.number
            WHERE w.source = $source AND w.name IN (SELECT value FROM json_each($windows)) AND r.id LIKE '%:%'
              AND NOT EXISTS (SELECT 1 FROM record WHERE record.source = w.source AND record.key = r.id)
            ORDER BY r.id
            """,
            ("$source", source), ("$windows", System.Text.Json.JsonSerializer.Serialize(windows)));
        return command.ReadAll(row => row.GetString(0));
    }

    /// <summary>The papers that a source announced as new on a day.</summary>
    public IReadOnlyList<string> NewOn(string source, DateOnly day)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            "SELECT DISTINCT id FROM announcement WHERE day = $day AND source = $source AND kind = 'new'", ("$day", day.ToSql()), ("$source", source));
        return command.ReadAll(row => row.GetString(0));
    }

    /// <summary>What a source announced, and as what, on the last day before another on which it announced anything.</summary>
    public IReadOnlySet<(string Id, string Kind)> AnnouncedBefore(string source, DateOnly day, IReadOnlyCollection<string> categories)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            """
            SELECT id, kind FROM announcement
            WHERE day = (SELECT day FROM announcement WHERE day < $day AND source = $source ORDER BY day DESC LIMIT 1)
              AND source = $source AND category IN (SELECT value FROM json_each($categories))
            """,
            ("$day", day.ToSql()), ("$source", source), ("$categories", System.Text.Json.JsonSerializer.Serialize(categories)));
        return command.ReadAll(row => (row.GetString(0), row.GetString(1))).ToHashSet();
    }

    /// <summary>How many of these papers a source has listed on a day before another.</summary>
    public int ListedBefore(string source, DateOnly day, IReadOnlyCollection<string> ids)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            """
            SELECT COUNT(*) FROM json_each($ids) AS asked
            WHERE EXISTS (SELECT 1 FROM record WHERE source = $source AND key = asked.value AND day > '' AND day < $day)
            """,
            ("$day", day.ToSql()), ("$source", source), ("$ids", System.Text.Json.JsonSerializer.Serialize(ids)));
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What some days had that is no record, as far as it was kept.</summary>
    public IReadOnlyList<LedgerRejection> Rejections(DateOnly first, DateOnly last, int most)
    {
        using var connection = database.Read();
        using var command = connection.Command(
            """
            SELECT w.source, w.name, r.id, r.reason FROM harvest_window w JOIN rejection r ON r.window = w.number
            WHERE w.day BETWEEN $first AND $last ORDER BY w.day, w.source, w.name, r.position LIMIT $most
            """,
            ("$first", first.ToSql()), ("$last", last.ToSql()), ("$most", most));
        return command.ReadAll(row => new LedgerRejection(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)));
    }

    public IReadOnlyList<LedgerGap> Gaps()
    {
        using var connection = database.Read();
        using var command = connection.Command("SELECT source, day, found_at, tried_at, tries FROM gap ORDER BY source, day");
        return command.ReadAll(row => new LedgerGap(
            row.GetString(0), row.GetString(1).ToDay(), row.GetString(2).ToMoment(), row.GetString(3).ToMoment(), row.GetInt32(4)));
    }

    /// <summary>Writes down which days of a source lack papers after they were asked for, and that the others lack none.</summary>
    internal void SettleGaps(string source, DateOnly first, DateOnly last, IReadOnlyCollection<DateOnly> lacking, bool tried, DateTimeOffset now)
    {
        var known = Gaps().Where(gap => gap.Source == source).ToDictionary(gap => gap.Day);
        database.Write((connection, transaction) =>
        {
            using var delete = connection.Command(
                "DELETE FROM gap WHERE source = $source AND day BETWEEN $first AND $last AND day NOT IN (SELECT value FROM json_each($days))",
                ("$source", source), ("$first", first.ToSql()), ("$last", last.ToSql()),
                ("$days", System.Text.Json.JsonSerializer.Serialize(lacking.Select(day => day.ToSql()))));
            delete.Transaction = transaction;
            delete.ExecuteNonQuery();
            using var upsert = new Statement(
                connection, transaction, "INSERT OR REPLACE INTO gap (source, day, found_at, tried_at, tries) VALUES ($1, $2, $3, $4, $5)", 5);
            foreach (var day in lacking)
            {
                // A harvest of other days in between is no try of this one.
                var gap = known.GetValueOrDefault(day);
                if (gap is null || (tried && gap.IsDue(now)))
                    upsert.Run(source, day.ToSql(), (gap?.FoundAt ?? now).ToSql(), now.ToSql(), gap is null ? 0 : gap.Tries + 1);
            }
        });
    }

    /// <summary>
    /// Closes windows that only today's batch had (feeds), once the archive has given their day completely: what they lacked
    /// then is there, or is a gap.
    /// </summary>
    internal void CloseDays(string source) =>
        database.Write((connection, transaction) =>
        {
            const string settled =
                """
                source = $source AND growing = 1 AND named = 0 AND EXISTS (
                  SELECT 1 FROM harvest_window AS whole
                  WHERE whole.source = harvest_window.source AND whole.day = harvest_window.day AND whole.state = 'complete'
                    AND whole.growing = 0 AND whole.named = 0 AND whole.begun_at > harvest_window.touched_at)
                """;
            foreach (var sql in new[] { $"DELETE FROM harvest_window WHERE state <> 'complete' AND {settled}", $"UPDATE harvest_window SET growing = 0 WHERE {settled}" })
            {
                using var command = connection.Command(sql, ("$source", source));
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }
        });

    /// <summary>Writes beside nothing else, in a transaction of its own.</summary>
    internal void Write(DateTimeOffset now, Action<LedgerWriter> write) =>
        database.Write((connection, transaction) => write(new LedgerWriter(connection, transaction, now)));

    private List<LedgerWindow> Windows(string condition, params (string Name, object? Value)[] values)
    {
        using var connection = database.Read();
        using var command = connection.Command($"SELECT {LedgerRows.Window} FROM harvest_window WHERE {condition}", values);
        return command.ReadAll(LedgerRows.ReadWindow);
    }
}

/// <summary>What became of a day's records in one category.</summary>
public sealed record CategoryTally(DateOnly Day, string Source, string Category, Tally Tally);

/// <summary>How many papers were announced, and how many of them the catalog lacks.</summary>
public sealed record AnnouncedCount(DateOnly Day, string Source, string Category, int Announced, int Missing);

/// <summary>A paper that was announced and that the catalog lacks.</summary>
public sealed record MissingPaper(DateOnly Day, string Source, string Id, IReadOnlyList<string> Categories);
