namespace Paperboy.Search.Text;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>A run of letters, digits and marks, by itself or as a part of a compound.</summary>
    Word,

    /// <summary>Two neighbouring characters of a script without spaces, or one that stands alone.</summary>
    Pair,

    /// <summary>The whole of a compound, after its parts.</summary>
    Whole,
}

/// <summary>
/// Finds the tokens of a text, one after the other, without allocating and without looking at what they mean
/// (<see cref="TermForms"/> does). Words are runs of letters, digits and marks; scripts without spaces give pairs of
/// neighbouring characters; words tied by a hyphen, a dot, an underscore or an apostrophe (<c>GPT-4</c>,
/// <c>2503.11731</c>, <c>O'Brien</c>) give each part and then the whole, as do <c>C++</c>, <c>C#</c> and DOIs
/// (<see cref="Compound"/>). The kind of a token follows from its characters: the same characters never are tokens of
/// two kinds, so a cache of forms needs the characters alone as its key.
/// </summary>
internal ref struct Tokenizer
{
    private readonly ReadOnlySpan<char> _text;
    private int _start;
    private int _end;
    private int _next;

    // The compound or the run of unspaced characters that is being read ends here; 0: none is.
    private int _compoundStart;
    private int _compoundEnd;
    private int _runEnd;
    private bool _hasWhole;

    public Tokenizer(ReadOnlySpan<char> text)
    {
        _text = text;
        Position = -1;
    }

    /// <summary>The characters of the current token.</summary>
    public readonly ReadOnlySpan<char> Token => _text[_start.._end];

    /// <summary>Where the current token stands in the text, in UTF-16 code units.</summary>
    public readonly TextSpan Span => new(_start, _end - _start);

    public TokenKind Kind { get; private set; }

    /// <summary>
    /// The place of the token among those of the text, from 0: words, each part of a compound and pairs count up by one; the
    /// whole of a compound has the place of its last part.
    /// </summary>
    public int Position { get; private set; }

    /// <summary>
    /// Whether the token stands in the same place as others already read (the whole of a compound, beside its parts)
    /// and so does not make the text longer.
    /// </summary>
    public readonly bool IsOverlap => Kind == TokenKind.Whole;

    /// <summary>Goes to the next token. False: there is none.</summary>
    public bool Read()
    {
        if (_compoundEnd > 0 && ReadFromCompound())
            return true;
        if (_runEnd > 0)
            return ReadPair();
        var classes = CharacterClasses.ByUnit;
        var text = _text;
        for (var at = _next; (uint)at < (uint)text.Length;)
        {
            var found = classes[text[at]];
            if (found == CharacterClass.Word)
            {
                var start = at;
                do
                    at++;
                while ((uint)at < (uint)text.Length && classes[text[at]] is CharacterClass.Word or CharacterClass.Mark);
                if ((uint)at >= (uint)text.Length || classes[text[at]] <= CharacterClass.Unspaced)
                    return Set(start, at, TokenKind.Word);
                return ReadTied(start);
            }

            if (found is CharacterClass.Unspaced or CharacterClass.Surrogate)
            {
                found = CharacterClasses.Of(text, at, out var length);
                if (found == CharacterClass.Word)
                    return ReadTied(at);
                if (found == CharacterClass.Unspaced)
                {
                    _next = at;
                    _runEnd = Compound.EndOfRun(text, at, CharacterClass.Unspaced);
                    return ReadPair();
                }

                at += length;
                continue;
            }

            at++;
        }

        _next = text.Length;
        return false;
    }

    // Reads the word that begins at start and may be the first of a compound.
    private bool ReadTied(int start)
    {
        var end = Compound.End(_text, start, out _hasWhole);
        if (!_hasWhole && end == Compound.EndOfPart(_text, start))
            return Set(start, end, TokenKind.Word);
        _next = _compoundStart = start;
        _compoundEnd = end;
        return ReadFromCompound();
    }

    private bool ReadFromCompound()
    {
        while (_next < _compoundEnd)
        {
            if (CharacterClasses.Of(_text, _next, out var length) == CharacterClass.Word)
                return Set(_next, Math.Min(_compoundEnd, Compound.EndOfPart(_text, _next)), TokenKind.Word);
            _next += length;
        }

        var end = _compoundEnd;
        _compoundEnd = 0;
        if (!_hasWhole)
            return false;
        Position--;
        return Set(_compoundStart, end, TokenKind.Whole);
    }

    // The last character of a run stands alone only if it is the first one too.
    private bool ReadPair()
    {
        var start = _next;
        var middle = Compound.EndOfCharacter(_text, start);
        var end = middle < _runEnd ? Compound.EndOfCharacter(_text, middle) : middle;
        var isLast = end >= _runEnd;
        Set(start, end, TokenKind.Pair);
        _next = isLast ? _runEnd : middle;
        _runEnd = isLast ? 0 : _runEnd;
        return true;
    }

    private bool Set(int start, int end, TokenKind kind)
    {
        _start = start;
        _end = _next = end;
        Kind = kind;
        Position++;
        return true;
    }
}
