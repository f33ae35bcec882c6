using Paperboy.Search.Segments;

namespace Paperboy.Search.Columns;

/// <summary>
/// Remembers which blocks of an open column have been found sound. A block's checksum is compared when it is first
/// read, so that damage gives an error and never a wrong answer, and a warm reader pays a test of one bit.
/// </summary>
internal sealed class BlockChecks(int blocks)
{
    private readonly ulong[] _sound = new ulong[(blocks + 63) / 64];

    public bool IsSound(int block) => (Volatile.Read(ref _sound[block >> 6]) & (1UL << block)) != 0;

    public void SetSound(int block) => Interlocked.Or(ref _sound[block >> 6], 1UL << block);

    /// <exception cref="IndexCorruptException">The bytes are not those that were written.</exception>
    public static void Compare(SegmentFileReader file, string what, ReadOnlySpan<byte> bytes, uint checksum)
    {
        if (Checksum.Of(bytes) != checksum)
            throw file.Corrupt($"the checksum of {what} is wrong");
    }
}
