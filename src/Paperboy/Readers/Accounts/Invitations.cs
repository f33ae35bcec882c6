using Dapper;
using Paperboy.Storage;

namespace Paperboy.Readers.Accounts;

/// <summary>The addresses whose owners may make an account.</summary>
public sealed class Invitations(Database database, TimeProvider time)
{
    public IReadOnlyList<Invitation> All()
    {
        using var connection = database.Read();
        return
        [
            .. connection.Query<(string Handle, string Address, string Role, string InvitedAt)>(
                "SELECT handle, address, role, invited_at FROM invitation ORDER BY invited_at, handle")
                .Select(row => new Invitation(row.Handle, row.Address, Enum.Parse<Role>(row.Role, ignoreCase: true), row.InvitedAt.ToMoment())),
        ];
    }

    /// <summary>Invites an address; one that is invited already gets the role that is named now.</summary>
    /// <returns>False when it has an account.</returns>
    internal bool Add(ReaderAddress address, Role role) => database.Write((connection, transaction) =>
        connection.Execute(
            """
            INSERT INTO invitation (handle, address, address_key, role, invited_at)
            SELECT $handle, $Mailbox, $Key, $role, $now WHERE NOT EXISTS (
              SELECT 1 FROM account JOIN reader ON reader.number = account.reader WHERE reader.address_key = $Key)
            ON CONFLICT (address_key) DO UPDATE SET role = excluded.role
            """,
            new { handle = ReaderStore.NewHandle(), address.Mailbox, address.Key, role = AccountStore.ToSql(role), now = time.GetUtcNow().ToSql() },
            transaction) == 1);

    internal void Remove(string handle) => database.Write((connection, transaction) =>
        connection.Execute("DELETE FROM invitation WHERE handle = $handle", new { handle }, transaction));
}

/// <param name="Handle">By which it is taken back.</param>
/// <param name="Address">Who is invited.</param>
/// <param name="Role">What the account may do.</param>
/// <param name="InvitedAt">When.</param>
public sealed record Invitation(string Handle, string Address, Role Role, DateTimeOffset InvitedAt);
