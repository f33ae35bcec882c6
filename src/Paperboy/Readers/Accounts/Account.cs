namespace Paperboy.Readers.Accounts;

/// <summary>What somebody may do; each may all that the ones before may.</summary>
public enum Role
{
    /// <summary>Votes, saves, comments, submits.</summary>
    Reader,

    /// <summary>Makes editions and moderates.</summary>
    Curator,

    /// <summary>Decides about accounts.</summary>
    Owner,
}

/// <summary>Somebody who may sign in.</summary>
/// <param name="Number">The catalog's own; never shown.</param>
/// <param name="Handle">A random name that addresses carry.</param>
/// <param name="Actor">Whose events the account's are.</param>
/// <param name="Name">As it stands beside comments.</param>
/// <param name="Role">What the account may do.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record Account(long Number, string Handle, long Actor, string Name, Role Role, DateTimeOffset MadeAt);
