using Dapper;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Readers.Personal;

/// <summary>What votes, saves, comments, follows, reports, claims, submissions and curators' acts keep of a person.</summary>
internal sealed class CommunityData(TimeProvider time) : IPersonalData
{
    private const string UntilDeleted = "Until you take it back, or delete your account.";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("choice", "the papers that you upvote and that you saved, and since when",
            "So that each counts once, and you find them again. Others see how many, never who.",
            UntilDeleted,
            "SELECT paper, kind, at FROM choice WHERE account = $Account ORDER BY at, paper, kind"),
        new("comment", "your comments, with the times of writing and of the last change",
            "So that others read them under your name.",
            "Until you delete them, or your account: then their text and your name are gone; where something answers them, a gap stays.",
            "SELECT paper, text, state, at, edited_at FROM comment WHERE account = $Account ORDER BY number"),
        new("follow", "the authors, categories, readers and queries that you follow",
            "So that you find what is new of them. Nobody else sees it.",
            UntilDeleted,
            "SELECT kind, target, title, at FROM follow WHERE account = $Account ORDER BY kind, target"),
        new("report", "what you reported to the curators, and why",
            "So that they can look at it.",
            "Until you delete your account.",
            "SELECT paper, reason, words, at, settled_at FROM report WHERE account = $Account ORDER BY number"),
        new("claim", "the papers that you say to be an author of",
            "So that a curator can confirm it, and others see it.",
            UntilDeleted,
            "SELECT paper, author, words, state, at, settled_at FROM claim WHERE account = $Account ORDER BY number"),
        new("requested_paper", "the papers that you submitted, and what came of that",
            "So that you see whether they came.",
            "Until you delete your account.",
            "SELECT id, state, words, asked_at, settled_at FROM requested_paper WHERE account = $Account ORDER BY number"),
        new("moderation", "what you did as a curator, and what curators decided about you",
            "So that their power can be looked at.",
            "For ever; when you delete your account, your name and what was said of you are gone from it.",
            "SELECT at, act, subject, paper, words FROM moderation WHERE account = $Account OR subject = $Handle ORDER BY number"),
    ];

    // What stood until now stands no more from now on: the events say so, by the number that leads to nobody, so that counts that
    // are made from events are those of the tables.
    public void Delete(SqliteConnection connection, SqliteTransaction transaction, Person person, long anonymous) => connection.Execute(
        """
        INSERT INTO event (at, actor, kind, paper)
          SELECT $now, $anonymous, CASE kind WHEN 'vote' THEN 'Unvote' ELSE 'Unsave' END, paper FROM choice WHERE account = $Account ORDER BY at, paper, kind;
        INSERT INTO event (at, actor, kind, paper, detail)
          SELECT $now, $anonymous, 'Uncomment', paper, handle FROM comment WHERE account = $Account AND state = 'shown' ORDER BY number;
        DELETE FROM choice WHERE account = $Account;
        UPDATE comment SET account = NULL, text = '', state = 'deleted', edited_at = NULL WHERE account = $Account;
        DELETE FROM follow WHERE account = $Account OR (kind = 'reader' AND target = $Handle);
        DELETE FROM report WHERE account = $Account;
        DELETE FROM claim WHERE account = $Account;
        DELETE FROM requested_paper WHERE account = $Account;
        UPDATE moderation SET subject = '', words = '' WHERE subject = $Handle;
        UPDATE moderation SET account = NULL WHERE account = $Account
        """,
        new { person.Account, person.Handle, anonymous, now = time.GetUtcNow().ToSql() },
        transaction);
}
