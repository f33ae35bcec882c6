using Paperboy.Search.Postings;

namespace Paperboy.Search.Queries;

/// <summary>Says whether and where words stand side by side in the document at which their scorers stand.</summary>
internal sealed class PhraseMatcher
{
    private TermScorer[] _scorers = [];
    private int[] _forms = []; // wanted of each word
    private int[] _offsets = [];
    private int _count;
    private int _rarest;

    /// <summary>How many words there are.</summary>
    public int Count => _count;

    public void Clear() => (_count, _rarest) = (0, 0);

    /// <summary>Adds a word.</summary>
    /// <param name="scorer">Its term's.</param>
    /// <param name="form">The number of its form as typed.</param>
    /// <param name="offset">Where it stands among the words.</param>
    public void Add(TermScorer scorer, int form, int offset)
    {
        if (_count == _scorers.Length)
        {
            Array.Resize(ref _scorers, Math.Max(8, 2 * _count));
            Array.Resize(ref _forms, _scorers.Length);
            Array.Resize(ref _offsets, _scorers.Length);
        }

        (_scorers[_count], _forms[_count], _offsets[_count]) = (scorer, form, offset);
        if (scorer.DocumentFrequency < _scorers[_rarest].DocumentFrequency)
            _rarest = _count;
        _count++;
    }

    /// <summary>Reads the positions of all words.</summary>
    public void Read()
    {
        for (var i = 0; i < _count; i++)
            _scorers[i].ReadPositions();
    }

    /// <summary>Whether all stand side by side in one of the fields.</summary>
    /// <param name="asTyped">Whether in the forms as typed only.</param>
    /// <param name="fields">A bit for each field that counts.</param>
    public bool IsSideBySide(bool asTyped, int fields)
    {
        var rarest = _scorers[_rarest].Positions;
        for (var at = 0; at < rarest.Count; at++)
        {
            if ((fields & (1 << (rarest.Positions[at] >> PositionBlock.FieldShift))) == 0 || (asTyped && rarest.Forms[at] != _forms[_rarest]))
                continue;
            var start = rarest.Positions[at] - _offsets[_rarest];
            var i = 0;
            while (i < _count && Has(_scorers[i].Positions, start + _offsets[i], asTyped ? _forms[i] : -1))
                i++;
            if (i == _count)
                return true;
        }

        return false;
    }

    // A term may stand twice at one position: as a part of a compound and as a whole.
    private static bool Has(PositionCursor places, int position, int form)
    {
        for (var i = 0; i < places.Count && places.Positions[i] <= position; i++)
        {
            if (places.Positions[i] == position && (form < 0 || places.Forms[i] == form))
                return true;
        }

        return false;
    }
}
