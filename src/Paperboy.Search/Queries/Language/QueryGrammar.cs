namespace Paperboy.Search.Queries.Language;

/// <summary>
/// Reads one query by recursive descent (the grammar is at <see cref="QueryParser"/>). It descends at brackets only, whose
/// depth is limited, so that no text can exhaust the stack.
/// </summary>
internal sealed class QueryGrammar
{
    private readonly QueryScanner _input;
    private readonly LeafReader _leaves;
    private readonly QueryPrefixes _prefixes;
    private readonly QueryNotes _notes;
    private readonly int _mostDepth;
    private readonly QueryOperators _operators;
    private int _depth;
    private bool _hasSaidTooDeep;

    // The field whose prefix the last unit had: in cat:cs.CL|cs.LG it holds for both.
    private QueryField? _carried;

    public QueryGrammar(string text, QueryVocabulary vocabulary, QueryLimits limits, QueryNotes notes)
    {
        _input = new QueryScanner(text);
        var isShouted = QueryText.IsShouted(text);
        _operators = new QueryOperators(_input, notes, isShouted);
        _leaves = new LeafReader(_input, vocabulary, notes, limits.Leaves, isShouted);
        _prefixes = new QueryPrefixes(_input, _leaves, vocabulary, notes);
        _notes = notes;
        _mostDepth = limits.Depth;
    }

    /// <summary>The order that the text asked for, once it has been read.</summary>
    public SortOrder? Sort => _prefixes.Sort;

    /// <summary>The last run or phrase, once the text has been read.</summary>
    public LastRead Last => _leaves.Last;

    /// <summary>In what the end of the text stands: brackets with a field, or right after a prefix.</summary>
    public QueryField? FieldAtEnd => _prefixes.Dangling ?? ScopeAtEnd?.Innermost;

    private QueryScope? ScopeAtEnd { get; set; }

    public SequenceNode ReadAll()
    {
        var (words, required) = ReadSequence(default);
        return QueryTree.Root(words, required);
    }

    private (List<WordNode> Words, List<QueryNode> Required) ReadSequence(QueryScope scope)
    {
        var (words, required) = (new List<WordNode>(), new List<QueryNode>());
        while (true)
        {
            _input.SkipSpace();
            if (_input.AtEnd)
            {
                ScopeAtEnd ??= scope;
                return (words, required);
            }

            if (_input.Current == ')')
            {
                if (_leaves.OpenBrackets == 0 && _depth > 0)
                    return (words, required);
                SkipClosingBracket();
            }
            else if (!_operators.TrySkip())
            {
                ReadClause(scope, words, required);
            }
        }
    }

    private void SkipClosingBracket()
    {
        if (_leaves.OpenBrackets > 0)
            _leaves.OpenBrackets--;
        else
            _notes.Add(_input.Position, 1, $"The bracket at {_input.Position + 1} closes nothing; it is left out.");
        _input.Position++;
    }

    private void ReadClause(QueryScope scope, List<WordNode> words, List<QueryNode> required)
    {
        var alternatives = new List<List<QueryUnit>>();
        AddUnlessEmpty(alternatives, ReadConjunction(scope, carried: null));
        while (_operators.TryRead(QueryOperator.Or, out var isTight))
            AddUnlessEmpty(alternatives, ReadConjunction(scope, isTight ? _carried : null));
        if (alternatives.Count > 1)
            required.Add(QueryTree.Any(alternatives.Select(units => QueryTree.All(units.Select(AsOne)))));
        else if (alternatives is [[{ Wanted: { } wanted }]])
            AddWanted(wanted, words, required);
        else if (alternatives is [var units])
            required.AddRange(units.SelectMany(unit => QueryTree.Parts(AsOne(unit))));
    }

    // What begins with neur* asks for is many words, of which none could rank: it is a condition.
    private static void AddWanted(IReadOnlyList<WordNode> wanted, List<WordNode> words, List<QueryNode> required)
    {
        foreach (var word in wanted)
        {
            if (word.IsPrefix)
                required.Add(word);
            else
                words.Add(word);
        }
    }

