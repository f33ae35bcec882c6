using System.IO.MemoryMappedFiles;

namespace Paperboy.Search.Segments;

/// <summary>
/// A file mapped into memory for reading. It is only ever unmapped by <see cref="Dispose"/>; whoever holds it counts
/// its users. It stays readable when the file is deleted meanwhile.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;

    private MappedFile(string path)
    {
        Path = path;
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(handle);
        Written = File.GetLastWriteTimeUtc(handle);
        if (Length == 0)
            return; // nothing can be mapped; every reader of such a file says that it is too short
        _file = MemoryMappedFile.CreateFromFile(
            handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public string Path { get; }

    public long Length { get; }

    /// <summary>When the file was written: another one of the same name, even with the same bytes, has another time.</summary>
    public DateTime Written { get; }

    public static MappedFile Open(string path) => new(path);

    /// <summary>A piece of the file.</summary>
    /// <exception cref="IndexCorruptException">The file is too short for it.</exception>
    public ReadOnlySpan<byte> Slice(long offset, long length)
    {
        if (offset < 0 || length < 0 || length > int.MaxValue || offset > Length - length)
            throw new IndexCorruptException(Path, $"{length} bytes at {offset} were to be read, but the file has {Length}");
        return new ReadOnlySpan<byte>(_start + offset, (int)length);
    }

    public void Dispose()
    {
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _file?.Dispose();
    }
}
