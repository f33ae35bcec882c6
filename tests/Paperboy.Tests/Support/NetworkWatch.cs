using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Paperboy.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(NetworkWatch))]

namespace Paperboy.Tests.Support;

/// <summary>
/// Fails the run when a test looked up the name of another machine: no test uses the network beyond loopback. (It sees this
/// process; programs that tests start are given addresses on loopback.)
/// </summary>
public sealed class NetworkWatch : EventListener
{
    private const string Source = "System.Net.NameResolution";

    private ConcurrentDictionary<string, bool>? _names;

    public override void Dispose()
    {
        base.Dispose();
        var names = Names.Keys.Where(name => !IsLocal(name)).Order(StringComparer.Ordinal).ToList();
        if (names.Count > 0)
            throw new InvalidOperationException($"Tests asked for other machines: {string.Join(", ", names)}");
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        if (eventSource.Name == Source)
            EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (eventData is { EventName: "ResolutionStart", Payload: [string name, ..] })
            Names[name] = true;
    }

    // The base class's constructor calls OnEventSourceCreated before fields of this one are set.
    private ConcurrentDictionary<string, bool> Names =>
        _names ?? Interlocked.CompareExchange(ref _names, new(StringComparer.OrdinalIgnoreCase), null) ?? _names;

    private static bool IsLocal(string name) =>
        name.Length == 0 || name == "localhost" || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || System.Net.IPAddress.TryParse(name, out _) || name == System.Net.Dns.GetHostName();
}
