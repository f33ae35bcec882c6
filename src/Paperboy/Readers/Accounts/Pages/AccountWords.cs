namespace Paperboy.Readers.Accounts.Pages;

/// <summary>Roles in words.</summary>
internal static class AccountWords
{
    /// <summary>With its article.</summary>
    public static string A(Role role) => role switch
    {
        Role.Owner => "an owner",
        Role.Curator => "a curator",
        _ => "a reader",
    };
}
