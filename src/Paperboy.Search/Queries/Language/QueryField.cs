namespace Paperboy.Search.Queries.Language;

/// <summary>What stands for a document's id in a text.</summary>
/// <param name="Value">The id as the column stores it, but for case.</param>
/// <param name="IsCertain">
/// Whether it can be nothing else, wherever it stands (an address, a DOI). If not (<c>2503.11731</c>), it is read as an id
/// only where the query has nothing else, or after the field's prefix.
/// </param>
public readonly record struct RecognisedId(string Value, bool IsCertain);

internal enum QueryFieldKind
{
    Text,
    Keyword,
    KeywordTree,
    Id,
    Number,
    Date,
    Flags,
    Sort,
}

/// <summary>
/// A text field or a column that queries can name, and the prefixes that name it (<c>ti</c> in <c>ti:graph</c>): ASCII
/// letters in lower case, at most <see cref="LongestPrefix"/>; the first is used in canonical forms.
/// </summary>
public sealed class QueryField
{
    /// <summary>The greatest length of a prefix.</summary>
    public const int LongestPrefix = 24;

    internal static readonly QueryField Sort = new(QueryFieldKind.Sort, "sort", ["sort"]);

    private QueryField(QueryFieldKind kind, string name, string[] prefixes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(prefixes);
        if (prefixes.Length == 0)
            throw new ArgumentException($"The field '{name}' has no prefix by which a query could name it.", nameof(prefixes));
        foreach (var prefix in prefixes)
        {
            if (prefix.Length is 0 or > LongestPrefix || !prefix.All(char.IsAsciiLetterLower))
                throw new ArgumentException($"The prefix '{prefix}' of the field '{name}' is not 1 to {LongestPrefix} of the letters a to z.", nameof(prefixes));
        }

        Kind = kind;
        Name = name;
        Prefixes = prefixes;
    }

    /// <summary>The name of the field or column in the index.</summary>
    public string Name { get; }

    /// <summary>By what a query names it.</summary>
    public IReadOnlyList<string> Prefixes { get; }

    internal QueryFieldKind Kind { get; }

    internal IReadOnlyDictionary<string, string> FlagValues { get; private init; } = new Dictionary<string, string>();

    internal Func<string, RecognisedId?> Recognise { get; private init; } = _ => null;

    internal bool IsText => Kind == QueryFieldKind.Text;

    /// <summary>A text in which words and phrases are looked for.</summary>
    public static QueryField Text(string name, params string[] prefixes) => new(QueryFieldKind.Text, name, prefixes);

    /// <summary>A column of values that match as a whole, without regard to case.</summary>
    public static QueryField Keyword(string name, params string[] prefixes) => new(QueryFieldKind.Keyword, name, prefixes);

    /// <summary>A column whose values have parts after a dot: <c>cs</c> stands for <c>cs.CL</c> and all its other parts.</summary>
    public static QueryField KeywordTree(string name, params string[] prefixes) => new(QueryFieldKind.KeywordTree, name, prefixes);

    /// <summary>A column of whole numbers.</summary>
    public static QueryField Number(string name, params string[] prefixes) => new(QueryFieldKind.Number, name, prefixes);

    /// <summary>A column of days, stored as whole numbers yyyymmdd.</summary>
    public static QueryField Date(string name, params string[] prefixes) => new(QueryFieldKind.Date, name, prefixes);

    /// <summary>The column of the documents' ids; a vocabulary has at most one.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="recognise">Whether a run of characters without white space is an id, and which; null: it is none.</param>
    /// <param name="prefixes">By what a query names it.</param>
    public static QueryField Id(string name, Func<string, RecognisedId?> recognise, params string[] prefixes)
    {
        ArgumentNullException.ThrowIfNull(recognise);
        return new(QueryFieldKind.Id, name, prefixes) { Recognise = recognise };
    }

    /// <summary>A keyword column with few values, all of them known.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="values">The value stored for each spelling that a query may use; both in lower case.</param>
    /// <param name="prefixes">By what a query names it.</param>
    public static QueryField Flags(string name, IReadOnlyDictionary<string, string> values, params string[] prefixes)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (spelling, value) in values)
        {
            if (!values.TryGetValue(value, out var itself) || itself != value)
                throw new ArgumentException($"The value '{value}' of the field '{name}' (for '{spelling}') is not a spelling of itself.", nameof(values));
            if (spelling.Length == 0 || !spelling.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
                throw new ArgumentException($"The spelling '{spelling}' of the field '{name}' is not made of the letters a to z and digits.", nameof(values));
        }

        return new(QueryFieldKind.Flags, name, prefixes) { FlagValues = values };
    }
}
