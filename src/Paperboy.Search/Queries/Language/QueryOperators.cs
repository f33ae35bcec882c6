namespace Paperboy.Search.Queries.Language;

internal enum QueryOperator
{
    None,
    And,
    Or,
}

internal enum Negation
{
    None,

    /// <summary>What follows is excluded.</summary>
    Negated,

    /// <summary>Hyphens that exclude nothing were passed.</summary>
    Skipped,

    /// <summary>The same, and nothing follows.</summary>
    Lone,
}

/// <summary>Reads AND, OR, NOT and their signs, and passes over those that bind nothing.</summary>
/// <param name="input">The text.</param>
/// <param name="notes">Told of what is passed over.</param>
/// <param name="isShouted">Whether the text is in capitals, so that AND, OR and NOT are words.</param>
internal sealed class QueryOperators(QueryScanner input, QueryNotes notes, bool isShouted)
{
    /// <summary>Goes past the operator if it is here and something that it can bind follows.</summary>
    /// <param name="wanted">The operator.</param>
    /// <param name="isTight">Whether it is a bar without a space on either side.</param>
    public bool TryRead(QueryOperator wanted, out bool isTight)
    {
        isTight = false;
        var before = input.Position;
        input.SkipSpace();
        if (Peek(out var length) != wanted)
        {
            input.Position = before;
            return false;
        }

        var at = input.Position;
        isTight = at == before && input.Current == '|' && input.At(at + length) != ' ';
        input.Position += length;
        input.SkipSpace();
        while (TrySkip())
            continue;
        if (!input.AtEnd && input.Current != ')')
            return true;
        notes.Add(at, length, Sentence(at, length, "after"));
        return false;
    }

    /// <summary>Passes over an operator that stands where it has nothing to bind. False: there is none.</summary>
    public bool TrySkip()
    {
        if (Peek(out var length) == QueryOperator.None)
            return false;
        notes.Add(input.Position, length, Sentence(input.Position, length, "before"));
        input.Position += length;
        input.SkipSpace();
        return true;
    }

    /// <summary>Reads a minus or NOT.</summary>
    public Negation ReadNegation()
    {
        var at = input.Position;
        // In ti:NOT, -NOT and +NOT it is a word.
        if (!isShouted && input.At(at - 1) is not (':' or '-' or '+') && input.IsAtWord("NOT"))
        {
            input.Position += 3;
            input.SkipSpace();
            if (!input.AtGap && Peek(out _) == QueryOperator.None)
                return Negation.Negated;
            notes.Add(at, 3, Sentence(at, 3, "after"));
            return Negation.Lone;
        }

        return ReadHyphens(at);
    }

    /// <summary>Goes past a plus that says that what follows must be there. Numbers keep theirs: +46, +0.5.</summary>
    public bool TryReadPlus()
    {
        if (input.Current != '+' || input.At(input.Position - 1) is not (' ' or '(' or '|' or ':' or '-'))
            return false;
        var after = input.Position + 1;
        if (input.At(after) is not ('(' or '"') && !(QueryText.StartsWord(input.Text, after) && !input.IsNumber(after)))
            return false;
        input.Position = after;
        return true;
    }

    private Negation ReadHyphens(int at)
    {
        var end = at;
        while (input.At(end) == '-')
            end++;
        if (end == at)
            return Negation.None;
        input.Position = end;
        if (end - at == 1 && !input.AtGap)
            return Negation.Negated;
        // Hyphens between spaces are a dash, and no doubt; a single one may have been meant to exclude.
        if (end - at == 1)
            notes.Add(at, 1, $"The hyphen at {at + 1} has nothing after it; it is left out.");
        else if (!input.AtGap)
            notes.Add(at, end - at, $"The hyphens at {at + 1} exclude nothing; they are left out.");
        return input.AtGap ? Negation.Lone : Negation.Skipped;
    }

    private QueryOperator Peek(out int length)
    {
        length = 0;
        while (input.At(input.Position + length) == '|')
            length++;
        if (length > 0)
            return QueryOperator.Or;
        length = 2;
        if (input.IsAtWord("&&"))
            return QueryOperator.And;
        if (isShouted)
            return QueryOperator.None;
        if (input.IsAtWord("OR"))
            return QueryOperator.Or;
        length = 3;
        return input.IsAtWord("AND") ? QueryOperator.And : QueryOperator.None;
    }

    private string Sentence(int at, int length, string side) =>
        $"{input.Text.AsSpan(at, Math.Min(length, 3))} at {at + 1} has nothing {side} it; it is left out.";
}
