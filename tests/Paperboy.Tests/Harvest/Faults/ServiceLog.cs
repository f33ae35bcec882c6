using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>A request that the services were given.</summary>
/// <param name="Service">arxiv for all of its addresses, else the first part of the path.</param>
/// <param name="Address">Path and query, as they came.</param>
/// <param name="At">By the services' clock.</param>
/// <param name="Overlaps">Whether another request to the same service had not been answered to the end.</param>
/// <param name="Protocol">HTTP/1.1 or HTTP/2.</param>
/// <param name="UserAgent">Who said to ask.</param>
/// <param name="Fault">What the request met instead of an answer.</param>
internal sealed record AskedPage(string Service, string Address, DateTimeOffset At, bool Overlaps, string Protocol, string UserAgent, Fault? Fault);

/// <summary>All requests, in the order in which they came.</summary>
internal sealed class ServiceLog
{
    private readonly Lock _turn = new();
    private readonly List<AskedPage> _pages = [];
    private readonly List<(int Count, TaskCompletionSource Done)> _awaited = [];
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

    /// <summary>Waits until so many requests have come, for real.</summary>
    public Task ReachedAsync(int count)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_turn)
        {
            if (_pages.Count >= count)
                done.SetResult();
            else
                _awaited.Add((count, done));
        }

        return done.Task;
    }

    public void Clear()
    {
        lock (_turn)
            _pages.Clear();
    }

    public override string ToString() => string.Join('\n', All.Select(p => string.Create(
        CultureInfo.InvariantCulture, $"{p.At:MM-dd HH:mm:ss.fff} {p.Address} {p.Fault}{(p.Overlaps ? " (overlaps)" : "")}")));

    internal void Began(string service, string address, DateTimeOffset at, HttpRequest request, Fault? fault)
    {
        lock (_turn)
        {
            var open = _open.GetValueOrDefault(service);
            _open[service] = open + 1;
            _pages.Add(new AskedPage(service, address, at, open > 0, request.Protocol, request.Headers.UserAgent.ToString(), fault));
            foreach (var (_, done) in _awaited.Where(a => a.Count <= _pages.Count))
                done.TrySetResult();
        }
    }

    internal void Ended(string service)
    {
        lock (_turn)
            _open[service]--;
    }
}
