using Microsoft.Data.Sqlite;
using Paperboy.Readers.Personal;

namespace Paperboy.Readers.Visits;

/// <summary>What is kept of a reader's visits.</summary>
internal sealed class VisitData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("visit", "when you were here last, and the time before",
            "So that papers that came since can be marked as new.",
            "Until you delete your account.",
            "SELECT seen_at, before_at FROM visit WHERE account = $Account"),
    ];

    // The row goes with the account.
    public void Delete(SqliteConnection connection, SqliteTransaction transaction, Person person, long anonymous)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "DELETE FROM visit WHERE account = $account";
        command.Parameters.AddWithValue("$account", person.Account);
        command.ExecuteNonQuery();
    }
}
