using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// XML of strangers: no document type, so no entity is ever declared, expanded or fetched; no resolver; bounded; and bytes
/// that are not what they are declared to be are an error, never a replacement character.
/// </summary>
public static partial class SafeXml
{
    private const long MostCharacters = 256L * 1024 * 1024;
    private const int DeclarationBytes = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    };

    /// <summary>Has the body of a reply read as XML.</summary>
    /// <exception cref="BadReplyException">It is none; says what and where.</exception>
    public static T Read<T>(Reply reply, Func<XmlReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            using var reader = Reader(reply.Body, reply.Charset);
            return read(reader);
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            throw new BadReplyException($"the reply is no XML as it should be: {e.Message}", e);
        }
    }

    /// <summary>
    /// Opens a reader. What is wrong further on shows itself as an <see cref="XmlException"/> or a <see cref="DecoderFallbackException"/>,
    /// which <see cref="PoliteClient"/> takes for a bad reply.
    /// </summary>
    /// <param name="stream">Read, not closed.</param>
    /// <param name="charset">As the head of the reply names it; null when it does not.</param>
    /// <exception cref="BadReplyException">The charset is unknown.</exception>
    public static XmlReader Reader(Stream stream, string? charset = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[DeclarationBytes];
        var got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new PrefixedStream(start.AsMemory(0, got), stream);
        if (IsUtf16(start))
            return XmlReader.Create(whole, Settings);
        var hasMark = start is [0xEF, 0xBB, 0xBF, ..];
        var declared = DeclaredCharset(start.AsSpan(hasMark ? 3 : 0, hasMark ? got - 3 : got));
        charset = hasMark ? "utf-8" : charset;

        // The parser itself knows the declaration; what the head says matters only where it says something else. (RFC 7303
        // puts the head first. Servers often have it wrong, and UTF-8 is the one that shows a wrong guess: other texts are
        // practically never valid UTF-8.)
        if (charset is null || Same(charset, declared ?? "utf-8"))
            return XmlReader.Create(whole, Settings);
        var name = declared is null ? charset : IsUtf8(charset) || IsUtf8(declared) ? "utf-8"
            : throw new BadReplyException($"the reply is said to be {charset}, and calls itself {declared}");
        return XmlReader.Create(new StreamReader(whole, Strict(name), detectEncodingFromByteOrderMarks: false), Settings);
    }

    private static Encoding Strict(string name)
    {
        try
        {
            // ASCII is what some servers call any text; UTF-8 contains it.
            var known = name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name;
            return Encoding.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new BadReplyException($"the reply is in the charset {name}, which is not known here");
        }
    }

    private static string? DeclaredCharset(ReadOnlySpan<byte> start)
    {
        var match = Declaration().Match(Encoding.Latin1.GetString(start));
        return match.Success ? match.Groups["name"].Value : null;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> start) =>
        start is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, (byte)'<', ..] or [(byte)'<', 0, ..];

    private static bool Same(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase) || (IsUtf8(one) && IsUtf8(other));

    private static bool IsUtf8(string name) =>
        name.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII";

    [GeneratedRegex("""^\s*<\?xml[^>]*?\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._:-]+)["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    /// <summary>Bytes that were looked at, then the rest. It leaves the rest open.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _left = prefix;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            _left.Length > 0 ? TakeLeft(buffer.AsSpan(offset, count)) : rest.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _left.Length > 0 ? ValueTask.FromResult(TakeLeft(buffer.Span)) : rest.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int TakeLeft(Span<byte> target)
        {
            var count = Math.Min(target.Length, _left.Length);
            _left.Span[..count].CopyTo(target);
            _left = _left[count..];
            return count;
        }
    }
}
