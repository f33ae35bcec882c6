using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Text;

namespace Paperboy.Search;

/// <summary>What of a query passages and marks are to show.</summary>
public static class PassageTerms
{
    /// <summary>
    /// The words and phrases by which a query looks for a text of a field, in the query's order, weighted as they were in the
    /// search. Function words (of, the) beside others are left out, as they are of its ranking; those of phrases are not.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="result">Its answer, with <see cref="SearchResult.TermWeights"/>.</param>
    /// <param name="field">The text's field.</param>
    /// <param name="text">The text: a prefix (<c>neur*</c>) stands for those of its words that begin so.</param>
    public static IReadOnlyList<PassageTerm> Of(ParsedQuery query, SearchResult result, string field, string text)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<(PassageTerm Term, bool IsMinor)>();
        var weights = result.Terms.Zip(result.TermWeights).ToDictionary(pair => pair.First, pair => (double)pair.Second, StringComparer.Ordinal);
        foreach (var leaf in Leaves(query.Root, field).OrderBy(leaf => leaf.Start))
        {
            if (leaf.IsPrefix)
                found.AddRange(WordsWith(leaf.Text, text).Select(word => (new PassageTerm(word), false)));
            else
                found.Add((new PassageTerm(leaf.Text, WeightOf(leaf.Text, weights)), !leaf.IsPhrase && IsFunctionWord(leaf.Text)));
        }

        var areAllMinor = found.TrueForAll(term => term.IsMinor);
        return [.. found.Where(term => areAllMinor || !term.IsMinor).Select(term => term.Term)];
    }

    private static IEnumerable<(string Text, bool IsPhrase, bool IsPrefix, int Start)> Leaves(QueryNode node, string field)
    {
        switch (node)
        {
            case WordNode word when word.Field is null || word.Field == field:
                return [(word.Text, false, word.IsPrefix, word.Place.Start)];
            case PhraseNode phrase when phrase.Field is null || phrase.Field == field:
                return [(phrase.Text, true, false, phrase.Place.Start)];
            case AllNode all:
                return all.Children.SelectMany(child => Leaves(child, field));
            case AnyNode any:
                return any.Children.SelectMany(child => Leaves(child, field));
            case SequenceNode sequence:
                return sequence.Words.Concat<QueryNode>(sequence.Required).SelectMany(child => Leaves(child, field));
            default:
                return []; // what is excluded, of another field, or no word
        }
    }

    private static bool IsFunctionWord(string text)
    {
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        return reader.Read() && FunctionWords.Contains(reader.Exact) && !reader.Read();
    }

    private static double WeightOf(string text, Dictionary<string, double> weights)
    {
        var sum = 0.0;
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
            sum += weights.GetValueOrDefault(Encoding.UTF8.GetString(reader.Term));
        return Math.Clamp(sum, 0, 1e6);
    }

    private static HashSet<string> WordsWith(string prefix, string text)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = Array.Empty<byte>();
        var prefixReader = new TermReader(prefix, stackalloc byte[TermReader.BufferLength]);
        while (prefixReader.Read())
            start = prefixReader.Exact.ToArray();
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (start.Length > 0 && reader.Read())
        {
            if (reader.Exact.StartsWith(start))
                found.Add(text.Substring(reader.Span.Start, reader.Span.Length));
        }

        return found;
    }
}
