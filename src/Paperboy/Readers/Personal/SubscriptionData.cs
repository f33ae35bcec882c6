using Dapper;
using Microsoft.Data.Sqlite;

namespace Paperboy.Readers.Personal;

/// <summary>What the daily mail keeps of a person.</summary>
internal sealed class SubscriptionData : IPersonalData
{
    private const string Mine = "(SELECT number FROM mail WHERE reader = $Reader)";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("reader", "your mail address, and when the daily mail shall come",
            "So that mail reaches you, and an unsubscribed address gets none.",
            "Until you delete your account. An address that asks for the daily mail and never confirms is deleted after 7 days; one without an account that has unsubscribed stays, so that its links go on saying so.",
            "SELECT address, state, zone, hour, asked_at, confirmed_at, unsubscribed_at FROM reader WHERE number = $Reader"),
        new("mail", "the mails that went to you: kind, time, what the server said, and for 30 days the mail itself",
            "So that none comes twice, and the owner can see why one did not come.",
            "Until you delete your account; the text for 30 days.",
            """
            SELECT kind, occasion, state, recipient, queued_at, settled_at, attempts, words, CAST(message AS TEXT) AS message
            FROM mail WHERE reader = $Reader ORDER BY number
            """),
        new("mail_attempt", "each try to send you one, with the server's words",
            "So that the owner can see why a mail did not come.",
            "As long as the mail's row.",
            $"SELECT at, outcome, words, replies FROM mail_attempt WHERE mail IN {Mine} ORDER BY mail, attempt"),
        new("digest", "from which edition each daily mail was made",
            "So that the next one brings what is new.",
            "As long as the mail's row.",
            $"SELECT edition FROM digest WHERE mail IN {Mine} ORDER BY mail"),
        new("digest_paper", "which papers were in it",
            "So that no paper comes to you twice.",
            "As long as the mail's row.",
            $"SELECT paper_id FROM digest_paper WHERE mail IN {Mine} ORDER BY mail, paper_id"),
    ];

    // Mails, attempts and digests go with the reader.
    public void Delete(SqliteConnection connection, SqliteTransaction transaction, Person person, long anonymous) =>
        connection.Execute("DELETE FROM reader WHERE number = $Reader", new { person.Reader }, transaction);
}
