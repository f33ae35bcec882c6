using System.Text;

namespace Paperboy.Storage;

/// <summary>
/// An advisory lock on a file of the data folder (flock on Unix), freed by the kernel however its process ends.
/// A lock file left behind by a killed process therefore never blocks anyone.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock for this process alone, or gives null when another process holds it in any way.</summary>
    public static FileLock? TryExclusive(string path, string holder)
    {
        var stream = TryOpen(path, FileAccess.ReadWrite, FileShare.None);
        if (stream is null)
            return null;

        try
        {
            // The name goes into a file beside the lock: nobody else can read a file that is locked exclusively.
            File.WriteAllText(HolderPath(path), $"{holder} (process {Environment.ProcessId})", Encoding.UTF8);
            return new FileLock(stream);
        }
        catch
        {
            // On a full disk: a lock that nobody knows of would lock out this very process.
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Takes the lock for this process alone, waiting for those that hold it for moments only.</summary>
    /// <exception cref="StorageException">It was not free within the limit.</exception>
    public static FileLock WaitExclusive(string path, string holder, TimeSpan limit)
    {
        FileLock? taken = null;
        return SpinWait.SpinUntil(() => (taken = TryExclusive(path, holder)) is not null, limit)
            ? taken!
            : throw new StorageException($"{path} is held by {Holder(path)}.");
    }

    /// <summary>Takes the lock together with others, or gives null when one process holds it alone.</summary>
    public static FileLock? TryShared(string path)
    {
        if (!File.Exists(path))
        {
            using var made = TryOpen(path, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }

        var stream = TryOpen(path, FileAccess.Read, FileShare.Read);
        return stream is null ? null : new FileLock(stream);
    }

    /// <summary>Who took the lock last, in words, for messages.</summary>
    public static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderPath(path), Encoding.UTF8);
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    public void Dispose() => _stream.Dispose();

    private static string HolderPath(string path) => path + ".holder";

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
            && IsSharingViolation(e))
        {
            return null;
        }
    }

    // .NET reports a refused flock as EWOULDBLOCK (11 on Linux, 35 on macOS) and as 0x80070020 on Windows.
    private static bool IsSharingViolation(IOException e) =>
        e.HResult is 11 or 35 || (e.HResult & 0xFFFF) is 32 or 33;
}
