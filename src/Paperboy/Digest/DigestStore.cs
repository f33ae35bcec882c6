using Dapper;
using Paperboy.Mail;
using Paperboy.Storage;

namespace Paperboy.Digest;

/// <summary>Which digests there have been, and what they brought.</summary>
public sealed class DigestStore(Database database)
{
    /// <summary>The numbers of the readers who have a digest for a day, sent or not.</summary>
    public IReadOnlySet<long> ReadersWith(DateOnly day)
    {
        using var connection = database.Read();
        return connection.Query<long>(
            "SELECT reader FROM mail WHERE kind = 'digest' AND occasion = $day", new { day = day.ToSql() }).ToHashSet();
    }

    /// <summary>What a reader has had. The digest of the day itself does not count, so that it can be made again to look at.</summary>
    public DigestHistory History(long reader, DateOnly day)
    {
        using var connection = database.Read();
        var last = connection.QuerySingleOrDefault<(string? Edition, long NewestPaper)>(
            """
            SELECT digest.edition, digest.newest_paper FROM mail JOIN digest ON digest.mail = mail.number
            WHERE mail.reader = $reader AND mail.kind = 'digest' AND mail.occasion < $day
              AND mail.state IN ('queued', 'claimed', 'sent')
            ORDER BY mail.occasion DESC LIMIT 1
            """,
            new { reader, day = day.ToSql() });
        var received = connection.Query<string>(
            """
            SELECT COALESCE(redirect.paper_id, digest_paper.paper_id)
            FROM mail JOIN digest_paper ON digest_paper.mail = mail.number
                      LEFT JOIN redirect ON redirect.id = digest_paper.paper_id
            WHERE mail.reader = $reader AND mail.kind = 'digest' AND mail.occasion <> $day
              AND mail.state IN ('queued', 'claimed', 'sent')
            """,
            new { reader, day = day.ToSql() });
        return new DigestHistory(last.Edition?.ToDay(), last.NewestPaper, received.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The highest number that a paper has.</summary>
    public long NewestPaper()
    {
        using var connection = database.Read();
        return connection.Number("SELECT COALESCE(MAX(number), 0) FROM paper");
    }

    /// <summary>Queues a digest with what it brings, in one transaction; or notes that there was nothing to bring.</summary>
    /// <returns>False when the reader has one for that day already.</returns>
    internal bool Add(NewMail mail, DigestContent? content, long newestPaper, DateTimeOffset now) =>
        database.Write((connection, transaction) =>
        {
            var (state, words) = content is null ? (MailState.Nothing, "nothing new since the last digest") : (MailState.Queued, "");
            if (Outbox.Enqueue(connection, transaction, mail, state, words, now) is not { } number)
                return false;
            connection.Execute(
                "INSERT INTO digest (mail, edition, newest_paper) VALUES ($number, $edition, $newestPaper)",
                new { number, edition = content?.Edition.ToSql(), newestPaper },
                transaction);
            connection.Execute(
                "INSERT INTO digest_paper (mail, paper_id) VALUES ($number, $Id)",
                content?.Entries.Select(e => new { number, e.Id }) ?? [],
                transaction);
            return true;
        });
}
