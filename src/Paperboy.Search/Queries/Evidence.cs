using Paperboy.Search.Postings;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Says how strongly a document that has every word of a query bears it out. The tiers, from the highest: the words
/// exactly as typed, side by side and in order (<see cref="Side"/>); near each other and in order; all in the title;
/// elsewhere; then the same four for words of which some stand in another form (models for model) only.
/// </summary>
internal sealed class Evidence
{
    /// <summary>A document that lacks a word.</summary>
    public const int Partial = 0;

    private const int Elsewhere = 1;
    private const int Title = 2;
    private const int Near = 3;
    private const int Side = 4;
    private const int AsTyped = 4; // is added

    // How many other words may stand between neighbours of the query, on average, where they count as near.
    private const int MostBetween = 3;
    private const int AllFields = -1;

    private readonly PhraseMatcher _phrase = new();
    private readonly NearMatcher _near = new();
    private IReadOnlyList<QueryWord> _words = [];
    private TermScorer[] _scorers = []; // of each word
    private int[] _forms = []; // of each word as typed, in this segment

    /// <summary>No document of the segment can stand higher.</summary>
    public int HighestTier { get; private set; }

    /// <summary>Gets ready for a segment that has the terms of all words.</summary>
    public void Open(SegmentReader segment, RankedWords query, ReadOnlySpan<TermScorer?> scorerOfTerm)
    {
        _words = query.Words;
        if (_scorers.Length < _words.Count)
            (_scorers, _forms) = (new TermScorer[_words.Count], new int[_words.Count]);
        var isTypable = true;
        _phrase.Clear();
        for (var i = 0; i < _words.Count; i++)
        {
            var term = query.Terms[_words[i].Term];
            _scorers[i] = scorerOfTerm[_words[i].Term]!;
            _forms[i] = segment.Terms.FindForm(term.Utf8, _scorers[i].Cursor.Entry, _words[i].Exact);
            isTypable &= _forms[i] >= 0;
            _phrase.Add(_scorers[i], _forms[i], _words[i].Position);
        }

        if (_words.Count > 1)
            _near.Open(_words, _scorers, _forms, _words[^1].Position - _words[0].Position + (MostBetween * (_words.Count - 1)));
        HighestTier = _words.Count == 0 ? Elsewhere : (_words.Count == 1 ? Title : Side) + (isTypable ? AsTyped : 0);
    }

    /// <summary>
    /// The tier of the document at which all scorers stand; or, as soon as it is clear that it is less than
    /// <paramref name="least"/>, <see cref="Partial"/>.
    /// </summary>
    public int TierOfCurrent(int least)
    {
        if (least > HighestTier)
            return Partial;
        if (_words.Count == 0)
            return Elsewhere;
        if (_words.Count == 1 && _scorers[0].Cursor.Entry.FormCount == 1)
            return (IsInTitleByField(0) ? Title : Elsewhere) + (_forms[0] == 0 ? AsTyped : 0);
        var mustBeTyped = least > Side;
        if (_words.Count > 1 && least >= Near && (mustBeTyped ? least >= AsTyped + Near : HighestTier <= Side) && !_near.MayBe(mustBeTyped))
            return Partial;
        var asTyped = HighestTier > Side && IsAsTyped();
        if (mustBeTyped && !asTyped)
            return Partial;
        _phrase.Read();
        return LevelOf(asTyped) + (asTyped ? AsTyped : 0);
    }

    private bool IsInTitleByField(int word) => (_scorers[word].CurrentFields() & 1) != 0;

    private bool IsAsTyped()
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (_scorers[i].Cursor.Entry.FormCount == 1 && _forms[i] == 0)
                continue;
            _scorers[i].ReadPositions();
            if (!_scorers[i].Positions.Forms.Contains(_forms[i]))
                return false;
        }

        return true;
    }

    private int LevelOf(bool asTyped)
    {
        if (_words.Count > 1 && _phrase.IsSideBySide(asTyped, AllFields))
            return Side;
        if (_words.Count > 1 && _near.Is(asTyped))
            return Near;
        return IsInTitle(asTyped) ? Title : Elsewhere;
    }

    // The title is the schema's first field.
    private bool IsInTitle(bool asTyped)
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (!IsInTitleByField(i) || (asTyped && !HasTypedInTitle(i)))
                return false;
        }

        return true;
    }

    private bool HasTypedInTitle(int word)
    {
        var positions = _scorers[word].Positions;
        for (var i = 0; i < positions.Count && positions.Positions[i] >> PositionBlock.FieldShift == 0; i++)
        {
            if (positions.Forms[i] == _forms[word])
                return true;
        }

        return false;
    }
}
