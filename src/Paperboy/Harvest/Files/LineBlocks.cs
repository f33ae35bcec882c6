using System.Buffers;

namespace Paperboy.Harvest.Files;

/// <summary>
/// Cuts a stream of UTF-8 into blocks of whole lines, so that one thread reads while others understand what it has read. A line of
/// gigabytes costs no more memory than the bound on its length.
/// </summary>
internal sealed class LineBlocks(Stream stream, int longestBytes)
{
    private const int UsualBytes = 64 * 1024;

    private byte[] _rest = [];
    private bool _ended;

    /// <summary>The number of the next line, from 1 on.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Why the stream ended too early; null where it did not. What was whole until there has been given.</summary>
    public string? Damage { get; private set; }

    /// <summary>The next block; null at the end. Whoever gets it disposes of it.</summary>
    public LineBlock? Next()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(UsualBytes, _rest.Length + UsualBytes));
        _rest.CopyTo(buffer, 0);
        var length = _rest.Length;
        _rest = [];
        while (true)
        {
            var seen = length;
            length += Fill(buffer.AsSpan(length));
            var end = buffer.AsSpan(seen, length - seen).LastIndexOf((byte)'\n');
            if (end >= 0 || _ended)
                return Cut(buffer, end >= 0 ? seen + end + 1 : Damage is null ? length : 0, length);
            if (length < buffer.Length)
                continue;
            if (length > longestBytes)
                return TooLong(buffer, length);
            buffer = Grow(buffer, length);
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private LineBlock? Cut(byte[] buffer, int end, int length)
    {
        if (end == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return null;
        }

        _rest = buffer.AsSpan(end, length - end).ToArray();
        var block = new LineBlock(buffer, end, Line, longestBytes);
        Line += block.LineCount;
        return block;
    }

    // Reads on to the end of the line only to say how long it was.
    private LineBlock TooLong(byte[] buffer, long length)
    {
        var part = ArrayPool<byte>.Shared.Rent(UsualBytes);
        while (!_ended)
        {
            var read = Fill(part);
            var end = part.AsSpan(0, read).IndexOf((byte)'\n');
            length += end < 0 ? read : end;
            if (end < 0)
                continue;
            _rest = part.AsSpan(end + 1, read - end - 1).ToArray();
            break;
        }

        ArrayPool<byte>.Shared.Return(part);
        return new LineBlock(buffer, 0, Line++, longestBytes) { TooLong = length };
    }

    private int Fill(Span<byte> room)
    {
        if (_ended)
            return 0;
        try
        {
            var read = stream.Read(room);
            _ended = read == 0;
            return read;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            (_ended, Damage) = (true, e.Message);
            return 0;
        }
    }
}

/// <summary>Whole lines of a file, in a rented buffer.</summary>
internal sealed class LineBlock(byte[] buffer, int length, int firstLine, int longestBytes) : IDisposable
{
    /// <summary>How many bytes the one line of this block had, which is then not kept; else 0.</summary>
    public long TooLong { get; init; }

    /// <summary>The number of the first line, from 1 on.</summary>
    public int FirstLine => firstLine;

    public int LineCount
    {
        get
        {
            var lines = buffer.AsSpan(0, length);
            return lines.Count((byte)'\n') + (length > 0 && lines[^1] != '\n' ? 1 : 0);
        }
    }

    /// <summary>What is wrong with a line before it is looked at; null when nothing is.</summary>
    public string? FaultOf(ReadOnlySpan<byte> line) => line.Length > longestBytes ? Fault(line.Length) : null;

    /// <summary>Why the one line of this block is not kept.</summary>
    public string TooLongFault => Fault(TooLong);

    /// <summary>The lines without their ends, and without a byte order mark at the beginning of the file.</summary>
    public LineEnumerator GetEnumerator() => new(buffer.AsSpan(0, length), firstLine);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private string Fault(long bytes) => $"the line has {bytes} bytes; at most {longestBytes} are allowed";

    /// <summary>Goes from line to line.</summary>
    internal ref struct LineEnumerator(ReadOnlySpan<byte> rest, int firstLine)
    {
        private ReadOnlySpan<byte> _rest = rest;
        private int _next = firstLine;

        /// <summary>The number of the line, from 1 on.</summary>
        public readonly int Number => _next - 1;

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
                return false;
            var end = _rest.IndexOf((byte)'\n');
            Current = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            if (_next++ == 1 && Current.StartsWith("\uFEFF"u8))
                Current = Current[3..];
            Current = Current.TrimEnd((byte)'\r');
            return true;
        }
    }
}
