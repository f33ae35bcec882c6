using System.CommandLine;
using System.Globalization;
using Paperboy.Cli;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Digest;

/// <summary><c>paperboy digest send</c>: queues and sends a day's digests to all who have none for it.</summary>
internal static class DigestSend
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Create(GlobalOptions options)
    {
        var day = DigestCommand.DayOption();
        var command = new Command("send", "Send a day's digest to every confirmed reader who has none for that day.") { day };
        options.Examples[command] =
        [
            "paperboy digest send --day 2026-03-17",
        ];
        options.Handle(command, (context, cancel) => RunAsync(context, context.Parsed.GetValue(day), cancel));
        return command;
    }

    private static async Task<int> RunAsync(VerbContext context, DateOnly day, CancellationToken cancel)
    {
        await using var services = DigestCommand.Services(context);
        if (!services.GetRequiredService<MailSettings>().IsOn)
            throw new VerbFailedException("Mail:Transport is none: no mail leaves. Set it to smtp or folder.");
        if (services.GetRequiredService<ReaderStore>().Confirmed().Count == 0)
            context.Warn("There is no confirmed reader to send to.");
        var outbox = services.GetRequiredService<Outbox>();
        var before = Count(outbox, day, MailState.Sent);
        await services.GetRequiredService<DigestRound>().QueueAsync(day, cancel);
        var sender = services.GetRequiredService<OutboxSender>();
        var round = await sender.SendDueAsync(cancel);
        if (round is null)
            await WaitForOtherAsync(context, outbox, sender.OtherSender, day, cancel);
        else if (round.Fault is { } fault)
            context.Warn($"No mail can be sent at present: {fault}");

        var receipts = outbox.Receipts(MailKind.Digest, day.ToSql());
        var result = new SendResultOfDay(
            day,
            Of(receipts, MailState.Sent) - before,
            Of(receipts, MailState.Sent),
            Of(receipts, MailState.Queued) + Of(receipts, MailState.Claimed),
            Of(receipts, MailState.Failed),
            Of(receipts, MailState.Withdrawn),
            Of(receipts, MailState.Nothing),
            receipts);
        context.Result(result, Describe);
        return result.Waiting + result.Failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    // Two senders could send one mail twice; so there is one, and who is not it waits until it has done its work.
    private static async Task WaitForOtherAsync(
        VerbContext context, Outbox outbox, string other, DateOnly day, CancellationToken cancel)
    {
        if (!IsUntried())
            return;
        context.Say($"The digests are queued; {other} sends them. Waiting for it.");
        var until = context.Time.GetUtcNow() + Patience;
        while (context.Time.GetUtcNow() < until && IsUntried())
            await Task.Delay(Look, context.Time, cancel);

        bool IsUntried() => outbox.Receipts(MailKind.Digest, day.ToSql())
            .Any(r => r.State == MailState.Claimed || (r.State == MailState.Queued && r.Attempts == 0));
    }

    private static int Count(Outbox outbox, DateOnly day, MailState state) => Of(outbox.Receipts(MailKind.Digest, day.ToSql()), state);

    private static int Of(IReadOnlyList<Receipt> receipts, MailState state) => receipts.Count(r => r.State == state);

    private static string Describe(SendResultOfDay result)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{result.Day:yyyy-MM-dd}: {result.SentNow} sent now, {result.Sent} in all; {result.Waiting} waiting, {result.Failed} failed, {result.Withdrawn} withdrawn; {result.Nothing} had nothing new."),
        };
        lines.AddRange(
            from receipt in result.Receipts
            where receipt.State is MailState.Queued or MailState.Claimed or MailState.Failed || receipt.Uncertain > 0
            let doubt = receipt.Uncertain > 0 ? $" (sent {receipt.Uncertain} times without an answer: a copy may have come more than once)" : ""
            select $"  {receipt.Recipient}: {receipt.State.ToString().ToUpperInvariant()} {receipt.Words}{doubt}");
        return string.Join(Environment.NewLine, lines);
    }

    private sealed record SendResultOfDay(
        DateOnly Day, int SentNow, int Sent, int Waiting, int Failed, int Withdrawn, int Nothing, IReadOnlyList<Receipt> Receipts);
}
