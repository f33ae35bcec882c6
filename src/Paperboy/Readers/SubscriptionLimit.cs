using System.Net;
using Paperboy.Settings;

namespace Paperboy.Readers;

/// <summary>How many subscriptions one network address may ask for in an hour: else Paperboy is a gun for filling strangers' inboxes.</summary>
public sealed class SubscriptionLimit(DigestSettings settings, TimeProvider time)
{
    private readonly RateLimit _limit = new(settings.SubscriptionsPerHour, TimeSpan.FromHours(1), time);

    /// <inheritdoc cref="RateLimit.Count(IPAddress?)"/>
    public TimeSpan? Count(IPAddress? address) => _limit.Count(address);
}