    // Words that were typed without a space between become a phrase, which cannot end in a prefix.
    private QueryNode AsOne(QueryUnit unit)
    {
        if (unit is { Node: PhraseNode, Wanted: [.., { IsPrefix: true } last] })
        {
            var star = _input.Text.IndexOf('*', last.Place.End);
            _notes.Add(star, 1, $"The star at {star + 1} ends several words that stand together as a phrase; it is left out.");
        }

        return unit.Node;
    }

    private static void AddUnlessEmpty(List<List<QueryUnit>> alternatives, List<QueryUnit> units)
    {
        if (units.Count > 0)
            alternatives.Add(units);
    }

    private List<QueryUnit> ReadConjunction(QueryScope scope, QueryField? carried)
    {
        var units = new List<QueryUnit>();
        do
        {
            if (ReadUnit(scope, carried) is { } unit)
                units.Add(unit);
            carried = null;
        }
        while (_operators.TryRead(QueryOperator.And, out _));
        return units;
    }

    private QueryUnit? ReadUnit(QueryScope scope, QueryField? direct)
    {
        if (direct is { IsText: false })
        {
            if (_prefixes.TryReadCarried(direct, out var value))
                return value;
            direct = null;
        }

        scope = direct is null ? scope : scope.Enter(direct);
        var (isNegated, isPlain) = (false, direct is null);
        QueryUnit? unit;
        while (true)
        {
            var negation = direct?.Kind is QueryFieldKind.Number or QueryFieldKind.Date ? Negation.None : _operators.ReadNegation();
            if (negation == Negation.Lone)
                return null;
            isNegated ^= negation == Negation.Negated;
            isPlain &= negation != Negation.Negated;
            if (negation != Negation.None)
                continue;
            if (_operators.TryReadPlus())
            {
                isPlain = false;
                continue;
            }

            var (reading, field) = _prefixes.Read(out unit);
            if (reading == PrefixReading.Nothing)
                return null;
            direct = field ?? direct;
            isPlain &= field is null;
            if (reading == PrefixReading.Value)
                break;
            if (reading == PrefixReading.Scope)
            {
                scope = scope.Enter(field!);
                continue;
            }

            if (_input.Current == '(' && _depth == _mostDepth)
            {
                SkipTooDeep();
                if (_input.AtGap)
                    return null;
                continue;
            }

            unit = ReadOperand(scope, isBracketGroup: direct is not null || !_input.IsBracketOfWord());
            break;
        }

        _carried = direct;
        if (unit is null)
            return null;
        if (isNegated)
            return new QueryUnit(QueryTree.Not(AsOne(unit)));
        return isPlain ? unit : new QueryUnit(AsOne(unit));
    }

    private QueryUnit? ReadOperand(QueryScope scope, bool isBracketGroup)
    {
        switch (_input.Current)
        {
            case '(' when isBracketGroup:
                return ReadGroup(scope);
            case '"' when _input.IsStrayQuote():
                _notes.Add(_input.Position, 1, $"The quote at {_input.Position + 1} opens and closes nothing; it is left out.");
                _input.Position++;
                return null;
            case '"':
                return _leaves.ReadQuoted(scope);
            default:
                return _leaves.ReadOperand(scope);
        }
    }

    // Brackets around nothing but plain words are punctuation, as in pasted titles, as long as no operator is on them.
    private QueryUnit? ReadGroup(QueryScope scope)
    {
        var open = _input.Position++;
        var outerBrackets = _leaves.OpenBrackets;
        _leaves.OpenBrackets = 0;
        _depth++;
        var (words, required) = ReadSequence(scope);
        _depth--;
        _leaves.OpenBrackets = outerBrackets;
        if (_input.AtEnd)
            _notes.Add(open, 1, $"The bracket at {open + 1} is never closed; it is read as if it were closed at the end.");
        else
            _input.Position++;
        if (QueryTree.Group(words, required) is { } group)
            return new QueryUnit(group, required.Count == 0 ? words : null);
        _notes.Add(open, _input.Position - open, $"The brackets at {open + 1} hold nothing to search for; they are left out.");
        return null;
    }

    private void SkipTooDeep()
    {
        var at = _input.Position;
        if (!_hasSaidTooDeep)
            _notes.Add(at, 1, $"Brackets nest deeper than {_mostDepth} at {at + 1}; such brackets are left out, but not what they hold.");
        _hasSaidTooDeep = true;
        _leaves.OpenBrackets++;
        _input.Position++;
        _input.SkipSpace();
    }
}
