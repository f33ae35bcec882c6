using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>How good a document is: first its tier, then its score.</summary>
internal readonly record struct Rank(int Tier, int Score) : IComparable<Rank>
{
    /// <summary>Worse than any document.</summary>
    public static readonly Rank None = new(int.MinValue, int.MinValue);

    public int CompareTo(Rank other) => Tier != other.Tier ? Tier.CompareTo(other.Tier) : Score.CompareTo(other.Score);

    public static bool operator <(Rank a, Rank b) => a.CompareTo(b) < 0;

    public static bool operator >(Rank a, Rank b) => a.CompareTo(b) > 0;
}

/// <summary>A ranked document of a segment.</summary>
internal readonly record struct RankedDocument(Rank Rank, int Segment, int Document);

/// <summary>
/// The best documents so far: a heap with the worst of them on top. Of equal ranks the lesser id (by the bytes of its
/// UTF-8) is the better.
/// </summary>
internal sealed class TopHits
{
    private readonly List<RankedDocument> _heap = [];
    private IReadOnlyList<SegmentView> _segments = [];
    private int _capacity;

    /// <summary>A document of a lesser rank than this is not among the best.</summary>
    public Rank Threshold { get; private set; }

    public bool IsFull => _heap.Count == _capacity;

    public int Count => _heap.Count;

    public void Reset(IReadOnlyList<SegmentView> segments, int capacity)
    {
        _segments = segments;
        _capacity = capacity;
        _heap.Clear();
        Threshold = capacity == 0 ? new Rank(int.MaxValue, int.MaxValue) : Rank.None;
    }

    /// <summary>Whether a document is among the best so far.</summary>
    public bool Contains(int segment, int document)
    {
        foreach (var hit in _heap)
        {
            if (hit.Document == document && hit.Segment == segment)
                return true;
        }

        return false;
    }

    public void Offer(RankedDocument offered)
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
            Threshold = _heap[0].Rank;
    }

    /// <summary>The best documents, the best first. The heap has to be reset afterwards.</summary>
    public IReadOnlyList<RankedDocument> Sort()
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

    private bool IsBetter(RankedDocument a, RankedDocument b) =>
        a.Rank != b.Rank ? a.Rank > b.Rank : IdOf(a).SequenceCompareTo(IdOf(b)) < 0;

    private ReadOnlySpan<byte> IdOf(RankedDocument hit) => _segments[hit.Segment].Reader.Ids.Utf8(hit.Document);
}
