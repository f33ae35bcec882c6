namespace Paperboy.Search.Queries.Language;

/// <summary>What words and values are of: a text field (null: all), or a column where brackets follow its prefix.</summary>
internal readonly record struct QueryScope(QueryField? Text, QueryField? Column)
{
    public QueryField? Innermost => Column ?? Text;

    // A value that the column cannot have is read as words, in the text field around it.
    public QueryScope Enter(QueryField field) => field.IsText ? new(field, null) : this with { Column = field };
}

/// <summary>
/// A part of a query as one node and, where it is plain words, as these: side by side without an operator they are wanted,
/// with one they are a word or a phrase.
/// </summary>
internal sealed record QueryUnit(QueryNode Node, IReadOnlyList<WordNode>? Wanted = null);

/// <summary>The last run or phrase that was read, for completion.</summary>
internal readonly record struct LastRead(TextSpan Place, QueryField? Field, bool IsQuoted);

/// <summary>Reads the leaves of the tree: words, phrases and values.</summary>
internal sealed class LeafReader(QueryScanner input, QueryVocabulary vocabulary, QueryNotes notes, int mostLeaves, bool isShouted)
{
    private int _leaves;

    /// <summary>Brackets that were opened within words (<c>O(n log n)</c>) and are not closed yet.</summary>
    public int OpenBrackets { get; set; }

    public LastRead Last { get; private set; }

    /// <summary>Reads the value after a column's prefix. False: the column can have none such, and nothing was read.</summary>
    public bool TryReadValue(QueryField column, bool isDoubtful, out QueryUnit? unit)
    {
        var (start, open) = (input.Position, OpenBrackets);
        var place = ReadRun();
        if (column.Kind is QueryFieldKind.Number or QueryFieldKind.Date && !input.Text.AsSpan(start, place.Length).ContainsAnyExcept("<>=≥≤"))
        {
            input.SkipSpace();
            place = new TextSpan(start, ReadRun().End - start);
        }

        Remember(place, column);
        if (TryValue(column, place, isQuoted: false, out unit))
            return true;
        if (!isDoubtful)
            NoteNoValue(column, place);
        (input.Position, OpenBrackets) = (start, open);
        return false;
    }

    /// <summary>Reads a run of characters: an id, a value of the column around it, or words. Null: it holds none.</summary>
    public QueryUnit? ReadOperand(QueryScope scope)
    {
        var place = ReadRun();
        Remember(place, scope.Innermost);
        if (scope.Column is { } column)
        {
            if (TryValue(column, place, isQuoted: false, out var value))
                return value;
            NoteNoValue(column, place);
        }
        else if (scope.Text is null && ReadId(place) is { } id)
        {
            return TakeLeaf(place.Start) ? new QueryUnit(id) : null;
        }

        NoteUnknownField(place);
        return ReadWords(place, scope.Text?.Name);
    }

    /// <summary>Reads what stands in quotes, of which the first is here. Null: nothing.</summary>
    public QueryUnit? ReadQuoted(QueryScope scope)
    {
        var open = input.Position;
        var close = input.Text.IndexOf('"', open + 1);
        var end = close < 0 ? input.Text.Length : close;
        input.Position = Math.Min(end + 1, input.Text.Length);
        if (close < 0)
            notes.Add(open, 1, $"The quote at {open + 1} is never closed; it is read as if it stood at the end.");
        var inside = new TextSpan(open + 1, end - open - 1);
        Remember(inside, scope.Innermost, isQuoted: true);
        if (scope.Column is { } column)
        {
            if (TryValue(column, inside, isQuoted: true, out var value))
                return value;
            NoteNoValue(column, inside);
        }

        var words = QueryWords.Read(input.Text, inside.Start, inside.End);
        if (words.Count == 0)
        {
            notes.Add(open, input.Position - open, $"The quotes at {open + 1} hold no word; they are left out.");
            return null;
        }

        NoteStars(inside, words, isWithinQuotes: true);
        var place = new TextSpan(open, input.Position - open);
        return TakeLeaf(open) ? new QueryUnit(new PhraseNode(Collapsed(inside), scope.Text?.Name, place)) : null;
    }

    /// <summary>Reads a run of characters of which the caller makes a value.</summary>
    public TextSpan ReadRun(QueryField column)
    {
        var place = ReadRun();
        Remember(place, column);
        return place;
    }

    private TextSpan ReadRun()
    {
        var place = input.ReadRun(out var open);
        OpenBrackets += open;
        return place;
    }

    // What is read again as words stays known by the field whose prefix stands before it.
    private void Remember(TextSpan place, QueryField? field, bool isQuoted = false)
    {
        if (place.End > Last.Place.End)
            Last = new LastRead(place, field, isQuoted);
    }

    private KeywordNode? ReadId(TextSpan place)
    {
        if (vocabulary.Ids is not { } ids)
            return null;
        var run = input.Text.Substring(place.Start, place.Length);
        return ids.Recognise(run) is { IsCertain: true } ? KeywordValue.Read(ids, run, isQuoted: false) : null;
    }

    private QueryUnit? ReadWords(TextSpan place, string? field)
    {
        var start = place.Start;
        if (IsAddress(input.Text.AsSpan(start, place.Length), out var scheme))
            start += scheme;
        var found = QueryWords.Read(input.Text, start, place.End);
        NoteStars(place, found, isWithinQuotes: false);
        var words = new List<WordNode>(found.Count);
        foreach (var word in found)
        {
            if (!TakeLeaf(word.Start))
                break;
            words.Add(new WordNode(TextOf(word), field, HasPrefix(word), new TextSpan(word.Start, word.End - word.Start)));
        }

        if (words.Count == 0)
            return null;
        if (words.Count == 1)
            return new QueryUnit(words[0], words);
        var whole = new TextSpan(words[0].Place.Start, words[^1].Place.End - words[0].Place.Start);
        return new QueryUnit(new PhraseNode(input.Text.Substring(whole.Start, whole.Length), field, whole), words);
    }

