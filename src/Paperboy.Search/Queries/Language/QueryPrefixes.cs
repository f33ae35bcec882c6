namespace Paperboy.Search.Queries.Language;

internal enum PrefixReading
{
    /// <summary>There is no prefix here, or what follows does not fit it; nothing was read.</summary>
    None,

    /// <summary>A prefix was read; words, a phrase or brackets follow.</summary>
    Scope,

    /// <summary>A prefix and its value were read.</summary>
    Value,

    /// <summary>What was read asks nothing of the documents.</summary>
    Nothing,
}

/// <summary>Reads the prefixes of fields, with the values that columns have after them.</summary>
internal sealed class QueryPrefixes(QueryScanner input, LeafReader leaves, QueryVocabulary vocabulary, QueryNotes notes)
{
    /// <summary>The order asked for so far.</summary>
    public SortOrder? Sort { get; private set; }

    /// <summary>The field whose prefix is the last that the text has.</summary>
    public QueryField? Dangling { get; private set; }

    /// <summary>Reads a prefix here. <paramref name="unit"/> is null where a value goes beyond the limit of leaves.</summary>
    public (PrefixReading Reading, QueryField? Field) Read(out QueryUnit? unit)
    {
        unit = null;
        var start = input.Position;
        var name = input.PeekName();
        var hasColon = input.At(start + name.Length) == ':';
        if (vocabulary.ByPrefix(name) is not { } field || !(hasColon || IsNumeric(field)))
            return (PrefixReading.None, null);
        input.Position += name.Length + (hasColon ? 1 : 0);
        var valueStart = input.Position;
        input.SkipSpace();
        var hasSpace = input.Position > valueStart;
        // `Title: subtitle` was pasted; `ti: graph` was typed.
        if ((hasSpace || input.AtEnd) && name.ContainsAnyExceptInRange('a', 'z'))
            return Back(start);
        if (input.AtGap)
            return Nothing(start, valueStart, field);
        var reading = ReadAfter(field, hasSpace, out unit);
        if (reading == PrefixReading.None)
            return Back(start);
        if (hasSpace)
            notes.Add(valueStart, input.Position - valueStart, $"The space after {name}: at {start + 1} is passed over.");
        return (reading, reading == PrefixReading.Nothing ? null : field);
    }

    /// <summary>Reads a further value of a column whose prefix stands before a bar: <c>cat:cs.CL|cs.LG</c>.</summary>
    public bool TryReadCarried(QueryField column, out QueryUnit? unit)
    {
        unit = null;
        return input.Current is not ('"' or '(' or '-') && (input.Current != '+' || IsNumeric(column))
            && vocabulary.ByPrefix(input.PeekName()) is null
            && leaves.TryReadValue(column, isDoubtful: true, out unit);
    }

    private (PrefixReading Reading, QueryField? Field) Back(int start)
    {
        input.Position = start;
        return (PrefixReading.None, null);
    }

    private (PrefixReading Reading, QueryField? Field) Nothing(int start, int valueStart, QueryField field)
    {
        Dangling = input.AtEnd ? field : null;
        notes.Add(start, valueStart - start, $"{input.Text.AsSpan(start, valueStart - start)} at {start + 1} has nothing after it; it is left out.");
        return (PrefixReading.Nothing, null);
    }

    private PrefixReading ReadAfter(QueryField field, bool hasSpace, out QueryUnit? unit)
    {
        unit = null;
        if (field.Kind == QueryFieldKind.Sort)
            return ReadSort(isDoubtful: hasSpace);
        if (field.IsText || input.Current is '(' or '"' || (input.Current == '-' && !IsNumeric(field)))
            return PrefixReading.Scope;
        return leaves.TryReadValue(field, hasSpace, out unit) ? PrefixReading.Value : PrefixReading.None;
    }

    private PrefixReading ReadSort(bool isDoubtful)
    {
        var (start, open) = (input.Position, leaves.OpenBrackets);
        var place = leaves.ReadRun(QueryField.Sort);
        var value = input.Text.AsSpan(place.Start, place.Length).TrimEnd(",.;:!?").ToString().ToLowerInvariant();
        SortOrder? order = value switch
        {
            "new" or "newest" or "date" or "recent" or "latest" => SortOrder.New,
            "top" or "votes" => SortOrder.Top,
            "relevance" or "relevant" or "best" => SortOrder.Relevance,
            _ => null,
        };
        if (order is null && isDoubtful)
        {
            (input.Position, leaves.OpenBrackets) = (start, open);
            return PrefixReading.None;
        }

        if (order is null)
            notes.Add(start, place.Length, $"“{QueryNotes.Excerpt(value)}” at {start + 1} is no order (new, top and relevance are); it is left out.");
        else if (Sort is not null && Sort != order)
            notes.Add(start, place.Length, $"The order at {start + 1} takes the place of the one before it.");
        Sort = order ?? Sort;
        return PrefixReading.Nothing;
    }

    private static bool IsNumeric(QueryField field) => field.Kind is QueryFieldKind.Number or QueryFieldKind.Date;
}
