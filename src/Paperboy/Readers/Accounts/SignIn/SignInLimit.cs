using System.Net;
using Paperboy.Settings;

namespace Paperboy.Readers.Accounts.SignIn;

/// <summary>
/// How many mails to sign in by may be asked for in an hour, by one network and for one address. Known and unknown addresses
/// have the same share, so that the limit tells nobody who has an account.
/// </summary>
public sealed class SignInLimit(AccountsSettings settings, TimeProvider time)
{
    /// <summary>Mails to one address in an hour.</summary>
    public const int PerAddress = 6;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly RateLimit _networks = new(settings.SignInsPerHour, Window, time);
    private readonly RateLimit _addresses = new(PerAddress, Window, time);

    // A mail leads to five codes at most; this bounds those who guess for many addresses, and links that are guessed.
    private readonly RateLimit _attempts = new(10 * settings.SignInsPerHour, Window, time);

    /// <summary>Counts a mail that is asked for; null, or how long to wait.</summary>
    public TimeSpan? CountAsking(IPAddress? network, ReaderAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _networks.Count(network) ?? _addresses.Count(address.Key);
    }

    /// <summary>Counts a link or a code that is tried; null, or how long to wait.</summary>
    public TimeSpan? CountAttempt(IPAddress? network) => _attempts.Count(network);
}
