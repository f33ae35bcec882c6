using Microsoft.Extensions.Logging.Console;
using Paperboy.Settings;

namespace Paperboy.Cli;

/// <summary>The log goes to standard error, a line an event, for people or for programs; times are UTC.</summary>
internal static class Logging
{
    private const string Times = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void Configure(ILoggingBuilder logging, LogSettings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(settings.Level));

        // The frameworks tell of every request and every trigger; what they warn of is worth a line.
        foreach (var framework in new[] { "Microsoft", "System", "Quartz" })
            logging.AddFilter(framework, LogLevel.Warning);

        // Why the server could not start is said by the verb, in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (settings.Format == "json")
        {
            logging.AddJsonConsole(options =>
            {
                options.TimestampFormat = Times;
                options.UseUtcTimestamp = true;
            });
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = Times;
                options.UseUtcTimestamp = true;
                options.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
