namespace Paperboy.Embeddings.Remote;

/// <summary>
/// How often and when a request is sent again: after a second, two, four and so on, each shortened by up to a half at
/// random, so that many callers do not come back at once (M. Brooker, "Exponential Backoff And Jitter", 2015).
/// </summary>
/// <param name="Tries">The most times one request is sent.</param>
/// <param name="Timeout">For one try, from connecting to the answer's last byte.</param>
/// <param name="Jitter">A number from 0 to 1 at each call.</param>
internal sealed record RetryRule(int Tries, TimeSpan Timeout, Func<double> Jitter)
{
    /// <summary>Who asks to be left alone for longer is asked by a later call.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The wait after a failed try, 1 the first.</summary>
    public TimeSpan After(int attempt)
    {
        var full = First * Math.Min(Longest / First, Math.Pow(2, attempt - 1));
        return full * (1 - (Jitter() / 2));
    }
}
