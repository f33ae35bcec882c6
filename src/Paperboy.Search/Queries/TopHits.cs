using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>A scored document of a segment.</summary>
internal readonly record struct ScoredDocument(double Score, int Segment, int Document);

/// <summary>
/// The best documents so far: a heap with the worst of them on top. Of equal scores the lesser id (by the bytes of its
/// UTF-8) is the better.
/// </summary>
internal sealed class TopHits
{
    private readonly List<ScoredDocument> _heap = [];
    private IReadOnlyList<SegmentView> _segments = [];
    private int _capacity;

    /// <summary>A document with a score below this is not among the best.</summary>
    public double Threshold { get; private set; }

    public void Reset(IReadOnlyList<SegmentView> segments, int capacity)
    {
        _segments = segments;
        _capacity = capacity;
        _heap.Clear();
        Threshold = capacity == 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    public void Offer(ScoredDocument offered)
    {
        if (_heap.Count < _capacity)
        {
            _heap.Add(offered);
            SiftUp(_heap.Count - 1);
        }
        else if (_capacity > 0 && IsBetter(offered, _heap[0]))
        {
            _heap[0] = offered;
            SiftDown(0, _heap.Count);
        }

        if (_heap.Count == _capacity && _capacity > 0)
            Threshold = _heap[0].Score;
    }

    /// <summary>The best documents, the best first. The heap has to be reset afterwards.</summary>
    public IReadOnlyList<ScoredDocument> Sort()
    {
        for (var end = _heap.Count - 1; end > 0; end--)
        {
            (_heap[0], _heap[end]) = (_heap[end], _heap[0]);
            SiftDown(0, end);
        }

        return _heap;
    }

    private void SiftUp(int child)
    {
        while (child > 0)
        {
            var parent = (child - 1) / 2;
            if (!IsBetter(_heap[parent], _heap[child]))
                return;
            (_heap[parent], _heap[child]) = (_heap[child], _heap[parent]);
            child = parent;
        }
    }

    private void SiftDown(int parent, int end)
    {
        for (var child = (2 * parent) + 1; child < end; child = (2 * parent) + 1)
        {
            if (child + 1 < end && IsBetter(_heap[child], _heap[child + 1]))
                child++;
            if (!IsBetter(_heap[parent], _heap[child]))
                return;
            (_heap[parent], _heap[child]) = (_heap[child], _heap[parent]);
            parent = child;
        }
    }

    private bool IsBetter(ScoredDocument a, ScoredDocument b) =>
        a.Score != b.Score ? a.Score > b.Score : IdOf(a).SequenceCompareTo(IdOf(b)) < 0;

    private ReadOnlySpan<byte> IdOf(ScoredDocument hit) => _segments[hit.Segment].Reader.Ids.Utf8(hit.Document);
}
