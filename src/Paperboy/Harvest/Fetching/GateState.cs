namespace Paperboy.Harvest.Fetching;

/// <summary>Whether a service may be asked.</summary>
public enum GateStatus
{
    /// <summary>It may, as soon as its usual delay is over.</summary>
    Open,

    /// <summary>It failed or asked for time; the request is made again then.</summary>
    Waiting,

    /// <summary>It refused again and again, or cannot be reached: nobody asks it before then.</summary>
    Shut,
}

/// <summary>How a gate stands, for people.</summary>
/// <param name="Gate">Its name, as <see cref="ServiceRules.Gate"/> gives it.</param>
/// <param name="Status">By the clock of the moment.</param>
/// <param name="Until">The end of waiting or of being shut; null when it is open.</param>
/// <param name="Reason">What happened at last, if that was a failure; null when all is well.</param>
/// <param name="Refusals">How many times the service refused since it last answered.</param>
/// <param name="LastAsked">When anybody last asked it; null if nobody has.</param>
public sealed record GateState(
    string Gate, GateStatus Status, DateTimeOffset? Until, string? Reason, int Refusals, DateTimeOffset? LastAsked);
