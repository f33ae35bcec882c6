namespace Paperboy.Search.Text;

/// <summary>
/// Turns a text into its terms, one after the other, without allocating: words are runs of letters, digits and marks,
/// folded (<see cref="Folding"/>) and, if they are English letters only, stemmed (<see cref="Porter2"/>); scripts
/// without spaces give pairs of neighbouring characters; words tied by a hyphen, a dot or an underscore
/// (<c>GPT-4</c>, <c>k-NN</c>, <c>2503.11731</c>) give each part and then the whole, as do <c>C++</c> and <c>C#</c>.
/// The same reader analyses documents, queries and the texts to be highlighted.
/// </summary>
internal ref struct TermReader
{
    /// <summary>The length in bytes that the buffer given to the constructor must have; no term is longer.</summary>
    public const int BufferLength = 64;

    private const int MostParts = 6;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<byte> _buffer;
    private int _next;
    private int _compoundStart;
    private int _compoundEnd;
    private int _partsRead;
    private int _unspacedEnd;

    public TermReader(ReadOnlySpan<char> text, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(buffer.Length, BufferLength);
        _text = text;
        _buffer = buffer;
        _compoundEnd = -1;
        _unspacedEnd = -1;
    }

    /// <summary>The current term in UTF-8; valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Term { get; private set; }

    /// <summary>Where the current term stands in the text, in UTF-16 code units.</summary>
    public TextSpan Span { get; private set; }

    /// <summary>
    /// Whether the term stands in the same place as others already read (the whole of a compound, beside its parts)
    /// and so does not make the text longer.
    /// </summary>
    public bool IsOverlap { get; private set; }

    /// <summary>Goes to the next term. False: there is none.</summary>
    public bool Read()
    {
        while (true)
        {
            if (_compoundEnd >= 0)
            {
                if (ReadFromCompound())
                    return true;
            }
            else if (_unspacedEnd >= 0)
            {
                if (ReadPair())
                    return true;
            }
            else if (!FindNext())
            {
                return false;
            }
        }
    }

    // Finds the next compound or run of unspaced characters.
    private bool FindNext()
    {
        while (_next < _text.Length)
        {
            switch (CharacterClasses.Of(_text, _next, out var length))
            {
                case CharacterClass.Word:
                    _compoundStart = _next;
                    _compoundEnd = EndOfCompound(_next);
                    _partsRead = 0;
                    return true;
                case CharacterClass.Unspaced:
                    _unspacedEnd = EndOfRun(_next, CharacterClass.Unspaced);
                    return true;
                default:
                    _next += length;
                    break;
            }
        }

        return false;
    }

    private bool ReadFromCompound()
    {
        while (_next < _compoundEnd)
        {
            if (CharacterClasses.Of(_text, _next, out var length) == CharacterClass.Word)
            {
                var start = _next;
                _next = EndOfWord(start);
                _partsRead++;
                IsOverlap = false;
                return SetWord(start, _next);
            }

            _next += length;
        }

        var (wholeStart, wholeEnd) = (_compoundStart, _compoundEnd);
        _compoundEnd = -1;
        var isSimple = _partsRead == 1 && _text[wholeEnd - 1] is not ('+' or '#');
        if (isSimple || _partsRead > MostParts)
            return false;
        IsOverlap = true;
        return SetWhole(wholeStart, wholeEnd);
    }

    private bool ReadPair()
    {
        var start = _next;
        var firstEnd = EndOfCharacter(start);
        if (firstEnd >= _unspacedEnd)
        {
            // The last character has been read as the second of a pair, unless it stands alone.
            var alone = start == 0 || CharacterClasses.Of(_text, PreviousStart(start), out _) is not (CharacterClass.Unspaced or CharacterClass.Mark);
            _next = _unspacedEnd;
            _unspacedEnd = -1;
            return alone && Set(start, firstEnd, Folding.Append(_text[start..firstEnd], _buffer, 0));
        }

        var secondEnd = EndOfCharacter(firstEnd);
        _next = firstEnd;
        return Set(start, secondEnd, Folding.Append(_text[start..secondEnd], _buffer, 0));
    }

    private bool SetWord(int start, int end) =>
        Set(start, end, Stemmed(Folding.Append(_text[start..end], _buffer, 0)));

    // Hyphens and underscores vanish from the whole (GPT-4 = GPT4, k-NN = kNN), dots and signs stay (2503.11731, C++).
    private bool SetWhole(int start, int end)
    {
        var length = 0;
        for (var at = start; at < end;)
        {
            if (IsJoiner(_text[at]))
            {
                if (_text[at] == '.' && length < _buffer.Length)
                    _buffer[length++] = (byte)'.';
                at++;
                continue;
            }

            var partEnd = _text[at] is '+' or '#' ? end : EndOfWord(at);
            length = Folding.Append(_text[at..partEnd], _buffer, length);
            at = partEnd;
        }

        return Set(start, end, Stemmed(length));
    }

    private bool Set(int start, int end, int length)
    {
        Term = _buffer[..length];
        Span = new TextSpan(start, end - start);
        return length > 0;
    }

    private readonly int Stemmed(int length)
    {
        var word = _buffer[..length];
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] is not ((>= (byte)'a' and <= (byte)'z') or (byte)'\''))
                return length;
        }

        return Porter2.Stem(word);
    }

    private readonly int EndOfCompound(int start)
    {
        var end = EndOfWord(start);
        while (end + 1 < _text.Length && IsJoiner(_text[end])
               && CharacterClasses.Of(_text, end + 1, out _) == CharacterClass.Word)
        {
            end = EndOfWord(end + 1);
        }

        var signs = _text[end..].StartsWith("++") ? 2 : _text[end..].StartsWith("#") && end - start == 1 ? 1 : 0;
        var isFollowed = end + signs < _text.Length && CharacterClasses.Of(_text, end + signs, out _) == CharacterClass.Word;
        return isFollowed ? end : end + signs;
    }

    private readonly int EndOfWord(int start)
    {
        var end = EndOfRun(start, CharacterClass.Word);
        while (end + 1 < _text.Length && _text[end] is '\'' or '\u2019'
               && CharacterClasses.Of(_text, end + 1, out _) == CharacterClass.Word)
        {
            end = EndOfRun(end + 1, CharacterClass.Word);
        }

        return end;
    }

    private readonly int EndOfRun(int start, CharacterClass wanted)
    {
        var end = start;
        while (end < _text.Length)
        {
            var found = CharacterClasses.Of(_text, end, out var length);
            if (found != wanted && found != CharacterClass.Mark)
                break;
            end += length;
        }

        return end;
    }

    // A character with the marks that follow it.
    private readonly int EndOfCharacter(int start)
    {
        CharacterClasses.Of(_text, start, out var length);
        var end = start + length;
        while (end < _text.Length && CharacterClasses.Of(_text, end, out length) == CharacterClass.Mark)
            end += length;
        return end;
    }

    private readonly int PreviousStart(int at) => at > 1 && char.IsLowSurrogate(_text[at - 1]) ? at - 2 : at - 1;

    private static bool IsJoiner(char unit) => unit is '-' or '\u2010' or '\u2011' or '.' or '_';
}
