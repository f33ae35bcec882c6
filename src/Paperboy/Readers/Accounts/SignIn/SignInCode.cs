using System.Security.Cryptography;

namespace Paperboy.Readers.Accounts.SignIn;

/// <summary>
/// The short code of a mail, for those who read mail on another device: eight signs in two groups, 38 bits. Signs that look
/// alike and vowels are not among them.
/// </summary>
internal static class SignInCode
{
    private const string Signs = "23456789BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;

    public static string New() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>As it stands in the mail.</summary>
    public static string Shown(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>What was typed, without blanks, hyphens and lower case; whatever else it is, it is a wrong code.</summary>
    public static string Read(string? typed) =>
        string.Concat((typed ?? "").Where(c => char.IsAsciiLetterOrDigit(c)).Take(2 * Length)).ToUpperInvariant();

    /// <summary>
    /// The hash that the catalog keeps. The browser's secret is part of it: of the code alone somebody with a copy of the
    /// catalog would find all 38 bits in minutes.
    /// </summary>
    public static byte[] Hash(string browser, string code) => Secret.Hash($"{browser} {code}");
}
