using Paperboy.Jobs;
using Paperboy.Storage;
using Quartz;

namespace Paperboy.Recommend;

/// <summary>
/// Has the newest editions foretold when papers came in: once they have stopped coming, since the predictions of a day that is over stay
/// as they are. Learning takes a core for up to half a minute; a process of its own does it, with the lowest priority.
/// </summary>
internal sealed class AutomaticForecast(Forecasts forecasts, Database database, TimeProvider time, ILogger<AutomaticForecast> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private string? _lastSeen;
    private string? _settled;
    private DateTimeOffset _notBefore;

    /// <summary>Looks whether something is due, and has it done.</summary>
    /// <exception cref="BackgroundVerbException">It failed, and is tried again in an hour.</exception>
    public async Task LookAsync(CancellationToken cancel)
    {
        var announced = forecasts.Announced();
        var seen = string.Join(' ', announced.OrderBy(day => day.Key).Select(day => FormattableString.Invariant($"{day.Key:yyyy-MM-dd}:{day.Value}")));
        var isGrowing = seen != _lastSeen;
        _lastSeen = seen;
        if (isGrowing || seen == _settled || time.GetUtcNow() < _notBefore)
            return;
        var due = forecasts.Due(announced);
        if (due.Count > 0)
        {
            if (!forecasts.CanLearnBefore(due[0]))
                return;

            _notBefore = time.GetUtcNow() + Patience;
            log.LogInformation("The editions of {Days} days from {First} on are foretold in the background", due.Count, due[0]);
            await BackgroundVerb.RunAsync(database.Folder, ["predict"], cancel);
            _notBefore = default;
        }

        _settled = seen;
    }
}

/// <summary>Looks every minute whether new editions are to be foretold.</summary>
[DisallowConcurrentExecution]
internal sealed class ForecastJob(AutomaticForecast forecast) : IJob
{
    public const string Name = "predictions";

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public Task Execute(IJobExecutionContext context) => forecast.LookAsync(context.CancellationToken);
}
