namespace Paperboy.Search.Queries.Language;

/// <summary>The names that queries can use. The prefix <c>sort</c> belongs to the language itself.</summary>
/// <example>
/// <code>
/// new QueryVocabulary(
///     QueryField.Text("title", "ti", "title"),
///     QueryField.KeywordTree("category", "cat"),
///     QueryField.Date("date", "date"))
/// </code>
/// </example>
public sealed class QueryVocabulary
{
    private readonly Dictionary<string, QueryField> _byPrefix = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, QueryField> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueryField>.AlternateLookup<ReadOnlySpan<char>> _prefixes;

    /// <summary>A vocabulary of these fields, whose names and prefixes are all different.</summary>
    public QueryVocabulary(params QueryField[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _byPrefix.Add("sort", QueryField.Sort);
        foreach (var field in fields)
        {
            if (!_byName.TryAdd(field.Name, field))
                throw new ArgumentException($"The field '{field.Name}' stands twice in the vocabulary.", nameof(fields));
            foreach (var prefix in field.Prefixes)
            {
                if (!_byPrefix.TryAdd(prefix, field))
                    throw new ArgumentException($"The prefix '{prefix}' of the field '{field.Name}' already names '{_byPrefix[prefix].Name}'.", nameof(fields));
            }

            if (field.Kind == QueryFieldKind.Id && Ids is not null)
                throw new ArgumentException($"Both '{Ids.Name}' and '{field.Name}' are columns of ids.", nameof(fields));
            Ids = field.Kind == QueryFieldKind.Id ? field : Ids;
        }

        _prefixes = _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal QueryField? Ids { get; }

    /// <summary>By prefix, that of the language itself too.</summary>
    internal IReadOnlyDictionary<string, QueryField> Prefixes => _byPrefix;

    internal QueryField? ByPrefix(ReadOnlySpan<char> prefix) => _prefixes.TryGetValue(prefix, out var field) ? field : null;

    internal QueryField ByName(string name) => _byName[name];
}
