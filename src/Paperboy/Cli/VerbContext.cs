using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Paperboy.Settings;
using Paperboy.Storage;
using Spectre.Console;

namespace Paperboy.Cli;

/// <summary>What every verb is given: the data folder, where to write, and how much.</summary>
public sealed class VerbContext
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Action<IServiceCollection, DataFolder, PaperboySettings, TimeProvider> _addRooms;

    internal VerbContext(ParseResult parsed, GlobalOptions options)
    {
        Parsed = parsed;
        Folder = new DataFolder(parsed.GetValue(options.Data)!);
        Json = parsed.GetValue(options.Json);
        Quiet = parsed.GetValue(options.Quiet);
        _addRooms = options.AddRooms;
    }

    /// <summary>The arguments, for the verb's own options.</summary>
    public ParseResult Parsed { get; }

    public DataFolder Folder { get; }

    /// <summary>True when the result goes to standard output as JSON, and nothing else does.</summary>
    public bool Json { get; }

    public bool Quiet { get; }

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Opens the catalog of the data folder.</summary>
    public Database OpenDatabase() => Database.Open(Folder, Time);

    /// <summary>The services of the house, without a server; their warnings go to standard error.</summary>
    public ServiceProvider OpenRooms(PaperboySettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => Logging.Configure(logging, new LogSettings("Warning", settings.Log.Format)));
        _addRooms(services, Folder, settings, Time);
        return services.BuildServiceProvider();
    }

    /// <summary>Writes the verb's result: as JSON when asked for, else as the given text.</summary>
    public void Result<T>(T result, Func<T, string> text)
    {
        if (Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(result, JsonForm));
        else
            Console.Out.WriteLine(text(result));
    }

    /// <summary>Writes a line for people: to standard error, so that it never mixes with a result.</summary>
    public void Say(string line)
    {
        if (!Quiet)
            Console.Error.WriteLine(line);
    }

    /// <summary>Writes a warning, also when quiet.</summary>
#pragma warning disable CA1822 // beside its siblings
    public void Warn(string line) => Console.Error.WriteLine(line);
#pragma warning restore CA1822

    /// <summary>
    /// Runs work with a progress bar on standard error when that is a terminal; elsewhere without one.
    /// The work is given a function that takes the share done, from 0 to 1, and a few words.
    /// </summary>
    public T WithProgress<T>(string title, Func<Action<double, string>, T> work)
    {
        if (Quiet || Json || Console.IsErrorRedirected)
            return work((_, _) => { });

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var task = progress.AddTask(Markup.Escape(title), maxValue: 1);
                return work((share, words) =>
                {
                    task.Value = share;
                    task.Description = Markup.Escape($"{title}: {words}");
                });
            });
    }
}
