using System.Security.Cryptography;
using System.Text;
using Paperboy.Storage;

namespace Paperboy.Readers.Personal;

/// <summary>
/// The accounts that were deleted, in a file of the data folder that no backup holds and no restore replaces: a line each, the
/// moment and the SHA-256 of the account's random handle, which leads to nobody. By it a restored catalog loses them again.
/// </summary>
internal sealed class DeletionList(DataFolder folder)
{
    /// <summary>Adds a line, which is on the disk when this returns.</summary>
    public void Add(string handle, DateTimeOffset now)
    {
        using var alone = FileLock.WaitExclusive(folder.Deletions + ".lock", "noting a deletion", TimeSpan.FromSeconds(10));
        if (!File.Exists(folder.Deletions))
            PrivateFile.Create(folder.Deletions).Dispose();
        using var stream = new FileStream(folder.Deletions, FileMode.Append, FileAccess.Write, FileShare.Read);
        // It begins with a line break, too: the last line may have been cut off by a crash.
        stream.Write(Encoding.ASCII.GetBytes($"\n{now.ToSql()} {HashOf(handle)}\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The hashes of all handles on the list.</summary>
    public IReadOnlySet<string> Hashes()
    {
        if (!File.Exists(folder.Deletions))
            return new HashSet<string>();
        return File.ReadLines(folder.Deletions)
            .Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .Where(hash => hash.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
    }

    public static string HashOf(string handle) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(handle)));
}
