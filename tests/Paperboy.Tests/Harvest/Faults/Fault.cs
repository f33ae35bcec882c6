namespace Paperboy.Tests.Harvest.Faults;

/// <summary>What a service can do instead of answering.</summary>
internal enum Fault
{
    /// <summary>429 without a word on how long.</summary>
    TooManyRequests,

    /// <summary>429 with Retry-After: 30.</summary>
    TooManyRequestsWithRetryAfter,

    ServerError,
    BadGateway,

    /// <summary>503 without a word on how long.</summary>
    Unavailable,

    /// <summary>503 with Retry-After as a date, 20 seconds on.</summary>
    UnavailableWithRetryAfter,

    /// <summary>Nothing comes until the client gives up.</summary>
    TimeOut,

    /// <summary>The connection is cut before the head.</summary>
    Reset,

    /// <summary>The connection is cut in the middle of a body of known length.</summary>
    HalfReply,

    /// <summary>The connection is cut between two chunks.</summary>
    HalfChunked,

    /// <summary>A whole reply, but its text stops in the middle.</summary>
    InvalidSyntax,

    /// <summary>A page for browsers, with status 200.</summary>
    BrowserPage,

    /// <summary>Declared to be UTF-8, and Latin-1.</summary>
    WrongCharset,

    /// <summary>No records, though more follow.</summary>
    EmptyPage,

    /// <summary>The token that leads to this page leads on from it.</summary>
    RepeatedToken,

    /// <summary>The token is not known any more.</summary>
    ExpiredToken,

    /// <summary>Records without end.</summary>
    EndlessPage,

    /// <summary>302 to another host.</summary>
    RedirectElsewhere,

    /// <summary>100 MB of blanks.</summary>
    Nothing,

    /// <summary>100 MB of blanks, in 100 kB of gzip.</summary>
    PackedNothing,

    /// <summary>Entities that would be gigabytes.</summary>
    EntityBomb,

    /// <summary>An entity that is to be fetched from elsewhere.</summary>
    ExternalEntity,

    /// <summary>The listing of the day before.</summary>
    YesterdaysBatch,

    /// <summary>Each record stands there twice.</summary>
    DoubledIds,

    /// <summary>The first record has no title.</summary>
    NoTitle,
}

/// <summary>
/// Which request meets which fault. Rules are looked at in the order in which they were made; the first that applies counts.
/// </summary>
internal sealed class Misbehaviour
{
    private readonly Lock _turn = new();
    private readonly List<Rule> _rules = [];

    /// <summary>Lets requests meet a fault.</summary>
    /// <param name="fault">Which.</param>
    /// <param name="at">Part of their path and query; empty for all.</param>
    /// <param name="nth">The first such request that meets it, from 1 on.</param>
    /// <param name="times">How many do, one after the other.</param>
    public void Add(Fault fault, string at = "", int nth = 1, int times = 1)
    {
        lock (_turn)
            _rules.Add(new Rule(at, n => n >= nth && n < (long)nth + times ? fault : null));
    }

    /// <summary>Lets each request meet one of the faults with a probability.</summary>
    /// <param name="seed">The same seed, the same faults in the same order of requests.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="mostInRow">So many faults are followed by a good reply at the latest.</param>
    /// <param name="faults">Each as likely as the others.</param>
    /// <param name="at">Part of the path and query; empty for all.</param>
    public void AddRandomly(int seed, double share, int mostInRow, Fault[] faults, string at = "")
    {
        var random = new Random(seed);
        var inRow = 0;
        lock (_turn)
        {
            _rules.Add(new Rule(at, _ =>
            {
                var fault = random.NextDouble() < share && inRow < mostInRow ? faults[random.Next(faults.Length)] : (Fault?)null;
                inRow = fault is null ? 0 : inRow + 1;
                return fault;
            }));
        }
    }

    public void Clear()
    {
        lock (_turn)
            _rules.Clear();
    }

    internal Fault? Next(string pathAndQuery)
    {
        lock (_turn)
        {
            Fault? chosen = null;
            foreach (var rule in _rules)
            {
                if (pathAndQuery.Contains(rule.At, StringComparison.Ordinal))
                    chosen ??= rule.Apply(++rule.Seen);
            }

            return chosen;
        }
    }

    private sealed class Rule(string at, Func<int, Fault?> apply)
    {
        public string At => at;

        public Func<int, Fault?> Apply => apply;

        public int Seen { get; set; }
    }
}
