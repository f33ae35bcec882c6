namespace Paperboy.Harvest.Fetching;

/// <summary>
/// How long a service is left alone after a failure, and when nobody asks it any more. Waits grow exponentially up to a
/// bound, and each is drawn from nought to its whole length ("full jitter": M. Brooker, "Exponential Backoff And Jitter",
/// 2015), on top of the service's usual delay.
/// </summary>
internal static class GateRule
{
    /// <summary>How often one page is asked for.</summary>
    public const int Tries = 5;

    /// <summary>After so many refusals in a row the gate is shut.</summary>
    public const int MostRefusals = 5;

    /// <summary>After so many failures of any kind in a row the gate is shut: three pages given up.</summary>
    public const int MostFailures = 3 * Tries;

    /// <summary>A Retry-After of more than that is not waited for: the gate is shut until then.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>No gate is shut for longer, whatever the service asks for.</summary>
    public static readonly TimeSpan LongestShut = TimeSpan.FromHours(12);

    private static readonly TimeSpan FirstAfterFailure = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FirstAfterRefusal = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstShut = TimeSpan.FromHours(1);

    /// <summary>The wait after a failure that came with no word on how long.</summary>
    /// <param name="failures">How many there were in a row, this one included.</param>
    /// <param name="refused">Whether the service asked to be left alone.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public static TimeSpan BackOff(int failures, bool refused, double jitter) =>
        Grown(refused ? FirstAfterRefusal : FirstAfterFailure, failures, LongestBackOff) * jitter;

    /// <summary>How long the gate is shut, the first time, the second, and so on without a good reply in between.</summary>
    public static TimeSpan Shut(int times) => Grown(FirstShut, times, LongestShut);

    private static TimeSpan Grown(TimeSpan first, int times, TimeSpan longest) =>
        first * Math.Min(longest / first, Math.Pow(2, Math.Max(0, times - 1)));
}
