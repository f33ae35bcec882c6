using System.CommandLine;
using System.Globalization;
using Paperboy.Cli;
using Paperboy.Settings;

namespace Paperboy.Digest;

/// <summary><c>paperboy digest</c>: looking at a reader's mail of a day, and sending a day's mails by hand.</summary>
internal static class DigestCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("digest", "The daily mail: look at one, or send a day's.");
        command.Subcommands.Add(DigestPreview.Create(options));
        command.Subcommands.Add(DigestSend.Create(options));
        return command;
    }

    internal static Option<DateOnly> DayOption() => new("--day")
    {
        Description = "The day, as yyyy-MM-dd.",
        HelpName = "DAY",
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"\"{text}\" is not a day; one such as 2026-03-17 is needed.");
            return default;
        },
    };

    /// <summary>The services of the house, without a server; warnings go to standard error.</summary>
    internal static ServiceProvider Services(VerbContext context)
    {
        var settings = SettingsReader.Read(context.Folder);
        if (settings.Server.PublicAddress is null)
            throw new VerbFailedException("Server:PublicAddress is not set, and the links in a digest begin with it.");
        var services = new ServiceCollection();
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true)
            .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
                console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        PaperboyHost.AddRooms(services, context.Folder, settings, context.Time);
        return services.BuildServiceProvider();
    }
}
