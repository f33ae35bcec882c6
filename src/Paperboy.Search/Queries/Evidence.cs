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

    private readonly List<QueryWord> _words = []; // but minor ones
    private readonly PhraseMatcher _phrase = new(); // of these words
    private readonly List<TermScorer> _minor = []; // of the terms of minor words
    private readonly PhraseMatcher _wholePhrase = new(); // with minor words
    private readonly NearMatcher _near = new();
    private bool _canBeSide;
    private bool _canBeTypedSide; // the same, as typed
    private TermScorer[] _scorers = []; // of each word
    private int[] _forms = []; // of each word as typed, in this segment

    /// <summary>No document of the segment can stand higher.</summary>
    public int HighestTier { get; private set; }

    /// <summary>The highest tier that a query allows, whatever the segment.</summary>
    public static int HighestFor(RankedWords query) =>
        !query.CanBeFull ? Partial : !query.Words.Any(word => !word.IsMinor) ? Elsewhere : (query.Words.Count == 1 ? Title : Side) + AsTyped;

    /// <summary>Whether the words of a document of this tier stand side by side.</summary>
    public static bool IsSide(int tier) => tier is Side or Side + AsTyped;

    /// <summary>Whether they stand near each other and in order.</summary>
    public static bool IsNear(int tier) => tier is Near or Near + AsTyped;

    /// <summary>Whether they all stand in the title, but not together.</summary>
    public static bool IsTitle(int tier) => tier is Title or Title + AsTyped;

    /// <summary>Gets ready for a segment that has the terms of all words but minor ones.</summary>
    public void Open(SegmentReader segment, RankedWords query, ReadOnlySpan<TermScorer?> scorerOfTerm)
    {
        Clear(query.Words.Count);
        var isTypable = true;
        foreach (var word in query.Words)
        {
            if (scorerOfTerm[word.Term] is not { } scorer)
            {
                _canBeSide = false; // a minor word that no document has
                continue;
            }

            var form = segment.Terms.FindForm(query.Terms[word.Term].Utf8, scorer.Cursor.Entry, word.Exact);
            _wholePhrase.Add(scorer, form, word.Position);
            if (word.IsMinor)
            {
                _canBeTypedSide &= form >= 0;
                _minor.Add(scorer);
                continue;
            }

            (_scorers[_words.Count], _forms[_words.Count]) = (scorer, form);
            _words.Add(word);
            _phrase.Add(scorer, form, word.Position);
            isTypable &= form >= 0;
        }

        if (_words.Count > 1)
            _near.Open(_words, _scorers, _forms, _words[^1].Position - _words[0].Position + (MostBetween * (_words.Count - 1)));
        _canBeSide &= query.Words.Count > 1;
        _canBeTypedSide &= _canBeSide;
        var highest = (isTypable ? _canBeTypedSide : _canBeSide) ? Side : _words.Count > 1 ? Near : Title;
        HighestTier = _words.Count == 0 ? Elsewhere : highest + (isTypable ? AsTyped : 0);
    }

    /// <summary>
    /// False: the document at which the scorers of all words but minor ones stand cannot reach a tier. Much faster than
    /// to find its tier out, or its score.
    /// </summary>
    public bool MayReach(int tier)
    {
        var mustBeTyped = tier > Side;
        var mustBeNear = _words.Count > 1 && (mustBeTyped ? tier >= AsTyped + Near : tier >= Near && HighestTier <= Side);
        return !mustBeNear || _near.MayBe(mustBeTyped, sideBySide: tier == (mustBeTyped ? AsTyped : 0) + Side);
    }

    /// <summary>
    /// The tier of the document at which the scorers of all words but minor ones stand; or, as soon as it is clear that it is less than
    /// <paramref name="least"/>, <see cref="Partial"/>.
    /// </summary>
    /// <param name="document">The document; scorers of minor words are brought to it where they matter.</param>
    /// <param name="least">What the tier must be at least.</param>
    public int TierOf(int document, int least)
    {
        if (least > HighestTier)
            return Partial;
        if (_words.Count == 0)
            return Elsewhere;
        if (!_canBeSide && _words.Count == 1 && _scorers[0].Cursor.Entry.FormCount == 1)
            return (IsInTitleByField(0) ? Title : Elsewhere) + (_forms[0] == 0 ? AsTyped : 0);
        var mustBeTyped = least > Side;
        if (!MayReach(least))
            return Partial;
        var asTyped = HighestTier > Side && IsAsTyped();
        if (mustBeTyped && !asTyped)
            return Partial;
        _phrase.Read();
        return LevelOf(document, asTyped) + (asTyped ? AsTyped : 0);
    }

    private void Clear(int words)
    {
        if (_scorers.Length < words)
            (_scorers, _forms) = (new TermScorer[words], new int[words]);
        _words.Clear();
        _minor.Clear();
        _phrase.Clear();
        _wholePhrase.Clear();
        _canBeSide = _canBeTypedSide = true;
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

    private int LevelOf(int document, bool asTyped)
    {
        if ((asTyped ? _canBeTypedSide : _canBeSide) && _phrase.IsSideBySide(asTyped, AllFields) && (_minor.Count == 0 || IsWholePhrase(document, asTyped)))
            return Side;
        if (_words.Count > 1 && _near.Is(asTyped))
            return Near;
        return IsInTitle(asTyped) ? Title : Elsewhere;
    }

    private bool IsWholePhrase(int document, bool asTyped)
    {
        foreach (var scorer in _minor)
        {
            if (scorer.Advance(document) != document)
                return false;
        }

        _wholePhrase.Read();
        return _wholePhrase.IsSideBySide(asTyped, AllFields);
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
