namespace Paperboy.Search.Queries.Language;

/// <summary>Goes through a normalised query; knows its signs, but not what they are for.</summary>
internal sealed class QueryScanner(string text)
{
    public string Text => text;

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The character here, or a space at the end.</summary>
    public char Current => At(Position);

    /// <summary>The character at a place, or a space outside of the text.</summary>
    public char At(int place) => (uint)place < (uint)text.Length ? text[place] : ' ';

    public void SkipSpace()
    {
        while (!AtEnd && text[Position] == ' ')
            Position++;
    }

    /// <summary>Whether nothing that belongs together with what stands before can follow here.</summary>
    public bool AtGap => Current is ' ' or ')' or '|';

    /// <summary>Whether an operator written as a word stands here by itself.</summary>
    public bool IsAtWord(string word) =>
        string.CompareOrdinal(text, Position, word, 0, word.Length) == 0 && At(Position + word.Length) is ' ' or '(' or ')' or '"' or '|';

    /// <summary>
    /// Goes past a run of characters: up to white space, a quote, or a bar or closing bracket whose opening bracket is not
    /// in the run (<c>p(x|y)</c> is one). <paramref name="open"/>: the brackets that are not closed in it.
    /// </summary>
    public TextSpan ReadRun(out int open)
    {
        var start = Position;
        open = 0;
        for (; !AtEnd; Position++)
        {
            var unit = text[Position];
            if (unit is ' ' or '"' || (open == 0 && unit is ')' or '|'))
                break;
            open += unit == '(' ? 1 : unit == ')' ? -1 : 0;
        }

        return new TextSpan(start, Position - start);
    }

    /// <summary>The name before a colon here, ASCII letters only; empty: there is none.</summary>
    public ReadOnlySpan<char> PeekName()
    {
        var end = Position;
        while (end < text.Length && end - Position <= QueryField.LongestPrefix && char.IsAsciiLetter(text[end]))
            end++;
        return At(end) is ':' or '<' or '>' or '=' or '≤' or '≥' ? text.AsSpan(Position, end - Position) : [];
    }

    /// <summary>Whether what begins at a place is digits and signs only, up to where something else can begin.</summary>
    public bool IsNumber(int at)
    {
        if (!char.IsAsciiDigit(At(at)))
            return false;
        while (At(at) is not (' ' or '"' or '(' or ')' or '|'))
        {
            if (At(at) is not (>= '!' and <= '@'))
                return false;
            at++;
        }

        return true;
    }

    /// <summary>
    /// Whether the bracket here opens within a word: <c>(Un)supervised</c>, where letters stand on both sides of its end.
    /// </summary>
    public bool IsBracketOfWord()
    {
        var end = Position + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '-'))
            end++;
        return end > Position + 1 && At(end) == ')' && QueryText.StartsWord(text, end + 1);
    }

    /// <summary>Whether the quote here neither opens a phrase nor can be told to: <c>5" screen</c>, <c>neural" nets</c>.</summary>
    public bool IsStrayQuote()
    {
        if (Position == 0 || !(char.IsLetterOrDigit(text[Position - 1]) || char.IsLowSurrogate(text[Position - 1])))
            return false;
        return At(Position + 1) is ' ' or ')' or ',' or '.' || text.IndexOf('"', Position + 1) < 0;
    }
}
