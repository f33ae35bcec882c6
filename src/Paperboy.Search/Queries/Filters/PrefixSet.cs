using Paperboy.Search.Columns;
using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries.Filters;

/// <summary>Collects the documents of a segment that have a word with a prefix, as it was written (not its stem), in one of some fields.</summary>
internal sealed class PrefixSet(SegmentReader segment, Bm25 ranking, int fields)
{
    private readonly TermScorer _scorer = new();
    private readonly List<bool> _isWanted = []; // of each form of a term

    /// <summary>Bit d of document d, in whole windows.</summary>
    public ulong[] Documents { get; } = new ulong[WindowBits.WindowCount(segment.DocumentCount) * WindowBits.Words];

    /// <summary>Adds the documents of a prefix, folded as words are.</summary>
    public void Fill(byte[] prefix)
    {
        var common = prefix.AsSpan(0, CommonWithStems(prefix));
        for (var terms = segment.Terms.EnumerateFrom(common); terms.MoveNext();)
        {
            if (terms.Term.StartsWith(common))
                Add(terms.Term, terms.Entry, prefix);
            else if (terms.Term.SequenceCompareTo(common) > 0)
                break;
        }

        _scorer.Close();
    }

    // How many bytes the stem of a word with this prefix has in common with it: stemming changes endings, but of three
    // words more than that: dying, lying and tying become die, lie and tie.
    private static int CommonWithStems(ReadOnlySpan<byte> prefix) =>
        prefix.Length > 1 && prefix[1] == 'y' && prefix[0] is (byte)'d' or (byte)'l' or (byte)'t' ? 1 : Math.Min(2, prefix.Length);

    private void Add(ReadOnlySpan<byte> term, in TermEntry entry, byte[] prefix)
    {
        var wanted = FindWanted(term, entry, prefix);
        if (wanted == 0)
            return;
        _scorer.Open(segment, entry, ranking, weight: 0);
        if (wanted == _isWanted.Count)
        {
            _scorer.Mark(0, segment.DocumentCount, fields, Documents);
            return;
        }

        for (var document = _scorer.Advance(0); document != int.MaxValue; document = _scorer.Advance(document + 1))
        {
            _scorer.ReadPositions();
            if (HasWanted(_scorer.Positions))
                WindowBits.Add(Documents, document);
        }
    }

    private int FindWanted(ReadOnlySpan<byte> term, in TermEntry entry, byte[] prefix)
    {
        _isWanted.Clear();
        if (entry.FormsOffset == 0)
        {
            _isWanted.Add(term.StartsWith(prefix));
        }
        else
        {
            foreach (var form in segment.Terms.FormsOf(term, entry))
                _isWanted.Add(form.Utf8.AsSpan().StartsWith(prefix));
        }

        return _isWanted.Count(wanted => wanted);
    }

    private bool HasWanted(PositionCursor places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (_isWanted[places.Forms[i]] && (fields & (1 << (places.Positions[i] >> PositionBlock.FieldShift))) != 0)
                return true;
        }

        return false;
    }
}
