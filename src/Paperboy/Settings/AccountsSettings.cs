using System.Globalization;
using System.Net;

namespace Paperboy.Settings;

/// <summary>Who may make an account.</summary>
public enum Registration
{
    /// <summary>Nobody; who has an account signs in.</summary>
    Closed,

    /// <summary>Whoever the owner invites.</summary>
    Invited,

    /// <summary>Whoever has a mail address.</summary>
    Open,
}

/// <param name="Registration">Who may make an account.</param>
/// <param name="IsSingleUser">Whether whoever sits at this machine is the owner, without signing in.</param>
/// <param name="SignInsPerHour">Mails to sign in by that one network may ask for.</param>
public sealed record AccountsSettings(Registration Registration, bool IsSingleUser, int SignInsPerHour)
{
    internal static readonly IReadOnlyList<Setting> Table =
    [
        new("Accounts:Registration", "invited",
            "Who may make an account: nobody, those whom the owner invites, or everybody who has a mail address. Who has one signs in in any case.",
            "closed, invited or open", v => v is "closed" or "invited" or "open"),
        new("Accounts:SingleUser", "no",
            "Whether every request from this machine itself is the owner's, without signing in: for a laptop that nobody else uses. Anybody who can log in to the machine is then the owner.",
            "yes or no; yes only where Server:Address is of this machine alone and there is no other public address", v => v is "yes" or "no"),
        new("Accounts:SignInsPerHour", "20",
            "How many mails to sign in by one network may ask for in an hour.",
            "a whole number from 1 to 1000",
            v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000),
    ];

    internal static AccountsSettings From(Func<string, string> value) => new(
        Enum.Parse<Registration>(value("Accounts:Registration"), ignoreCase: true),
        value("Accounts:SingleUser") == "yes",
        PaperboySettings.Number(value("Accounts:SignInsPerHour")));

    /// <summary>What does not go together with other settings.</summary>
    internal static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> values)
    {
        if (values["Accounts:SingleUser"] != "yes")
            yield break;
        foreach (var name in new[] { "Server:Address", "Server:PublicAddress" })
        {
            // What is no address at all is told already.
            if (Uri.TryCreate(values[name], UriKind.Absolute, out var address) && !IsThisMachine(address))
            {
                yield return $"Accounts:SingleUser is \"yes\", but {name} is \"{values[name]}\": others than whoever sits at this machine "
                    + "would be the owner. Allowed with it are localhost, 127.0.0.1 and [::1].";
            }
        }
    }

    private static bool IsThisMachine(Uri address) =>
        address.Host == "localhost"
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var parsed) && IPAddress.IsLoopback(parsed));
}
