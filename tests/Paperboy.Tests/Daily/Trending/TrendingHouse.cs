using Dapper;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Storage;

namespace Paperboy.Tests.Daily.Trending;

/// <summary>Writes what readers did into a catalog, as the rooms do that readers do it in.</summary>
internal static class TrendingHouse
{
    public static long NewReader(this Database database, DateTimeOffset since) =>
        database.Write((connection, transaction) => AccountStore.NewActor(connection, transaction, since));

    public static void Note(this Database database, DateTimeOffset at, long actor, EventKind kind, string paper, string detail = "") =>
        database.Write((connection, transaction) => EventLog.Append(connection, transaction, at, actor, kind, paper, detail));

    /// <summary>What the deletion of an account does to its events: they lead to an actor of another number, who is nobody.</summary>
    public static void Forget(this Database database, long actor) =>
        database.Write((connection, transaction) =>
        {
            var since = connection.QuerySingle<string>("SELECT since FROM actor WHERE number = $actor", new { actor }, transaction);
            var nobody = AccountStore.NewActor(connection, transaction, since.ToMoment());
            connection.Execute("UPDATE event SET actor = $nobody WHERE actor = $actor", new { nobody, actor }, transaction);
            connection.Execute("DELETE FROM actor WHERE number = $actor", new { actor }, transaction);
        });
}
