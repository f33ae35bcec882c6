using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Paperboy.Storage;

namespace Paperboy.Readers;

/// <summary>
/// Signs what links in mails carry, with HMAC-SHA-256 and a key of our own that is never changed: an unsubscribe link
/// must work as long as somebody keeps the mail. (ASP.NET's data protection changes its keys, and forgets old ones.)
/// The signature covers the purpose, so that a link made for one thing does nothing else.
/// </summary>
public sealed class LinkSigner(DataFolder folder)
{
    private const int KeyBytes = 32;

    // 128 bits of the MAC: guessing is hopeless, and the link stays short.
    private const int MacBytes = 16;

    // A failure (a full disk, say) is not kept: the next link tries again.
    private readonly Lazy<byte[]> _key = new(() => ReadOrMakeKey(folder), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>A token fit for an address: letters, digits, - and _, and one dot.</summary>
    public string Sign(string purpose, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return $"{Base64Url.EncodeToString(bytes)}.{Base64Url.EncodeToString(Mac(purpose, bytes))}";
    }

    /// <summary>What was signed, if the token is ours and was made for this purpose.</summary>
    public bool TryOpen(string purpose, string token, [NotNullWhen(true)] out string? content)
    {
        content = null;
        ArgumentNullException.ThrowIfNull(token);
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || token.Length > 1_000
            || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        if (!CryptographicOperations.FixedTimeEquals(Mac(purpose, bytes), Base64Url.DecodeFromChars(token.AsSpan(dot + 1))))
            return false;
        content = Encoding.UTF8.GetString(bytes);
        return true;
    }

    private byte[] Mac(string purpose, byte[] content)
    {
        // The zero byte ends the purpose: no purpose and content together read like another pair.
        byte[] signed = [.. Encoding.UTF8.GetBytes(purpose), 0, .. content];
        return HMACSHA256.HashData(_key.Value, signed)[..MacBytes];
    }

    private static byte[] ReadOrMakeKey(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Keys);
        var file = Path.Combine(folder.Keys, "links.key");
        if (!File.Exists(file))
        {
            // Two processes that start together must end up with one and the same key. (A move that does not overwrite
            // is no way to decide between them: .NET looks first and renames then.)
            using var alone = FileLock.WaitExclusive(folder.KeysLock, "making the key of links", TimeSpan.FromSeconds(10));
            if (!File.Exists(file))
                MakeKey(file);
        }

        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes
            ? key
            : throw new StorageException($"{file} is damaged: it has {key.Length} bytes, not {KeyBytes}. Restore it from a backup; deleting it would end every link ever sent.");
    }

    // Made aside and moved, so that the key is there whole or not at all.
    private static void MakeKey(string file)
    {
        var fresh = file + ".fresh";
        using (var stream = PrivateFile.Create(fresh))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, file, overwrite: false);
    }
}
