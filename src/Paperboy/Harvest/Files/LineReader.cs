using System.Text;

namespace Paperboy.Harvest.Files;

/// <summary>
/// Reads lines of UTF-8 with a bound on their length, so that a line of gigabytes costs no more memory than the bound.
/// </summary>
internal sealed class LineReader(Stream stream, int longestBytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly List<byte[]> _parts = [];
    private int _from;
    private int _until;
    private bool _ended;

    /// <summary>The number of the line that was read last, from 1 on.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line; null at the end. An unreadable line has no text but a fault.</summary>
    public Line? Next()
    {
        long length = 0;
        var started = false;
        _parts.Clear();
        while (true)
        {
            if (_from == _until && !Fill())
            {
                return started ? Finish(length, []) : null;
            }

            started = true;
            var available = _buffer.AsSpan(_from, _until - _from);
            var end = available.IndexOf((byte)'\n');
            var part = end < 0 ? available : available[..end];
            _from += end < 0 ? available.Length : end + 1;
            length += part.Length;
            if (end >= 0)
                return Finish(length, part);
            if (length <= longestBytes)
                _parts.Add(part.ToArray());
        }
    }

    private Line Finish(long length, ReadOnlySpan<byte> last)
    {
        Number++;
        if (length > longestBytes)
            return new Line(Number, null, $"the line has {length} bytes; at most {longestBytes} are allowed");
        var bytes = _parts.Count == 0 ? last : [.. _parts.SelectMany(p => p), .. last];
        if (Number == 1 && bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        try
        {
            return new Line(Number, Strict.GetString(bytes.TrimEnd((byte)'\r')), null);
        }
        catch (DecoderFallbackException)
        {
            return new Line(Number, null, "the line is not UTF-8");
        }
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        _from = 0;
        _until = stream.Read(_buffer);
        _ended = _until == 0;
        return !_ended;
    }
}

/// <summary>A line with its number and either its text or the reason why there is none.</summary>
internal sealed record Line(int Number, string? Text, string? Fault);
