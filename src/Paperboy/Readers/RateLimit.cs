using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Paperboy.Readers;

/// <summary>So many of something in a sliding window of time, by a key. Kept in memory: a restart forgets it.</summary>
/// <param name="most">In one window.</param>
/// <param name="window">Its length.</param>
/// <param name="time">The clock.</param>
public sealed class RateLimit(int most, TimeSpan window, TimeProvider time)
{
    private const int MostKeys = 10_000;

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _counted = new(StringComparer.Ordinal);

    /// <summary>Counts one, unless the key has had its share.</summary>
    /// <returns>Null when it may; else how long it must wait.</returns>
    public TimeSpan? Count(string key)
    {
        var now = time.GetUtcNow();
        if (_counted.Count >= MostKeys)
            Forget(now);
        var counted = _counted.GetOrAdd(key, _ => new Queue<DateTimeOffset>());
        lock (counted)
        {
            while (counted.Count > 0 && now - counted.Peek() >= window)
                counted.Dequeue();
            if (counted.Count >= most)
                return counted.Peek() + window - now;
            counted.Enqueue(now);
            return null;
        }
    }

    /// <summary>Counts one of a network: an address of IPv4, or a /64 of IPv6, which one customer of a provider has at least.</summary>
    public TimeSpan? Count(IPAddress? address) => Count(NetworkOf(address));

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, counted) in _counted)
        {
            lock (counted)
            {
                if (counted.All(t => now - t >= window))
                    _counted.TryRemove(key, out _);
            }
        }
    }

    internal static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "unknown";
    }
}
