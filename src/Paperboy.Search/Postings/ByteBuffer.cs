namespace Paperboy.Search.Postings;

/// <summary>Bytes that grow at the end.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Appends so many bytes for the caller to fill at once.</summary>
    public Span<byte> Append(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, checked((int)Math.Max(Length + (long)count, Math.Min(2L * _bytes.Length, Array.MaxLength))));
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    public void AppendByte(byte value) => Append(1)[0] = value;

    public void AppendVarint(long value)
    {
        var room = Append(Varint.MostBytes);
        Length -= room.Length - Varint.Write(room, value);
    }
}
