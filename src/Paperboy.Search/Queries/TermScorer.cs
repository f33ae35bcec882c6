using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Scores the documents of one term of a query in one segment, in ascending order; reused.</summary>
internal sealed class TermScorer
{
    // More blocks than this are bounded by the bound of the whole list.
    private const int MostBoundedBlocks = 12;

    private readonly PostingCursor _cursor = new();
    private readonly PositionCursor _positions = new();
    private readonly TermContributions _contributions = new();
    private PostingWindow? _window;
    private int _block; // of the next posting
    private int _place; // of the next posting in its block, once that is loaded
    private int _currentBlock; // of the posting that is asked about
    private int _currentPlace;
    private int _boundBlock; // the first block that may reach into the window at hand
    private int _listBound;

    /// <summary>The document at which the last <see cref="Advance"/> stopped.</summary>
    public int Document { get; private set; }

    public int DocumentFrequency => _cursor.DocumentFrequency;

    /// <summary>No document gets more.</summary>
    public int ListBound => _listBound;

    public PostingCursor Cursor => _cursor;

    public void Open(SegmentReader segment, in TermEntry entry, Bm25 ranking, float weight)
    {
        _cursor.Open(segment, entry);
        _contributions.Open(segment, ranking, weight);
        _listBound = _contributions.BoundOfList(_cursor);
        Rewind();
    }

    /// <summary>Goes back to before the first document.</summary>
    public void Rewind()
    {
        _block = _place = _boundBlock = 0;
        Document = -1;
    }

    public void Close()
    {
        _cursor.Close();
        _positions.Close();
        _contributions.Close();
    }

    /// <summary>
    /// No document from <paramref name="from"/> on and before <paramref name="to"/> gets more than this; 0 if none has
    /// the term. Windows must be asked for in ascending order.
    /// </summary>
    public int Bound(int from, int to)
    {
        _boundBlock = _cursor.FindBlock(_boundBlock, from);
        if (_boundBlock == _cursor.BlockCount || _cursor.FirstPossible(_boundBlock) >= to)
            return 0;
        if (_boundBlock + MostBoundedBlocks < _cursor.BlockCount && _cursor.FirstPossible(_boundBlock + MostBoundedBlocks) < to)
            return _listBound;
        var bound = BlockBound(_boundBlock);
        for (var block = _boundBlock + 1; block < _cursor.BlockCount && _cursor.FirstPossible(block) < to; block++)
            bound = Math.Max(bound, BlockBound(block));
        return bound;
    }

    /// <summary>What no document from <paramref name="from"/> to the end of the block that would hold it gets more than.</summary>
    public int BoundAt(int from, out int last)
    {
        _boundBlock = _cursor.FindBlock(_boundBlock, from);
        last = int.MaxValue;
        if (_boundBlock == _cursor.BlockCount)
            return 0;
        last = _cursor.LastDocument(_boundBlock);
        return BlockBound(_boundBlock);
    }

    /// <summary>Adds to the scores of the documents of a window.</summary>
    public void AddTo(int from, int to, int[] scores)
    {
        _block = _cursor.FindBlock(_block, from);
        for (var block = _block; block < _cursor.BlockCount && _cursor.FirstPossible(block) < to; block++)
        {
            _cursor.Load(block);
            var documents = _cursor.Documents;
            var first = documents[0] >= from ? 0 : LowerBound(documents, from);
            var end = documents[^1] < to ? documents.Length : LowerBound(documents, to);
            _contributions.AddTo(documents[first..end], _cursor.CodesOf(block)[first..end], from, scores);
            if (end < documents.Length)
                return;
        }
    }

    /// <summary>
    /// Goes to the first document that is not before <paramref name="document"/>; ask for them in ascending order.
    /// Gives int.MaxValue behind the last one.
    /// </summary>
    public int Advance(int document)
    {
        if (document <= Document)
            return Document;
        var block = _cursor.FindBlock(_block, document);
        if (block == _cursor.BlockCount)
        {
            _block = block;
            return Document = int.MaxValue;
        }

        if (block != _block || _cursor.Loaded != block)
        {
            (_block, _place) = (block, 0);
            _cursor.Load(block);
        }

        var documents = _cursor.Documents;
        if (_place >= documents.Length || documents[_place] > document)
            _place = 0; // an earlier window was left in the middle of the block
        _place += Gallop(documents[_place..], document);
        (_currentBlock, _currentPlace) = (_block, _place);
        return Document = documents[_place];
    }

    /// <summary>Takes up the documents of a window, so that <see cref="MoveTo"/> finds them. False: there are none.</summary>
    public bool TakeWindow(int from, int to)
    {
        _window ??= new PostingWindow();
        _block = _cursor.FindBlock(_block, from);
        if (_block == _cursor.BlockCount || _cursor.FirstPossible(_block) >= to)
            return false;
        _cursor.Load(_block);
        var first = _cursor.Documents[0] >= from ? 0 : LowerBound(_cursor.Documents, from);
        _window.Clear((_block * PostingList.BlockLength) + first);
        Mark(from, to, -1, _window.Documents);
        return _window.Close();
    }

    /// <summary>The documents of the window.</summary>
    public ReadOnlySpan<ulong> Window => _window!.Documents;

