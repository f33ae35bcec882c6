namespace Paperboy.Search.Queries.Language;

/// <summary>Reads what stands after the prefix of a keyword column.</summary>
internal static class KeywordValue
{
    /// <summary>
    /// The value with A to Z in lower case, the only letters whose case columns disregard, and without the punctuation
    /// around it; null: nothing is left, or it is no known flag.
    /// </summary>
    public static KeywordNode? Read(QueryField field, string text, bool isQuoted)
    {
        var value = Lower(Trim(text, out var end));
        if (field.Kind == QueryFieldKind.Id && (field.Recognise(text) ?? field.Recognise(value)) is { } id)
            return new KeywordNode(field.Name, Lower(id.Value), KeywordMatch.Exact);
        if (value.Length == 0)
            return null;
        if (field.Kind == QueryFieldKind.Flags)
            return field.FlagValues.TryGetValue(value, out var flag) ? new KeywordNode(field.Name, flag, KeywordMatch.Exact) : null;
        var hasStar = !isQuoted && text.AsSpan(end).TrimStart('.') is ['*', ..] && IsSimple(value);
        var isWhole = field.Kind != QueryFieldKind.KeywordTree || value.Contains('.');
        if (hasStar && (isWhole || text[end] == '*'))
            return new KeywordNode(field.Name, value, KeywordMatch.Prefix);
        return new KeywordNode(field.Name, value, isWhole ? KeywordMatch.Exact : KeywordMatch.Subtree);
    }

    /// <summary>Whether the value can stand in a query without quotes.</summary>
    public static bool IsSimple(string value)
    {
        for (var at = 0; at < value.Length;)
        {
            if (!QueryText.IsInWord(value, at, out var length) && !".-_/:+#'".Contains(value[at]))
                return false;
            at += length;
        }

        return true;
    }

    private static string Lower(string value) => string.Create(value.Length, value, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = char.IsAsciiLetterUpper(source[i]) ? char.ToLowerInvariant(source[i]) : source[i];
    });

    private static string Trim(string text, out int end)
    {
        var start = 0;
        while (start < text.Length && !QueryText.StartsWord(text, start))
            start++;
        end = start;
        for (var at = start; at < text.Length;)
        {
            var isInside = QueryText.IsInWord(text, at, out var length);
            at += length;
            end = isInside ? at : end;
        }

        return text[start..end];
    }
}
