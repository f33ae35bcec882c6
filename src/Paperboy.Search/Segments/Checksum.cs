using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Paperboy.Search.Segments;

/// <summary>CRC32C (Castagnoli; RFC 3720, B.4) of a sequence of bytes that comes in pieces.</summary>
internal struct Checksum()
{
    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Checksum();
        checksum.Add(bytes);
        return checksum.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            state = BitOperations.Crc32C(state, value);
        _state = state;
    }
}

/// <summary>A file being written, with its length and the checksum of what came since the last <see cref="Restart"/>.</summary>
internal sealed class ChecksummedStream(Stream file)
{
    private Checksum _checksum = new();

    public long Position { get; private set; }

    public uint Checksum => _checksum.Value;

    public void Restart() => _checksum = new Checksum();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        _checksum.Add(bytes);
        Position += bytes.Length;
    }

    /// <summary>Writes whole numbers as they stand in memory; files are little-endian.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(values));
}
