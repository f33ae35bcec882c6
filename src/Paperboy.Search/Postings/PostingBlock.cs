using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paperboy.Search.Postings;

/// <summary>The decoded postings of one block: documents at once, codes of signatures when they are asked for.</summary>
internal sealed class PostingBlock
{
    // A sum of 128 numbers of at most so many bits stays below 2^31.
    private const int SafeDelta = 1 << 24;

    private readonly int[] _documents = new int[PostingList.BlockLength];
    private readonly int[] _codes = new int[PostingList.BlockLength];
    private int _codesAt; // where packed codes start; 0: they are decoded

    public int Count { get; private set; }

    /// <summary>Where the block's positions start among those of the term.</summary>
    public int PositionsStart { get; private set; }

    public ReadOnlySpan<int> Documents => _documents.AsSpan(0, Count);

    /// <summary>Decodes the documents of a block of <paramref name="count"/> postings.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public void Decode(ReadOnlySpan<byte> source, int count, int before, int documentCount)
    {
        Count = count;
        var at = 0;
        PositionsStart = Varint.ReadInt32(source, ref at);
        if (count == PostingList.BlockLength)
        {
            PatchedPacking.Read(source, ref at, _documents);
            _codesAt = at;
        }
        else
        {
            DecodeTail(source, at);
        }

        if (count == PostingList.BlockLength && before < SafeDelta && !Documents.ContainsAnyExceptInRange(0, SafeDelta / 2))
            Sum(_documents, before);
        else
            SumChecked(_documents.AsSpan(0, count), before);
        if (_documents[count - 1] >= documentCount)
            throw new InvalidDataException($"a posting names document {_documents[count - 1]} of {documentCount}");
    }

    /// <summary>The codes of the signatures in the order of <see cref="Documents"/>, each below <paramref name="codeCount"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public ReadOnlySpan<int> Codes(ReadOnlySpan<byte> source, int codeCount)
    {
        var codes = _codes.AsSpan(0, Count);
        if (_codesAt > 0)
        {
            PatchedPacking.Read(source, ref _codesAt, _codes);
            _codesAt = 0;
            if (codes.ContainsAnyExceptInRange(0, codeCount - 1))
                throw new InvalidDataException($"a posting has a signature that is none of the {codeCount}");
        }

        return codes;
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

    private void DecodeTail(ReadOnlySpan<byte> source, int at)
    {
        _codesAt = 0;
        for (var i = 0; i < Count; i++)
        {
            var code = Varint.Read(source, ref at);
            _documents[i] = (int)Math.Min(code >> 1, int.MaxValue);
            _codes[i] = (code & 1) == 0 ? Varint.ReadInt32(source, ref at) : 0;
        }
    }
}
