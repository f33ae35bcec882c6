using System.Runtime.InteropServices;

namespace Paperboy.Search.Segments;

/// <summary>
/// The folder of an index and the few ways in which files reach it: written, forced to the disk, and only then renamed
/// over the old one. The names of all files are made here.
/// </summary>
internal sealed partial class IndexFolder(string path)
{
    public const string ManifestName = "manifest";
    public const string LockName = "write.lock";
    private const string TemporarySuffix = ".tmp";

    /// <summary>Called before each step that changes what a crash would leave behind. Tests copy the folder here.</summary>
    public Action<string>? BeforeStep { get; init; }

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public static string SegmentName(long number) => $"segment-{number:D6}.seg";

    public static string DeletionsName(long number, long generation) => $"segment-{number:D6}-{generation}.del";

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>When a file was written; that of a missing one is long ago.</summary>
    public DateTime WrittenAt(string name) => File.GetLastWriteTimeUtc(PathOf(name));

    /// <summary>Writes a new file and forces its content to the disk. When that fails, what was written makes room again.</summary>
    public void Write(string name, Action<ChecksummedStream> write)
    {
        try
        {
            WriteAndFlush(name, write);
        }
        catch
        {
            TryDelete(PathOf(name));
            throw;
        }
    }

    /// <summary>Replaces a file in one step: a reader or a crash sees the old content or the new one.</summary>
    public void Replace(string name, Action<ChecksummedStream> write)
    {
        Write(name + TemporarySuffix, write);
        FlushNames(); // the files that the new content names must be there before it is
        BeforeStep?.Invoke($"rename {name}");
        File.Move(PathOf(name + TemporarySuffix), PathOf(name), overwrite: true);
        FlushNames();
        BeforeStep?.Invoke($"renamed {name}");
    }

    /// <summary>Deletes the segment files, and leftovers of interrupted commits, that are not among the names.</summary>
    public void DeleteAllBut(IReadOnlySet<string> names)
    {
        foreach (var file in Directory.EnumerateFiles(Path))
        {
            var name = System.IO.Path.GetFileName(file);
            if (!names.Contains(name) && IsOurs(name))
                TryDelete(file);
        }
    }

    private void WriteAndFlush(string name, Action<ChecksummedStream> write)
    {
        BeforeStep?.Invoke($"write {name}");
        using var file = new FileStream(PathOf(name), FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        var stream = new ChecksummedStream(file);
        write(stream);
        file.Flush();
        BeforeStep?.Invoke($"flush {name}");
        file.Flush(flushToDisk: true);
    }

    private void TryDelete(string file)
    {
        try
        {
            BeforeStep?.Invoke($"delete {System.IO.Path.GetFileName(file)}");
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that cannot go now (Windows keeps one that a reader maps) goes with the next commit.
        }
    }

    private static bool IsOurs(string name) =>
        name == ManifestName + TemporarySuffix
        || (name.StartsWith("segment-", StringComparison.Ordinal)
            && (name.EndsWith(".seg", StringComparison.Ordinal) || name.EndsWith(".del", StringComparison.Ordinal)));

    // The runtime has no call that forces a folder's entries to the disk; POSIX wants fsync on the folder itself.
    private void FlushNames()
    {
        if (OperatingSystem.IsWindows())
            return;
        BeforeStep?.Invoke("flush names");
        var descriptor = OpenFile(Path, 0);
        if (descriptor < 0)
            throw new IOException($"{Path}: cannot open the folder to flush it (errno {Marshal.GetLastPInvokeError()}).");
        var result = FlushFile(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = CloseFile(descriptor);
        if (result != 0)
            throw new IOException($"{Path}: cannot flush the folder (errno {error}).");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseFile(int descriptor);
}
