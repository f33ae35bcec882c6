using System.CommandLine;
using System.Globalization;
using Paperboy.Cli;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.Requests;
using Paperboy.Indexing;
using Paperboy.Ledger;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Harvest;

/// <summary><c>paperboy harvest [SOURCE]</c>: fetches what sources announced, and until it is found.</summary>
internal static class HarvestCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Create(GlobalOptions options)
    {
        var source = new Argument<string?>("SOURCE") { Description = "arxiv, hf, acl, openalex, crossref or s2; else all that are scheduled.", Arity = ArgumentArity.ZeroOrOne };
        var from = Day("--from", "The first day, such as 2026-03-16; else where the last harvest ended.");
        var until = Day("--until", "The last day; else today.");
        var category = new Option<string[]>("--category") { Description = "Only a category or an archive, such as cs.CL or cs; may be given several times.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var query = new Option<string?>("--query") { Description = "Bring papers that match these words, from a source that can be searched.", HelpName = "WORDS" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be asked for and how long it takes at least; ask nobody." };
        var now = new Option<bool>("--now") { Description = "Ask a service again that has shut us out or is being waited for; its usual delay stays." };
        var command = new Command("harvest", "Fetch papers from their sources. What was fetched completely is not asked for again.") { source, from, until, category, query, dryRun, now };
        command.Validators.Add(result =>
        {
            if (result.GetValue(from) is { } first && result.GetValue(until) is { } last && Parse(first) > Parse(last))
                result.AddError($"--from {first} is after --until {last}.");
            if (result.GetValue(query) is not null && result.GetValue(source) is null)
                result.AddError("--query needs a SOURCE: each is searched in its own way.");
        });
        options.Examples[command] =
        [
            "paperboy harvest",
            "paperboy harvest arxiv --category cs.CL --category cs.LG",
            "paperboy harvest arxiv --from 2026-03-16 --until 2026-03-18 --dry-run",
            "paperboy harvest openalex --query \"patient lanterns\"",
        ];
        options.Handle(command, (context, cancel) =>
        {
            using var rooms = context.OpenRooms(SettingsReader.Read(context.Folder));
            var desk = rooms.GetRequiredService<HarvestDesk>();
            var sources = Choose(desk, context.Parsed.GetValue(source));
            var wish = new HarvestWish(
                Parse(context.Parsed.GetValue(from)), Parse(context.Parsed.GetValue(until)),
                context.Parsed.GetValue(category) ?? [], context.Parsed.GetValue(query));
            if (context.Parsed.GetValue(now) && !context.Parsed.GetValue(dryRun))
                Open(rooms.GetRequiredService<Gates>(), sources);
            TellOfGates(context, rooms.GetRequiredService<Gates>(), sources);
            return context.Parsed.GetValue(dryRun)
                ? Plan(context, desk, sources, wish)
                : Run(context, rooms, desk, sources, wish, withRequests: context.Parsed.GetValue(source) is null, cancel);
        });
        return command;
    }

    private static void Open(Gates gates, IReadOnlyList<IPaperSource> sources)
    {
        foreach (var source in sources)
            gates.Open(HarvestDesk.GateOf(source));
    }

    private static void TellOfGates(VerbContext context, Gates gates, IReadOnlyList<IPaperSource> sources)
    {
        foreach (var source in sources)
        {
            if (gates.StateOf(HarvestDesk.GateOf(source)) is { Status: GateStatus.Shut, Until: { } until } gate)
            {
                context.Warn(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source.Title} is not asked before {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {gate.Reason}. --now asks nevertheless."));
            }
        }
    }

    private static IReadOnlyList<IPaperSource> Choose(HarvestDesk desk, string? name)
    {
        if (name is not null)
        {
            return desk.Find(name) is { } named
                ? [named]
                : throw new VerbFailedException($"There is no source \"{name}\". The sources are {string.Join(", ", desk.Sources.Select(s => s.Name))}.");
        }

        var scheduled = desk.Sources.Where(s => s.Scheduled).ToList();
        return scheduled.Count > 0
            ? scheduled
            : throw new VerbFailedException("No source is scheduled (Sources:...:Scheduled in the settings). Name one: paperboy harvest arxiv");
    }

    private static int Plan(VerbContext context, HarvestDesk desk, IReadOnlyList<IPaperSource> sources, HarvestWish wish)
    {
        var plans = sources.Select(source =>
        {
            var windows = Guarded(() => desk.Remaining(source, desk.Order(source, wish)));
            return new HarvestPlan(source.Name, source.Title, windows, Math.Max(0, windows.Count - 1) * desk.DelayOf(source).TotalSeconds);
        }).ToList();
        context.Result(new { plans }, _ => HarvestOutput.Words(plans));
        return ExitCode.Done;
    }

    private static int Run(
        VerbContext context, ServiceProvider rooms, HarvestDesk desk, IReadOnlyList<IPaperSource> sources, HarvestWish wish, bool withRequests,
        CancellationToken cancel)
    {
        var requested = withRequests ? rooms.GetRequiredService<RequestedHarvest>().DrainAsync(cancel).GetAwaiter().GetResult() : 0;
        var results = new List<HarvestResult>();
        foreach (var source in sources)
            results.Add(Guarded(() => Harvest(context, desk, source, desk.Order(source, wish), cancel)));
        if (requested > 0 || results.Any(result => result.Tally.Fetched + result.Tally.Withdrawn > 0))
            new Searchable(rooms.GetRequiredService<Database>()).Ensure(context, cancel);
        foreach (var (result, outcome) in results.SelectMany(r => r.Failures.Concat(r.Repeats).Select(o => (r, o))))
            context.Warn($"{result.Source.Name} {outcome.Window.Name}: {outcome.Error}");
        if (results.Any(result => !result.IsWhole))
            context.Say("The same command asks for what is not complete; paperboy ledger says what is missing.");
        context.Result(HarvestOutput.Json(results), _ => HarvestOutput.Words(results));
        return results.Any(result => result.State != RunState.Complete) ? ExitCode.Failed
            : results.Any(result => result.Tally.Rejected > 0 || result.Missing > 0) ? ExitCode.SomeRejected
            : ExitCode.Done;
    }

    private static HarvestResult Harvest(VerbContext context, HarvestDesk desk, IPaperSource source, HarvestOrder order, CancellationToken cancel)
    {
        var told = false;
        while (true)
        {
            try
            {
                return context.WithProgress($"Harvesting {source.Title}", report => desk.HarvestAsync(
                    source, order, "paperboy harvest", insist: true, new Told(so => report(HarvestOutput.Share(so), HarvestOutput.Words(so))), cancel)
                    .GetAwaiter().GetResult());
            }
            catch (HarvestBusyException e)
            {
                if (!told)
                    context.Say($"{e.Message} Waiting until that has ended.");
                told = true;
                cancel.WaitHandle.WaitOne(Pause);
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private static T Guarded<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (HarvestOrderException e)
        {
            throw new VerbFailedException(e.Message, e);
        }
    }

    private static Option<string?> Day(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "DAY" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Parse(text) is null)
                result.AddError($"{name} takes a day such as 2026-03-17, not \"{text}\".");
        });
        return option;
    }

    private static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Progress<T> would tell on another thread, after the work has gone on.
    private sealed class Told(Action<HarvestProgress> tell) : IProgress<HarvestProgress>
    {
        public void Report(HarvestProgress value) => tell(value);
    }
}
