using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>What one term of a query adds to the scores of documents of one segment, and the bounds of that; reused.</summary>
internal sealed unsafe class TermContributions
{
    // The signatures that nearly all postings have; contributions of others are computed one by one.
    private const int TabledCodes = 16;

    private int[] _table = [];
    private int _tabled;
    private SegmentReader? _segment;
    private Bm25? _ranking;
    private byte* _lengthCodes;
    private float _weight;

    /// <summary>The segment must stay mapped until <see cref="Close"/>.</summary>
    public void Open(SegmentReader segment, Bm25 ranking, float weight)
    {
        (_segment, _ranking, _weight, _tabled) = (segment, ranking, weight, 0);
        _lengthCodes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(segment.LengthCodes)); // mapped, never moves
    }

    public void Close()
    {
        _segment = null;
        _lengthCodes = null;
    }

    /// <summary>What a posting adds.</summary>
    /// <param name="code">Of its signature.</param>
    /// <param name="document">Its document.</param>
    public int Of(int code, int document) =>
        _ranking!.Contribution(_weight, _segment!.Signatures.Weighted[code], _lengthCodes[document]);

    /// <summary>The same by a table, which pays where many postings are asked about.</summary>
    public int Tabled(int code, int document)
    {
        EnsureTable();
        return code < TabledCodes ? _table[(code * Bm25.LengthCodes) + _lengthCodes[document]] : Of(code, document);
    }

    /// <summary>Adds what postings of a window add; the caller has checked that it holds them.</summary>
    /// <param name="documents">Their documents.</param>
    /// <param name="codes">Of their signatures.</param>
    /// <param name="from">The first document of the window.</param>
    /// <param name="scores">The scores of the window's documents.</param>
    public void AddTo(ReadOnlySpan<int> documents, ReadOnlySpan<int> codes, int from, int[] scores)
    {
        EnsureTable();
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        ref var window = ref MemoryMarshal.GetArrayDataReference(scores);
        for (var i = 0; i < documents.Length; i++)
        {
            // The cursor has checked that documents ascend below the segment's count; the caller, that the window holds them.
            var document = documents[i];
            var code = codes[i];
            Unsafe.Add(ref window, document - from) += code < TabledCodes
                ? Unsafe.Add(ref table, (code * Bm25.LengthCodes) + _lengthCodes[document])
                : Of(code, document);
        }
    }

    /// <summary>No posting of a block gets more.</summary>
    public int BoundOfBlock(PostingCursor cursor, int block)
    {
        var bound = 0;
        for (var i = 0; i < ImpactCollector.MostImpacts; i++)
            bound = Math.Max(bound, _ranking!.Bound(_weight, cursor.BlockImpact(block, i)));
        return bound;
    }

    /// <summary>No posting of the list gets more; a list too short for impacts is asked itself.</summary>
    public int BoundOfList(PostingCursor cursor)
    {
        var bound = 0;
        if (cursor.HasImpacts)
        {
            for (var i = 0; i < ImpactCollector.MostImpacts; i++)
                bound = Math.Max(bound, _ranking!.Bound(_weight, cursor.ListImpact(i)));
            return bound;
        }

        var documents = cursor.Documents;
        var codes = cursor.CodesOf(0);
        for (var i = 0; i < documents.Length; i++)
            bound = Math.Max(bound, Of(codes[i], documents[i]));
        return bound;
    }

    private void EnsureTable()
    {
        if (_table.Length == 0)
            _table = new int[TabledCodes * Bm25.LengthCodes];
        var signatures = _segment!.Signatures.Weighted;
        for (; _tabled < TabledCodes && _tabled < signatures.Length; _tabled++)
            _ranking!.FillTable(_weight, signatures[_tabled], _table.AsSpan(_tabled * Bm25.LengthCodes, Bm25.LengthCodes));
    }
}
