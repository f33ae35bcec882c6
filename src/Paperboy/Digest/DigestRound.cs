using Paperboy.Daily;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Digest;

/// <summary>Makes the digests that are due and puts them into the outbox; sending is the outbox's work.</summary>
public sealed class DigestRound(
    ReaderStore readers,
    DigestStore digests,
    Editions editions,
    DigestWriter writer,
    DigestSettings settings,
    TimeProvider time,
    ILogger<DigestRound> log)
{
    // A digest that could not leave for a day is yesterday's paper.
    private static readonly TimeSpan Useful = TimeSpan.FromHours(24);

    /// <summary>
    /// Queues the digest of every reader whose hour has come today, once. Whoever confirmed after the hour has the
    /// first one tomorrow; a server that was down in the morning makes up for it.
    /// </summary>
    /// <returns>How many were queued.</returns>
    public async Task<int> QueueDueAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = readers.Confirmed()
            .Select(reader => (Reader: reader, Day: reader.Schedule.Today(now)))
            .Where(r => r.Reader.Schedule.DueAt(r.Day) is var at && now >= at && at >= r.Reader.ConfirmedAt)
            .GroupBy(r => r.Day.ToDateOnly(), r => r.Reader);
        var queued = 0;
        foreach (var day in due)
            queued += await QueueAsync(day.Key, [.. day], cancel);
        return queued;
    }

    /// <summary>Queues the digest of a day for every confirmed reader who has none.</summary>
    /// <returns>How many were queued.</returns>
    public Task<int> QueueAsync(DateOnly day, CancellationToken cancel) => QueueAsync(day, readers.Confirmed(), cancel);

    /// <summary>What a reader's digest of a day says, or null when there is nothing new.</summary>
    public DigestContent? Preview(Reader reader, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Edition(day) is { } edition ? Build(reader, day, edition) : null;
    }

    private async Task<int> QueueAsync(DateOnly day, IReadOnlyList<Reader> wanting, CancellationToken cancel)
    {
        var having = digests.ReadersWith(day);
        var lacking = wanting.Where(r => !having.Contains(r.Number)).ToList();
        if (lacking.Count == 0)
            return 0;

        // The number is read before the edition: what arrives in between is then news for the next digest.
        var newest = digests.NewestPaper();
        var edition = Edition(day);
        var queued = 0;
        foreach (var reader in lacking)
        {
            cancel.ThrowIfCancellationRequested();
            var content = edition is null ? null : Build(reader, day, edition);
            var now = time.GetUtcNow();
            var mail = content is null
                ? new OutgoingMail("", reader.Address, "", [])
                : await writer.MailAsync(content, reader, now);
            var added = digests.Add(
                new NewMail(MailKind.Digest, reader.Number, day.ToSql(), reader.Generation, mail, now + Useful), content, newest, now);
            if (added && content is not null)
                queued++;
        }

        log.LogInformation("{Queued} digests of {Day} queued; {Nothing} readers have nothing new", queued, day, lacking.Count - queued);
        return queued;
    }

    private DigestContent? Build(Reader reader, DateOnly day, DigestEdition edition) => DigestBuilder.Build(
        day, edition.Day, edition.Papers, digests.History(reader.Number, day), settings.Papers,
        (paper, e) => log.LogError(e, "Paper {Paper} is left out of the digest of {Day}: {Reason}", paper.Id, day, e.Message));

    private DigestEdition? Edition(DateOnly day) =>
        editions.Latest(day) is { } newest ? new DigestEdition(newest, editions.Top(newest, int.MaxValue)) : null;

    private sealed record DigestEdition(DateOnly Day, IReadOnlyList<EditionPaper> Papers);
}
