using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Scores the documents of one term of a query in one segment, in ascending order; reused.</summary>
internal sealed class TermScorer
{
    private readonly PostingCursor _cursor = new();
    private SegmentReader? _segment;
    private Bm25? _ranking;
    private double _weight;
    private int _block; // of the next posting
    private int _next; // its place in the block
    private int _boundBlock; // the first block that may reach into the window at hand
    private int _boundedBlock; // the block to which _blockBound belongs
    private double _blockBound;

    public void Open(SegmentReader segment, TermEntry entry, Bm25 ranking, double weight)
    {
        _segment = segment;
        _ranking = ranking;
        _weight = weight;
        _cursor.Open(segment, entry);
        _block = _next = _boundBlock = 0;
        _boundedBlock = -1;
        if (_cursor.HasImpacts)
            return;
        _cursor.Load(0);
        _boundedBlock = 0;
        _blockBound = 0;
        for (var i = 0; i < _cursor.Block.Count; i++)
            _blockBound = Math.Max(_blockBound, Score(i));
    }

    public void Close()
    {
        _cursor.Close();
        _segment = null;
    }

    /// <summary>No document from <paramref name="from"/> on and before <paramref name="to"/> gets more than this.</summary>
    public double Bound(int from, int to)
    {
        while (_boundBlock < _cursor.BlockCount && LastDocument(_boundBlock) < from)
            _boundBlock++;
        var bound = 0.0;
        for (var block = _boundBlock; block < _cursor.BlockCount; block++)
        {
            if (FirstPossible(block) >= to)
                break;
            bound = Math.Max(bound, BoundOf(block));
        }

        return bound;
    }

    /// <summary>Adds to the scores of the documents of a window, and marks them, in its arrays.</summary>
    public void AddTo(int from, int to, Span<double> scores, Span<ulong> marks)
    {
        var codes = _segment!.LengthCodes;
        var inverseNorms = _ranking!.InverseNorms;
        for (; Seek(from); _block++, _next = 0)
        {
            _cursor.Load(_block);
            var documents = _cursor.Block.Documents;
            var frequencies = _cursor.WeightedFrequencies(_ranking.FieldWeights);
            for (SkipTo(from); _next < documents.Length; _next++)
            {
                var document = documents[_next];
                if (document >= to)
                    return;
                scores[document - from] += Bm25.Contribution(_weight, frequencies[_next], inverseNorms[codes[document]]);
                marks[(document - from) >> 6] |= 1UL << (document - from);
            }
        }
    }

    /// <summary>Marks the documents of a window without scoring them.</summary>
    public void Mark(int from, int to, Span<ulong> marks)
    {
        for (; Seek(from); _block++, _next = 0)
        {
            _cursor.Load(_block);
            var documents = _cursor.Block.Documents;
            for (SkipTo(from); _next < documents.Length; _next++)
            {
                var document = documents[_next];
                if (document >= to)
                    return;
                marks[(document - from) >> 6] |= 1UL << (document - from);
            }
        }
    }

    /// <summary>What the term adds to the score of a document, which must not be before the last one asked for.</summary>
    public double ScoreOf(int document)
    {
        if (!Seek(document))
            return 0;
        _cursor.Load(_block);
        SkipTo(document);
        return _cursor.Block.Documents[_next] == document ? Score(_next) : 0;
    }

    // Goes to the block that would hold the document. False: it would stand after the last one.
    private bool Seek(int document)
    {
        while (_block < _cursor.BlockCount && LastDocument(_block) < document)
        {
            _block++;
            _next = 0;
        }

        return _block < _cursor.BlockCount;
    }

    // Within the block at hand, whose last document is not before this one.
    private void SkipTo(int document)
    {
        var documents = _cursor.Block.Documents;
        while (_next < documents.Length && documents[_next] < document)
            _next++;
    }

    private int LastDocument(int block) => _cursor.HasImpacts ? _cursor.LastDocument(block) : _cursor.Block.Documents[^1];

    private int FirstPossible(int block)
    {
        if (!_cursor.HasImpacts)
            return _cursor.Block.Documents[0];
        return block == 0 ? 0 : _cursor.LastDocument(block - 1) + 1;
    }

    private double BoundOf(int block)
    {
        if (_boundedBlock == block)
            return _blockBound;
        _boundedBlock = block;
        _blockBound = 0;
        for (var i = 0; i < ImpactCollector.MostImpacts; i++)
            _blockBound = Math.Max(_blockBound, _ranking!.Contribution(_weight, _cursor.BlockImpact(block, i)));
        return _blockBound;
    }

    private double Score(int place)
    {
        var frequency = _cursor.WeightedFrequencies(_ranking!.FieldWeights)[place];
        var code = _segment!.LengthCodes[_cursor.Block.Documents[place]];
        return Bm25.Contribution(_weight, frequency, _ranking.InverseNorms[code]);
    }
}
