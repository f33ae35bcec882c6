using System.CommandLine;
using System.Globalization;
using Paperboy.Cli;
using Paperboy.Readers;

namespace Paperboy.Digest;

/// <summary><c>paperboy digest preview</c>: what a reader's mail of a day says, without sending it.</summary>
internal static class DigestPreview
{
    public static Command Create(GlobalOptions options)
    {
        var address = new Option<string>("--reader") { Description = "The reader's mail address.", HelpName = "ADDRESS", Required = true };
        var day = DigestCommand.DayOption();
        var file = new Option<FileInfo?>("--html") { Description = "Also write the HTML part into this file.", HelpName = "FILE" };
        var command = new Command("preview", "Show a reader's digest of a day, as plain text.") { address, day, file };
        options.Examples[command] =
        [
            "paperboy digest preview --reader ann@example.org --day 2026-03-17",
            "paperboy digest preview --reader ann@example.org --day 2026-03-17 --html mail.html",
        ];
        options.Handle(command, (context, _) => RunAsync(
            context, context.Parsed.GetValue(address)!, context.Parsed.GetValue(day), context.Parsed.GetValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(VerbContext context, string text, DateOnly day, FileInfo? file)
    {
        if (!ReaderAddress.TryParse(text, out var address))
            throw new VerbFailedException($"\"{text}\" is not a mail address.");
        await using var services = DigestCommand.Services(context);
        var reader = services.GetRequiredService<ReaderStore>().Find(address)
            ?? throw new VerbFailedException(
                $"{address.Mailbox} is not a reader. Subscribe at {services.GetRequiredService<ReaderLinks>().Subscribe}, then ask again; it need not be confirmed for a preview.");
        var writer = services.GetRequiredService<DigestWriter>();
        if (services.GetRequiredService<DigestRound>().Preview(reader, day) is not { } content)
        {
            context.Result(
                new PreviewResult(reader.Address, day, null, [], null),
                _ => string.Create(CultureInfo.InvariantCulture, $"{reader.Address} gets no mail for {day:yyyy-MM-dd}: nothing is new since the last one."));
            return ExitCode.Done;
        }

        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, await writer.HtmlAsync(content, reader));
            context.Say($"The HTML part is in {file.FullName}.");
        }

        context.Result(
            new PreviewResult(reader.Address, day, content.Edition, content.Entries, writer.Text(content, reader)), r => r.Text!);
        return ExitCode.Done;
    }

    private sealed record PreviewResult(string Reader, DateOnly Day, DateOnly? Edition, IReadOnlyList<DigestEntry> Papers, string? Text);
}
