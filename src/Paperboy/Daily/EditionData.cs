using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Readers.Personal;

namespace Paperboy.Daily;

/// <summary>What editions keep of those who made them. The editions stay when somebody leaves; the name goes.</summary>
internal sealed class EditionData : IPersonalData
{
    private const string ForAll = "So that each edition says who made it.";
    private const string ForEver = "For ever; when you delete your account, the edition says “a former curator”.";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("pick", "which papers you picked as a curator, for which day, and the notes with them", ForAll, ForEver,
            "SELECT day, paper, place, note, at FROM pick WHERE actor = $Actor ORDER BY day, place"),
        new("left_out", "which papers you left out as a curator, and of which day", ForAll, ForEver,
            "SELECT day, paper, at FROM left_out WHERE actor = $Actor ORDER BY day, at"),
        new("desk_hand", "on which days' editions you worked as a curator", ForAll, ForEver,
            "SELECT day, since FROM desk_hand WHERE actor = $Actor ORDER BY day"),
        new("desk", "on which days' editions the last change is yours",
            "So that another curator is told who was faster.", ForEver,
            "SELECT day, changed_at FROM desk WHERE actor = $Actor ORDER BY day"),
        new("edition_pick", "your picks in the editions of days that are over", ForAll, ForEver,
            "SELECT day, version, place, paper, note FROM edition_pick WHERE actor = $Actor ORDER BY day, version, place"),
        new("edition_hand", "on which editions of days that are over you worked", ForAll, ForEver,
            "SELECT day, version FROM edition_hand WHERE actor = $Actor ORDER BY day, version"),
    ];

    public void Delete(SqliteConnection connection, SqliteTransaction transaction, Person person, long anonymous)
    {
        connection.Execute(
            """
            UPDATE pick SET actor = $anonymous WHERE actor = $Actor;
            UPDATE left_out SET actor = $anonymous WHERE actor = $Actor;
            UPDATE desk_hand SET actor = $anonymous WHERE actor = $Actor;
            UPDATE desk SET actor = $anonymous WHERE actor = $Actor;
            UPDATE edition_pick SET actor = $anonymous WHERE actor = $Actor;
            UPDATE edition_hand SET actor = $anonymous WHERE actor = $Actor;
            """,
            new { person.Actor, anonymous },
            transaction);
        EditionStamp.Move(connection);
    }
}