    // A word that looks like an operator but is none must not become one in the canonical form.
    private string TextOf(QueryWord word)
    {
        var text = input.Text[word.Start..word.End];
        if (text is not ("AND" or "OR" or "NOT"))
            return text;
        if (isShouted)
            notes.Add(word.Start, text.Length, $"The text is in capitals, so {text} at {word.Start + 1} is read as a word.");
        return text.ToLowerInvariant();
    }

    // `A*` is an algorithm; all words that begin with a letter would be nobody's question.
    private bool HasPrefix(QueryWord word) => word.HasStar && !(word.End - word.Start == 1 && input.Text[word.Start] < '\u0250');

    private bool TryValue(QueryField column, TextSpan place, bool isQuoted, out QueryUnit? unit)
    {
        unit = null;
        var text = isQuoted ? Collapsed(place) : input.Text.Substring(place.Start, place.Length);
        var hasSeveral = text.Contains(',') && !isQuoted && !(column.Kind == QueryFieldKind.Id && column.Recognise(text) is not null);
        var whole = hasSeveral && !IsNumeric(column) ? null : ReadValue(column, text, isQuoted, place);
        var nodes = new List<QueryNode>();
        if (whole is not null)
        {
            nodes.Add(whole);
        }
        else if (hasSeveral)
        {
            foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (ReadValue(column, part, isQuoted, place) is not { } node)
                    return false;
                nodes.Add(node);
            }
        }

        if (nodes.Count == 0)
            return false;
        nodes.RemoveAll(_ => !TakeLeaf(place.Start));
        unit = nodes.Count == 0 ? null : new QueryUnit(nodes.Count == 1 ? nodes[0] : QueryTree.Any(nodes));
        return true;
    }

    private QueryNode? ReadValue(QueryField column, string text, bool isQuoted, TextSpan place)
    {
        if (!IsNumeric(column))
            return KeywordValue.Read(column, text, isQuoted);
        if (ValueAxis.Of(column.Kind).Read(text) is not { } range)
            return null;
        if (range.Remark is not null)
            notes.Add(place.Start, place.Length, $"At {place.Start + 1}: {range.Remark}");
        return new NumberRangeNode(column.Name, range.From, range.To);
    }

    private bool TakeLeaf(int start)
    {
        if (_leaves < mostLeaves)
        {
            _leaves++;
            return true;
        }

        if (_leaves++ == mostLeaves)
            notes.Add(start, 0, $"Only the first {mostLeaves} words and conditions are read; those from {start + 1} on are left out.");
        return false;
    }

    private void NoteNoValue(QueryField column, TextSpan place)
    {
        var expected = column.Kind switch
        {
            QueryFieldKind.Number => "no number or range of numbers",
            QueryFieldKind.Date => "no date or range of dates",
            QueryFieldKind.Flags => $"not known to {column.Prefixes[0]}: (which knows {string.Join(", ", column.FlagValues.Values.Distinct())})",
            _ => $"no value for {column.Prefixes[0]}:",
        };
        notes.Add(place.Start, place.Length, $"“{Excerpt(place)}” at {place.Start + 1} is {expected}; it is read as words.");
    }

    // A colon after a number or before a space (12:30, a title with a subtitle) asks for no field.
    private void NoteUnknownField(TextSpan place)
    {
        var run = input.Text.AsSpan(place.Start, place.Length);
        var colon = run.IndexOf(':');
        if (colon < 2 || colon > QueryField.LongestPrefix || run[..colon].ContainsAnyExceptInRange('A', 'z') || vocabulary.ByPrefix(run[..colon]) is not null)
            return;
        if (QueryText.StartsWord(input.Text, place.Start + colon + 1) || input.At(place.Start + colon + 1) == '"')
            notes.Add(place.Start, colon + 1, $"There is no field “{run[..colon]}”; “{Excerpt(place)}” at {place.Start + 1} is read as words.");
    }

    private void NoteStars(TextSpan place, List<QueryWord> words, bool isWithinQuotes)
    {
        var star = input.Text.IndexOf('*', place.Start, place.Length);
        if (star < 0 || words.Count == 0)
            return;
        if (isWithinQuotes)
            notes.Add(star, 1, $"The star at {star + 1} stands in quotes, where it has no meaning; it is left out.");
        else if (!words[^1].HasStar)
            notes.Add(star, 1, $"The star at {star + 1} is not at the end of a word; it is left out.");
        else if (!HasPrefix(words[^1]))
            notes.Add(star, 1, $"The star at {star + 1} follows a single letter; it is left out.");
    }

    private static bool IsNumeric(QueryField column) => column.Kind is QueryFieldKind.Number or QueryFieldKind.Date;

    private static bool IsAddress(ReadOnlySpan<char> run, out int scheme)
    {
        scheme = run.IndexOf("://") + 3;
        return run.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || run.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }

    private string Excerpt(TextSpan place) => QueryNotes.Excerpt(input.Text.AsSpan(place.Start, place.Length).Trim());

    private string Collapsed(TextSpan place) =>
        string.Join(' ', input.Text.Substring(place.Start, place.Length).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
