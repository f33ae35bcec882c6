namespace Paperboy.Search.Queries;

/// <summary>Says whether words stand near each other and in order in the document at which their scorers stand.</summary>
internal sealed class NearMatcher
{
    private TermScorer[] _scorers = [];
    private int[] _forms = []; // wanted of each word
    private int _count;
    private int _length;
    private int _first; // the two words with the fewest documents, in the order of the query
    private int _second;
    private int _offset; // from the one to the other

    /// <summary>Gets ready for at least two words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="scorers">Of each word's term.</param>
    /// <param name="forms">The number of each word's form as typed.</param>
    /// <param name="length">How far behind the first word the last one may stand.</param>
    public void Open(IReadOnlyList<QueryWord> words, TermScorer[] scorers, int[] forms, int length)
    {
        (_scorers, _forms, _count, _length) = (scorers, forms, words.Count, length);
        (_first, _second) = (0, 1);
        for (var i = 2; i < _count; i++)
        {
            if (Rarity(i) >= Math.Max(Rarity(_first), Rarity(_second)))
                continue;
            if (Rarity(_first) > Rarity(_second))
                _first = _second;
            _second = i;
        }

        _offset = words[_second].Position - words[_first].Position;
    }

    /// <summary>False: the two rarest words stand nowhere near enough. Reads their positions only.</summary>
    /// <param name="asTyped">Whether only forms as typed count.</param>
    /// <param name="sideBySide">Whether they must stand as far from one another as in the query.</param>
    public bool MayBe(bool asTyped, bool sideBySide)
    {
        _scorers[_first].ReadPositions();
        _scorers[_second].ReadPositions();
        return sideBySide ? AreSideBySide(asTyped) : AreNear(asTyped);
    }

    private bool AreSideBySide(bool asTyped)
    {
        var (first, second) = (_scorers[_first].Positions, _scorers[_second].Positions);
        var j = 0;
        for (var i = 0; i < first.Count; i++)
        {
            var wanted = first.Positions[i] + _offset;
            while (j < second.Count && second.Positions[j] < wanted)
                j++;
            for (var k = j; k < second.Count && second.Positions[k] == wanted; k++)
            {
                if (!asTyped || (first.Forms[i] == _forms[_first] && second.Forms[k] == _forms[_second]))
                    return true;
            }
        }

        return false;
    }

    private bool AreNear(bool asTyped)
    {
        var (first, second) = (_scorers[_first].Positions, _scorers[_second].Positions);
        var next = 0;
        for (var i = 0; i < first.Count; i++)
        {
            while (next < second.Count && second.Positions[next] <= first.Positions[i])
                next++;
            for (var j = next; j < second.Count && second.Positions[j] - first.Positions[i] <= _length; j++)
            {
                if (!asTyped || (first.Forms[i] == _forms[_first] && second.Forms[j] == _forms[_second]))
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether they stand in order within the length. From each place of the first word, the nearest next place of each
    /// further word gives the shortest stretch. All positions must have been read.
    /// </summary>
    public bool Is(bool asTyped)
    {
        var first = _scorers[0].Positions;
        for (var at = 0; at < first.Count; at++)
        {
            if (asTyped && first.Forms[at] != _forms[0])
                continue;
            var last = first.Positions[at];
            for (var i = 1; i < _count && last >= 0; i++)
                last = NextAfter(last, first.Positions[at] + _length, i, asTyped);
            if (last >= 0)
                return true;
        }

        return false;
    }

    private int Rarity(int word) => _scorers[word].DocumentFrequency;

    private int NextAfter(int position, int end, int word, bool asTyped)
    {
        var next = _scorers[word].Positions;
        for (var i = 0; i < next.Count && next.Positions[i] <= end; i++)
        {
            if (next.Positions[i] > position && (!asTyped || next.Forms[i] == _forms[word]))
                return next.Positions[i];
        }

        return -1;
    }
}
