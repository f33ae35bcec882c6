using System.Globalization;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>A request that the services were given.</summary>
/// <param name="Service">arxiv for all of its addresses, else the first part of the path.</param>
/// <param name="Address">Path and query, as they came.</param>
/// <param name="At">By the services' clock.</param>
/// <param name="Overlaps">Whether another request to the same service had not been answered to the end.</param>
/// <param name="UserAgent">Who said to ask.</param>
/// <param name="Fault">What the request met instead of an answer.</param>
internal sealed record AskedPage(string Service, string Address, DateTimeOffset At, bool Overlaps, string UserAgent, Fault? Fault);

/// <summary>All requests, in the order in which they came.</summary>
internal sealed class ServiceLog
{
    private readonly Lock _turn = new();
    private readonly List<AskedPage> _pages = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    public IReadOnlyList<AskedPage> All
    {
        get
        {
            lock (_turn)
                return [.. _pages];
        }
    }

    /// <summary>Those that were answered well.</summary>
    public IEnumerable<AskedPage> Answered => All.Where(p => p.Fault is null);

    /// <summary>The addresses that were answered well more than once: pages that somebody had already.</summary>
    public IReadOnlyList<string> AskedTwice =>
        [.. Answered.GroupBy(p => p.Address).Where(g => g.Count() > 1).Select(g => g.Key)];

    /// <summary>The shortest time between the starts of two requests to a service; null where there are not two.</summary>
    public TimeSpan? LeastDistance(string service)
    {
        var starts = All.Where(p => p.Service == service).Select(p => p.At).ToList();
        return starts.Count < 2 ? null : starts.Zip(starts.Skip(1), (one, next) => next - one).Min();
    }

    /// <summary>Which requests came while another to the same service was being answered.</summary>
    public IEnumerable<AskedPage> Overlapping => All.Where(p => p.Overlaps);

    public void Clear()
    {
        lock (_turn)
            _pages.Clear();
    }

    public override string ToString() => string.Join('\n', All.Select(p => string.Create(
        CultureInfo.InvariantCulture, $"{p.At:MM-dd HH:mm:ss.fff} {p.Address} {p.Fault}{(p.Overlaps ? " (overlaps)" : "")}")));

    internal void Began(string service, string address, DateTimeOffset at, string userAgent, Fault? fault)
    {
        lock (_turn)
        {
            var open = _open.GetValueOrDefault(service);
            _open[service] = open + 1;
            _pages.Add(new AskedPage(service, address, at, open > 0, userAgent, fault));
        }
    }

    internal void Ended(string service)
    {
        lock (_turn)
            _open[service]--;
    }
}
