using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Paperboy.Settings;

namespace Paperboy.Readers;

/// <summary>How many subscriptions one network address may ask for in an hour: else Paperboy is a gun for filling strangers' inboxes.</summary>
public sealed class SubscriptionLimit(DigestSettings settings, TimeProvider time)
{
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _asked = new(StringComparer.Ordinal);

    /// <summary>Counts one, unless the address has had its share.</summary>
    /// <returns>Null when it may; else how long it must wait.</returns>
    public TimeSpan? Count(IPAddress? address)
    {
        var now = time.GetUtcNow();
        if (_asked.Count >= MostAddresses)
            Forget(now);
        var asked = _asked.GetOrAdd(Key(address), _ => new Queue<DateTimeOffset>());
        lock (asked)
        {
            while (asked.Count > 0 && now - asked.Peek() >= Window)
                asked.Dequeue();
            if (asked.Count >= settings.SubscriptionsPerHour)
                return asked.Peek() + Window - now;
            asked.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, asked) in _asked)
        {
            lock (asked)
            {
                if (asked.All(t => now - t >= Window))
                    _asked.TryRemove(key, out _);
            }
        }
    }

    // One customer of a provider has at least a /64 of IPv6 to himself.
    internal static string Key(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "unknown";
    }
}
