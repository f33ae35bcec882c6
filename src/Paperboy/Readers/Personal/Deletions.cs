using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;

namespace Paperboy.Readers.Personal;

/// <summary>
/// Deletes a person from all rooms at once. What readers did stays, as events of a fresh actor: lists of the past come out the
/// same, and nothing leads back.
/// </summary>
public sealed class Deletions(Database database, IEnumerable<IPersonalData> rooms, TimeProvider time)
{
    /// <summary>Deletes an account with all that is kept of its person.</summary>
    /// <returns>False when no owner would be left.</returns>
    public bool Delete(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return database.Write((connection, transaction) =>
        {
            if (Find(connection, transaction, account.Handle) is not { } person)
                return true;
            if (connection.ExecuteScalar<long>(
                $"SELECT {AccountStore.OwnerIsLeft} FROM account WHERE number = $Account", new { person.Account }, transaction) == 0)
            {
                return false;
            }

            // First the list: a crash between the two deletes at the next start what the reader asked for; the other way round a
            // restored backup would bring back who is gone.
            new DeletionList(database.Folder).Add(account.Handle, time.GetUtcNow());
            Delete(connection, transaction, rooms, person);
            return true;
        });
    }

    /// <summary>Deletes the accounts of a catalog that are on the list: it was restored from a backup that is older than their deletion.</summary>
    /// <returns>How many there were.</returns>
    internal static int Apply(Database database, IReadOnlyList<IPersonalData> rooms)
    {
        var hashes = new DeletionList(database.Folder).Hashes();
        if (hashes.Count == 0)
            return 0;
        using (var connection = database.Read())
        {
            if (!Listed(connection, null, hashes).Any())
                return 0;
        }

        return database.Write((connection, transaction) =>
        {
            var handles = Listed(connection, transaction, hashes).ToList();
            foreach (var handle in handles)
                Delete(connection, transaction, rooms, Find(connection, transaction, handle)!);
            return handles.Count;
        });
    }

    internal static Person? Find(SqliteConnection connection, SqliteTransaction transaction, string handle) =>
        connection.QuerySingleOrDefault<(long Number, long Actor, long? Reader, string? AddressKey)?>(
            """
            SELECT account.number, account.actor, account.reader, reader.address_key
            FROM account LEFT JOIN reader ON reader.number = account.reader WHERE account.handle = $handle
            """,
            new { handle },
            transaction) is { } row
            ? new Person(row.Number, handle, row.Actor, row.Reader, row.AddressKey)
            : null;

    private static void Delete(SqliteConnection connection, SqliteTransaction transaction, IEnumerable<IPersonalData> rooms, Person person)
    {
        var since = connection.ExecuteScalar<string>("SELECT since FROM actor WHERE number = $Actor", new { person.Actor }, transaction)!;
        var anonymous = AccountStore.NewActor(connection, transaction, since.ToMoment());
        // The account and its actor go last: the rows of other rooms lead to them.
        foreach (var room in rooms.OrderBy(room => room is AccountData))
            room.Delete(connection, transaction, person, anonymous);
    }

    private static IEnumerable<string> Listed(SqliteConnection connection, SqliteTransaction? transaction, IReadOnlySet<string> hashes) =>
        connection.Query<string>("SELECT handle FROM account", transaction: transaction).Where(handle => hashes.Contains(DeletionList.HashOf(handle)));
}
