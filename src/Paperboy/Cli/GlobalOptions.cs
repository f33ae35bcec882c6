using System.CommandLine;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Cli;

/// <summary>The options that every verb takes.</summary>
/// <param name="addRooms">Adds the services of the house, which only its roof knows, for verbs that need more than a store.</param>
public sealed class GlobalOptions(Action<IServiceCollection, DataFolder, PaperboySettings, TimeProvider> addRooms)
{
    internal Action<IServiceCollection, DataFolder, PaperboySettings, TimeProvider> AddRooms { get; } = addRooms;

    /// <summary>What to type, as each verb's help shows it.</summary>
    internal Dictionary<Command, string[]> Examples { get; } = [];

    public Option<string> Data { get; } = new("--data")
    {
        Description = "The data folder, else the one that PAPERBOY_DATA names.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PAPERBOY_DATA") is { Length: > 0 } folder ? folder : "data",
        Validators =
        {
            result =>
            {
                if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                    result.AddError("--data takes the name of a folder.");
            },
        },
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON, and nothing else.",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet")
    {
        Description = "Print no progress and no remarks, only warnings and errors.",
        Recursive = true,
    };

    /// <summary>Makes a verb whose work is given its context; exceptions become messages in <see cref="VerbRunner"/>.</summary>
    public void Handle(Command command, Func<VerbContext, CancellationToken, Task<int>> work) =>
        command.SetAction((parsed, cancel) => work(new VerbContext(parsed, this), cancel));

    /// <inheritdoc cref="Handle(Command, Func{VerbContext, CancellationToken, Task{int}})"/>
    public void Handle(Command command, Func<VerbContext, CancellationToken, int> work) =>
        Handle(command, (context, cancel) => Task.Run(() => work(context, cancel), CancellationToken.None));
}
