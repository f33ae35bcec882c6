using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Postings;

/// <summary>Decodes what a block of a posting list has: the documents, or the codes of their signatures, or both.</summary>
internal static class PostingBlock
{
    // A sum of 128 numbers below this stays below 2^31.
    private const int SafeDelta = 1 << 23;

    /// <summary>Decodes the documents of a block of so many postings.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public static void ReadDocuments(ReadOnlySpan<byte> source, int[] documents, int count, int before, int documentCount)
    {
        var at = 0;
        Varint.Read(source, ref at);
        var read = documents.AsSpan(0, count);
        if (count == PostingList.BlockLength)
            PatchedPacking.Read(source, ref at, documents);
        else
            ReadTail(source, at, read, []);
        if (count == PostingList.BlockLength && before < 1 << 29 && !read.ContainsAnyExceptInRange(0, SafeDelta))
            Sum(documents, before);
        else
            SumChecked(read, before);
        if (documents[count - 1] >= documentCount || documents[count - 1] < 0)
            throw new InvalidDataException($"a posting names document {documents[count - 1]} of {documentCount}");
    }

    /// <summary>Decodes the codes of a block of so many postings, each below <paramref name="codeCount"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public static void ReadCodes(ReadOnlySpan<byte> source, int[] codes, int count, int codeCount, out int positionsStart)
    {
        var at = 0;
        positionsStart = Varint.ReadInt32(source, ref at);
        if (count == PostingList.BlockLength)
        {
            PatchedPacking.Skip(source, ref at);
            PatchedPacking.Read(source, ref at, codes);
        }
        else
        {
            ReadTail(source, at, [], codes.AsSpan(0, count));
        }

        if (codes.AsSpan(0, count).ContainsAnyExceptInRange(0, codeCount - 1))
            throw new InvalidDataException($"a posting has a signature that is none of the {codeCount}");
    }

    /// <summary>Deltas less one become documents, four at a time. The plain twin is <see cref="SumChecked"/>.</summary>
    internal static void Sum(int[] values, int before)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            SumChecked(values, before);
            return;
        }

        var last = Vector128.Create(before);
        var ones = Vector128.Create(1, 2, 3, 4);
        foreach (ref var row in MemoryMarshal.Cast<int, Vector128<int>>(values.AsSpan()))
        {
            var sum = row;
            sum += Vector128.Shuffle(sum, Vector128.Create(4, 0, 1, 2)); // an index outside gives 0
            sum += Vector128.Shuffle(sum, Vector128.Create(4, 4, 0, 1));
            row = sum + ones + last;
            last = Vector128.Shuffle(row, Vector128.Create(3));
        }
    }

    internal static void SumChecked(Span<int> documents, int before)
    {
        var document = (long)before;
        foreach (ref var place in documents)
        {
            document += 1L + (uint)place;
            if (document > int.MaxValue)
                throw new InvalidDataException("a posting names a document above 2^31");
            place = (int)document;
        }
    }

    private static void ReadTail(ReadOnlySpan<byte> source, int at, Span<int> deltas, Span<int> codes)
    {
        for (var i = 0; i < Math.Max(deltas.Length, codes.Length); i++)
        {
            var value = Varint.Read(source, ref at);
            var code = (value & 1) == 0 ? Varint.ReadInt32(source, ref at) : 0;
            if (deltas.Length > 0)
                deltas[i] = (int)Math.Min(value >> 1, int.MaxValue);
            else
                codes[i] = code;
        }
    }
}
