using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Paperboy.Readers;
using Paperboy.Readers.Accounts;
using Paperboy.Settings;
using Paperboy.Web;

namespace Paperboy.Community;

/// <summary>What there may be too much of.</summary>
public enum LimitedAct
{
    /// <summary>Votes, saves and follows, and taking them back.</summary>
    Choice,

    Comment,

    Report,

    /// <summary>Submissions and claims.</summary>
    Submission,
}

/// <summary>
/// How much one account, and one network address, may do in a time. An address may do several times as much: a lab reads
/// behind one.
/// </summary>
public sealed class CommunityLimits(CommunitySettings settings, TimeProvider time)
{
    /// <summary>How many accounts' shares one address has.</summary>
    public const int SharesOfAddress = 5;

    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _done = new(StringComparer.Ordinal);

    /// <summary>Counts one act, unless the account or the address has had its share.</summary>
    /// <returns>Null when it may; else how long it must wait.</returns>
    public TimeSpan? Count(LimitedAct act, Account account, IPAddress? address)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (most, window) = ShareOf(act);
        var now = time.GetUtcNow();
        if (_done.Count >= MostKept)
            Forget(now);
        var byAccount = Times($"{act} {account.Number.ToString(CultureInfo.InvariantCulture)}");
        var byAddress = Times($"{act} from {RateLimit.NetworkOf(address)}");

        // Always in this order, so that two requests cannot wait for each other.
        lock (byAccount)
        {
            lock (byAddress)
            {
                if ((Wait(byAccount, most, window, now) ?? Wait(byAddress, most * SharesOfAddress, window, now)) is { } wait)
                    return wait;
                byAccount.Enqueue(now);
                byAddress.Enqueue(now);
                return null;
            }
        }
    }

    /// <summary>The page that says so, where somebody has had their share; null when the act is counted and may be done.</summary>
    internal IResult? Refuse(HttpContext http, LimitedAct act, Account account)
    {
        if (Count(act, account, http.Connection.RemoteIpAddress) is not { } wait)
            return null;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return StatusPages.Of(StatusCodes.Status429TooManyRequests, $"{WordsOf(act)} Try again in {Span(wait)}.");
    }

    private string WordsOf(LimitedAct act) => act switch
    {
        LimitedAct.Choice => $"You, or others at your network address, have voted and saved very often: {settings.ChoicesPerHour} times an hour is the most.",
        LimitedAct.Comment => $"You, or others at your network address, have written very much: {settings.CommentsPerHour} comments an hour is the most.",
        LimitedAct.Report => $"You, or others at your network address, have reported very much: {settings.ReportsPerHour} reports an hour is the most.",
        _ => $"You, or others at your network address, have submitted very much: {settings.SubmissionsPerDay} papers a day is the most.",
    };

    private static string Span(TimeSpan wait) =>
        wait.TotalMinutes < 1.5 ? "a minute"
        : wait.TotalMinutes < 90 ? Words.Count((long)Math.Ceiling(wait.TotalMinutes), "minute")
        : Words.Count((long)Math.Ceiling(wait.TotalHours), "hour");

    private (int Most, TimeSpan Window) ShareOf(LimitedAct act) => act switch
    {
        LimitedAct.Choice => (settings.ChoicesPerHour, TimeSpan.FromHours(1)),
        LimitedAct.Comment => (settings.CommentsPerHour, TimeSpan.FromHours(1)),
        LimitedAct.Report => (settings.ReportsPerHour, TimeSpan.FromHours(1)),
        _ => (settings.SubmissionsPerDay, TimeSpan.FromDays(1)),
    };

    private Queue<DateTimeOffset> Times(string key) => _done.GetOrAdd(key, _ => new Queue<DateTimeOffset>());

    private static TimeSpan? Wait(Queue<DateTimeOffset> done, int most, TimeSpan window, DateTimeOffset now)
    {
        while (done.Count > 0 && now - done.Peek() >= window)
            done.Dequeue();
        return done.Count >= most ? (done.Count == 0 ? window : done.Peek() + window - now) : null;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, done) in _done)
        {
            lock (done)
            {
                if (done.All(at => now - at >= TimeSpan.FromDays(1)))
                    _done.TryRemove(key, out _);
            }
        }
    }
}
