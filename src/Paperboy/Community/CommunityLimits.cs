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

    private readonly Dictionary<LimitedAct, (RateLimit Account, RateLimit Address)> _limits = new()
    {
        [LimitedAct.Choice] = Of(settings.ChoicesPerHour, TimeSpan.FromHours(1), time),
        [LimitedAct.Comment] = Of(settings.CommentsPerHour, TimeSpan.FromHours(1), time),
        [LimitedAct.Report] = Of(settings.ReportsPerHour, TimeSpan.FromHours(1), time),
        [LimitedAct.Submission] = Of(settings.SubmissionsPerDay, TimeSpan.FromDays(1), time),
    };

    /// <summary>Counts one act, unless the account or the address has had its share.</summary>
    /// <returns>Null when it may; else how long it must wait.</returns>
    public TimeSpan? Count(LimitedAct act, Account account, IPAddress? address)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _limits[act].Account.Count(account.Handle) ?? (IsShared(address) ? null : _limits[act].Address.Count(address));
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

    // Of this machine: a proxy that does not say for whom it asks, behind which everybody is.
    private static bool IsShared(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static (RateLimit Account, RateLimit Address) Of(int most, TimeSpan window, TimeProvider time) =>
        (new RateLimit(most, window, time), new RateLimit(most * SharesOfAddress, window, time));
}
