using System.Globalization;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// The body of a reply, unpacked, of which no more than a bound is read. All reading goes by the cancellation of the try, also
/// the reading of parsers that know no asynchrony: a body that stalls would hold them for ever. Readers close it, as readers do;
/// that does nothing, since the rest must still be read, and the reply owns what is beneath.
/// </summary>
internal sealed class BoundedStream(Stream inner, long mostBytes, CancellationToken cancel) : Stream
{
    private long _read;

    /// <summary>Whether the body was longer than the bound.</summary>
    public bool IsTooLong { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var reading = inner.ReadAsync(buffer.AsMemory(offset, count), cancel);
        return Count(reading.IsCompletedSuccessfully ? reading.Result : reading.AsTask().GetAwaiter().GetResult());
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancel));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads what a parser left: only at its end is a body known to be whole.</summary>
    public async Task DrainAsync()
    {
        var buffer = new byte[8192];
        while (await ReadAsync(buffer, cancel) > 0)
        {
        }
    }

    private int Count(int got)
    {
        _read += got;
        if (_read <= mostBytes)
            return got;
        IsTooLong = true;
        throw new BadReplyException(TooLong(mostBytes));
    }

    public static string TooLong(long mostBytes) =>
        string.Create(CultureInfo.InvariantCulture, $"the reply is longer than {mostBytes:N0} bytes");
}
