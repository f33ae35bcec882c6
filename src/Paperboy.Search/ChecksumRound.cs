using Paperboy.Search.Segments;

namespace Paperboy.Search;

/// <summary>
/// Verifies the checksums of all files of an index's last commit, a piece at a time, so that damage of bytes that no
/// query reads is found while there is something to build them again from. Writers and readers go on meanwhile.
/// </summary>
/// <param name="folder">The folder of the index.</param>
public sealed class ChecksumRound(string folder) : IDisposable
{
    private readonly IndexFolder _folder = new(folder);
    private Queue<SegmentInfo>? _waiting; // null before the round has begun
    private SegmentFileReader? _file;
    private int _section;
    private long _at;
    private Checksum _checksum = new();

    /// <summary>The bytes of the segments that the round began with.</summary>
    public long Length { get; private set; }

    /// <summary>Reads on for about so many bytes. False: the round has come to its end.</summary>
    /// <exception cref="IndexCorruptException">A file is missing or damaged. The round cannot go on.</exception>
    public bool Advance(long bytes)
    {
        _waiting ??= Begin();
        for (var left = bytes; left > 0;)
        {
            if (_file is null && !OpenNext())
                return false;
            if (_section == _file!.SectionCount)
            {
                CloseFile();
                continue;
            }

            var length = Math.Min(Math.Min(left, 1 << 20), _file.LengthOf(_section) - _at);
            _file.Add(_section, _at, length, ref _checksum);
            _at += length;
            left -= Math.Max(1, length);
            if (_at == _file.LengthOf(_section))
                EndSection();
        }

        return true;
    }

    /// <summary>Lets go of the file at hand.</summary>
    public void Dispose() => CloseFile();

    private Queue<SegmentInfo> Begin()
    {
        var manifest = Read();
        Length = manifest?.Segments.Sum(segment => segment.FileLength) ?? 0;
        return new Queue<SegmentInfo>(manifest?.Segments ?? []);
    }

    private Manifest? Read() =>
        Manifest.ReadBytes(_folder) is { } bytes ? Manifest.Parse(bytes, _folder.PathOf(IndexFolder.ManifestName)) : null;

    private bool OpenNext()
    {
        while (_waiting!.TryDequeue(out var info))
        {
            try
            {
                _file = SegmentFileReader.Open(_folder.PathOf(info.FileName));
                if (_file.Length != info.FileLength || _file.DirectoryChecksum != info.FileChecksum)
                    throw _file.Corrupt("this is not the file that the manifest names: length or checksum differ");
                info.ReadDeletions(_folder);
                return true;
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                CloseFile();
                if (Read()?.Segments.Contains(info) == true)
                    throw new IndexCorruptException(_folder.PathOf(info.FileName), "the file is missing", exception);
                // Else it has been merged since the round began, or has newer deletions, which its next round reads.
            }
        }

        return false;
    }

    private void EndSection()
    {
        if (_file!.Compare(_section, _checksum) is { } problem)
            throw _file.Corrupt(problem);
        _section++;
        (_at, _checksum) = (0, new Checksum());
    }

    private void CloseFile()
    {
        _file?.Dispose();
        (_file, _section, _at, _checksum) = (null, 0, 0, new Checksum());
    }
}
