using System.Collections.Concurrent;
using Dapper;
using Paperboy.Storage;

namespace Paperboy.Readers.Visits;

/// <summary>
/// When readers came, and how far the catalog had come then. Noted in memory with each page and written from time to time: a page
/// waits for no writer, and a killed server forgets half a minute.
/// </summary>
public sealed class Visits(Database database, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<long, Visit> _known = new();
    private readonly ConcurrentDictionary<long, bool> _unwritten = new();

    /// <summary>Notes that an account's reader asks for a page.</summary>
    public Visit Note(long account)
    {
        var (now, newest) = (time.GetUtcNow(), Newest());
        var visit = _known.AddOrUpdate(
            account,
            number => Read(number) is { } before ? before.On(now, newest) : new Visit(now, newest, null, null),
            (_, before) => before.On(now, newest));
        _unwritten[account] = true;
        return visit;
    }

    /// <summary>Writes what was noted, and lets go of readings that are over.</summary>
    public void Write()
    {
        var noted = new List<(long Account, Visit Visit)>();
        foreach (var account in _unwritten.Keys)
        {
            if (_unwritten.TryRemove(account, out _) && _known.TryGetValue(account, out var visit))
                noted.Add((account, visit));
        }

        if (noted.Count > 0)
            Write(noted);
        foreach (var entry in _known)
        {
            // Noted again meanwhile, it differs and stays.
            if (time.GetUtcNow() - entry.Value.SeenAt > Visit.Pause && !_unwritten.ContainsKey(entry.Key))
                _known.TryRemove(entry);
        }
    }

    public void Dispose() => Write();

    // An account that was deleted meanwhile gets no row.
    private void Write(List<(long Account, Visit Visit)> noted) => database.Write((connection, transaction) => connection.Execute(
        """
        INSERT INTO visit (account, seen_at, newest, before_at, before_newest)
        SELECT number, $seen, $newest, $beforeAt, $beforeNewest FROM account WHERE number = $account
        ON CONFLICT (account) DO UPDATE SET seen_at = excluded.seen_at, newest = excluded.newest,
          before_at = excluded.before_at, before_newest = excluded.before_newest
        """,
        noted.Select(n => new
        {
            account = n.Account,
            seen = n.Visit.SeenAt.ToSql(),
            newest = n.Visit.Newest,
            beforeAt = n.Visit.BeforeAt?.ToSql(),
            beforeNewest = n.Visit.BeforeNewest,
        }),
        transaction));

    private Visit? Read(long account)
    {
        using var connection = database.Read();
        return connection.QuerySingleOrDefault<(string SeenAt, long Newest, string? BeforeAt, long? BeforeNewest)?>(
            "SELECT seen_at, newest, before_at, before_newest FROM visit WHERE account = $account", new { account }) is { } row
            ? new Visit(row.SeenAt.ToMoment(), row.Newest, row.BeforeAt?.ToMoment(), row.BeforeNewest)
            : null;
    }

    private long Newest()
    {
        using var connection = database.Read();
        return connection.Number("SELECT COALESCE(MAX(number), 0) FROM paper");
    }
}
