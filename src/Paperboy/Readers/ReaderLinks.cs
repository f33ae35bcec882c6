using System.Globalization;
using NodaTime;
using Paperboy.Settings;

namespace Paperboy.Readers;

/// <summary>
/// The addresses that mails to readers carry, and what the signed ones mean. They begin with Server:PublicAddress and
/// nothing else: a request's Host header is whatever its sender likes.
/// </summary>
public sealed class ReaderLinks(ServerSettings server, LinkSigner signer)
{
    private const string ConfirmPurpose = "confirm a subscription";
    private const string UnsubscribePurpose = "unsubscribe";

    /// <summary>How long a confirmation may be waited for.</summary>
    public static readonly TimeSpan ConfirmationTime = TimeSpan.FromHours(48);

    /// <exception cref="InvalidOperationException">The settings have no public address; then no mail is made.</exception>
    public Uri Home => server.PublicAddress
        ?? throw new InvalidOperationException("Server:PublicAddress is not set, and links in mails begin with it.");

    public Uri Subscribe => new(Home, "subscribe");

    public Uri Paper(string id) => new(Home, "papers/" + Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal));

    public Uri Edition(DateOnly day) => new(Home, "papers/date/" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public Uri Unsubscribe(string handle) => new(Home, "unsubscribe/" + signer.Sign(UnsubscribePurpose, handle));

    public Uri Confirm(Confirmation confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        var content = string.Join(
            ' ',
            confirmation.Handle,
            confirmation.Generation.ToString(CultureInfo.InvariantCulture),
            confirmation.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            confirmation.Wanted.Hour.ToString(CultureInfo.InvariantCulture),
            confirmation.Wanted.Zone.Id);
        return new Uri(Home, "confirm/" + signer.Sign(ConfirmPurpose, content));
    }

    /// <summary>What a confirmation link says, or null when it is not ours.</summary>
    internal Confirmation? OpenConfirmation(string token)
    {
        if (!signer.TryOpen(ConfirmPurpose, token, out var content))
            return null;
        var parts = content.Split(' ');
        return new Confirmation(
            parts[0],
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)),
            new Schedule(
                int.Parse(parts[3], CultureInfo.InvariantCulture),
                DateTimeZoneProviders.Tzdb.GetZoneOrNull(parts[4]) ?? DateTimeZone.Utc));
    }

    /// <summary>The handle of whom an unsubscribe link is for, or null when it is not ours.</summary>
    internal string? OpenUnsubscribe(string token) => signer.TryOpen(UnsubscribePurpose, token, out var handle) ? handle : null;
}

/// <summary>What a confirmation link carries.</summary>
/// <param name="Handle">Whose.</param>
/// <param name="Generation">Of the reader when the link was made: unsubscribing ends it.</param>
/// <param name="ExpiresAt">When it is too late.</param>
/// <param name="Wanted">When the daily mail is wanted.</param>
public sealed record Confirmation(string Handle, long Generation, DateTimeOffset ExpiresAt, Schedule Wanted);