    /// <summary>Makes a document of the window the one that is asked about.</summary>
    public void MoveTo(int placeInWindow)
    {
        (_currentBlock, _currentPlace) = Math.DivRem(_window!.PostingOf(placeInWindow), PostingList.BlockLength);
        Document = -1; // where an earlier Advance stopped is not what is asked about any more
    }

    /// <summary>What the term adds to the score of a document of the window, to which it has been moved.</summary>
    public int ScoreInWindow(int document) =>
        _contributions.Tabled(_cursor.CodesOf(_currentBlock)[_currentPlace], document);

    /// <summary>No document from <paramref name="document"/> on has the term before this one; int.MaxValue: none has it.</summary>
    public int FirstPossibleFrom(int document)
    {
        var block = _cursor.FindBlock(_block, document);
        return block == _cursor.BlockCount ? int.MaxValue : Math.Max(document, _cursor.FirstPossible(block));
    }

    /// <summary>What the term adds to the score of a document; ask for them in ascending order.</summary>
    public int ScoreOf(int document) => Advance(document) == document ? CurrentScore() : 0;

    /// <summary>What the term adds to the score of <see cref="Document"/>, to which it has been advanced.</summary>
    public int CurrentScore() => _contributions.Of(_cursor.CodesOf(_currentBlock)[_currentPlace], Document);

    /// <summary>A bit for each field in which the document that is asked about has the term.</summary>
    public byte CurrentFields() => _cursor.Segment.Signatures.FieldMasks[_cursor.CodesOf(_currentBlock)[_currentPlace]];

    /// <summary>Reads where the document that is asked about has the term.</summary>
    public void ReadPositions() => _positions.Read(_cursor, _currentBlock, _currentPlace);

    /// <summary>What <see cref="ReadPositions"/> has read.</summary>
    public PositionCursor Positions => _positions;

    /// <summary>Sets the bits of the documents of a window that have the term in one of the fields.</summary>
    /// <param name="from">The first document of the window.</param>
    /// <param name="to">The first one behind it.</param>
    /// <param name="fields">A bit for each field that counts; -1 for all.</param>
    /// <param name="bits">Bit d - from of document d.</param>
    public void Mark(int from, int to, int fields, Span<ulong> bits)
    {
        _block = _cursor.FindBlock(_block, from);
        for (var block = _block; block < _cursor.BlockCount && _cursor.FirstPossible(block) < to; block++)
        {
            _cursor.Load(block);
            var documents = _cursor.Documents;
            var first = documents[0] >= from ? 0 : LowerBound(documents, from);
            var end = documents[^1] < to ? documents.Length : LowerBound(documents, to);
            if (fields == -1)
                Mark(documents[first..end], from, bits);
            else
                MarkInFields(block, first, end, from, fields, bits);
            if (end < documents.Length)
                return;
        }
    }

    /// <summary>Adds to the bytes of the documents of a window that have the term, and sets a bit there.</summary>
    /// <param name="from">The first document of the window.</param>
    /// <param name="to">The first one behind it.</param>
    /// <param name="add">What is added.</param>
    /// <param name="mark">The bit.</param>
    /// <param name="tallies">Byte d - from of document d.</param>
    /// <returns>Whether there is such a document.</returns>
    public bool Tally(int from, int to, byte add, byte mark, byte[] tallies)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tallies.Length, to - from);
        var found = false;
        ref var window = ref MemoryMarshal.GetArrayDataReference(tallies);
        _block = _cursor.FindBlock(_block, from);
        for (var block = _block; block < _cursor.BlockCount && _cursor.FirstPossible(block) < to; block++)
        {
            _cursor.Load(block);
            var documents = _cursor.Documents;
            var first = documents[0] >= from ? 0 : LowerBound(documents, from);
            var end = documents[^1] < to ? documents.Length : LowerBound(documents, to);
            found |= first < end;
            foreach (var document in documents[first..end])
            {
                // The cursor has checked that documents ascend below the segment's count.
                ref var tally = ref Unsafe.Add(ref window, document - from);
                tally = (byte)((tally + add) | mark);
            }

            if (end < documents.Length)
                break;
        }

        return found;
    }

    private static void Mark(ReadOnlySpan<int> documents, int from, Span<ulong> bits)
    {
        foreach (var document in documents)
            bits[(document - from) >> 6] |= 1UL << (document - from);
    }

    private void MarkInFields(int block, int first, int end, int from, int fields, Span<ulong> bits)
    {
        var documents = _cursor.Documents;
        var codes = _cursor.CodesOf(block);
        var masks = _cursor.Segment.Signatures.FieldMasks;
        for (var i = first; i < end; i++)
        {
            if ((masks[codes[i]] & fields) != 0)
                bits[(documents[i] - from) >> 6] |= 1UL << (documents[i] - from);
        }
    }

    private static int LowerBound(ReadOnlySpan<int> documents, int document)
    {
        var found = documents.BinarySearch(document);
        return found < 0 ? ~found : found;
    }

    // The first place whose document is not before the one asked for, which the last one is not.
    private static int Gallop(ReadOnlySpan<int> documents, int document)
    {
        if (documents[0] >= document)
            return 0;
        var (low, step) = (0, 1);
        for (; low + step < documents.Length && documents[low + step] < document; step *= 2)
            low += step;
        var high = Math.Min(low + step, documents.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (documents[middle] < document)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    private int BlockBound(int block) => _cursor.HasImpacts ? _contributions.BoundOfBlock(_cursor, block) : _listBound;
}
