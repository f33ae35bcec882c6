using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Paperboy.Readers.Accounts;

/// <summary>What links and cookies carry: 256 random bits. The catalog keeps the hash alone, so that who reads it cannot come in.</summary>
internal static class Secret
{
    /// <summary>Letters, digits, - and _; 43 of them.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256. It needs no salt and no slowness: nobody guesses 256 bits.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
