using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary>
/// Other queries that are one step away from a query, as texts: with a condition more or less, or in another order. A
/// query in which something was doubtful is first put into its canonical form, so that what is added cannot end up within a
/// quote or a bracket that was left open.
/// </summary>
public sealed class QueryEdits
{
    private const string Sort = "sort:";

    private static readonly string[] Operators = ["AND", "OR", "NOT", "|", "||", "&&", "-", "+"];

    private readonly List<string> _runs;
    private readonly List<string> _conditions;

    public QueryEdits(string typed, ParsedQuery read)
    {
        _runs = RunsOf(read.Notes.Count == 0 ? typed : read.ToString());
        _conditions = [.. Enumerable.Range(0, _runs.Count).Where(i => PrefixOf(_runs[i]) is not null && StandsAlone(i)).Select(i => _runs[i])];
    }

    /// <summary>The conditions on columns that can be taken off, as they stand in the query: <c>cat:cs.CL</c>, <c>-has:code</c>.</summary>
    public IReadOnlyList<string> Conditions => _conditions;

    /// <summary>Whether the query has this condition.</summary>
    public bool Has(string condition) => _conditions.Exists(run => Same(run, condition));

    /// <summary>The query with one condition more.</summary>
    public string With(string condition) => string.Join(' ', [.. _runs, condition]);

    /// <summary>The query without one of <see cref="Conditions"/>.</summary>
    public string Without(string condition) => string.Join(' ', _runs.Where((run, i) => !(StandsAlone(i) && Same(run, condition))));

    /// <summary>The query in an order.</summary>
    /// <param name="order">new, top or relevance; null: the one that a query has which asks for none.</param>
    public string Ordered(string? order)
    {
        var runs = _runs.Where(run => !run.StartsWith(Sort, StringComparison.OrdinalIgnoreCase));
        return string.Join(' ', order is null ? runs : [.. runs, Sort + order]);
    }

    // Alternatives and the like belong together; taking one off would change what the others say.
    private bool StandsAlone(int run) =>
        !(run > 0 && Operators.Contains(_runs[run - 1])) && !(run + 1 < _runs.Count && Operators.Contains(_runs[run + 1]))
        && !_runs[run].Contains('|', StringComparison.Ordinal);

    private static bool Same(string one, string other) =>
        PrefixOf(one) is { } prefix && prefix == PrefixOf(other) && string.Equals(ValueOf(one), ValueOf(other), StringComparison.OrdinalIgnoreCase);

    // With the sign before it, in its canonical spelling; null: the run is no condition on a column.
    private static string? PrefixOf(string run)
    {
        var colon = run.IndexOf(':', StringComparison.Ordinal);
        var start = run.StartsWith('-') || run.StartsWith('+') ? 1 : 0; // a plus before a condition changes nothing
        return colon > start && colon + 1 < run.Length && PaperVocabulary.ColumnPrefix(run[start..colon]) is { } prefix
            ? (run[0] == '-' ? "-" : "") + prefix
            : null;
    }

    // Punctuation around a value says nothing: the canonical form has none.
    private static string ValueOf(string run) => run[(run.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim('"').TrimEnd(')', '.', ',');

    // What stands between spaces, but for those within quotes and brackets.
    private static List<string> RunsOf(string text)
    {
        var runs = new List<string>();
        var (start, depth, isQuoted) = (0, 0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (char.IsWhiteSpace(text[i]) && depth <= 0 && !isQuoted))
            {
                if (i > start)
                    runs.Add(text[start..i]);
                start = i + 1;
                continue;
            }

            isQuoted ^= IsQuote(text[i]);
            depth += isQuoted ? 0 : text[i] switch { '(' or '（' => 1, ')' or '）' => -1, _ => 0 };
        }

        return runs;
    }

    private static bool IsQuote(char letter) => "\"“”„‟«»「」『』〝〞〟＂".Contains(letter, StringComparison.Ordinal);
}
