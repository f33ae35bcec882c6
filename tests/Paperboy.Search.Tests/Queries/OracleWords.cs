using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Text;

namespace Paperboy.Search.Tests.Queries;

/// <summary>A token of a document: a position counts within its field.</summary>
internal readonly record struct OracleWord(int Field, int Position, string Term, string Exact);

/// <summary>A word that a query asks for.</summary>
internal readonly record struct OracleQueryWord(int Position, string Term, string Exact);

/// <summary>What ranks a query, found by the oracle itself; the analysis of single words is the engine's own.</summary>
internal sealed class OracleWords
{
    private const int MostTerms = 256;
    private const int MostWords = 64;

    /// <summary>How often the query has each of its terms.</summary>
    public Dictionary<string, int> Terms { get; } = [];

    /// <summary>Terms of which a document must have at least one, if there are any.</summary>
    public HashSet<string> Wanted { get; } = [];

    /// <summary>What a document must all have to stand in the upper tiers.</summary>
    public List<OracleQueryWord> Words { get; } = [];

    public static OracleWords Of(SequenceNode root)
    {
        var words = new OracleWords();
        var typed = root.Words.Select(word => (Node: (QueryNode)word, word.Text, word.Place.Start))
            .Concat(root.Required.OfType<PhraseNode>().Select(phrase => (Node: (QueryNode)phrase, phrase.Text, phrase.Place.Start)));
        var position = 0;
        foreach (var (node, text, _) in typed.OrderBy(part => part.Start))
        {
            var main = AskedFor(text);
            words.Words.AddRange(main.Select(word => word with { Position = word.Position + position }));
            position += main.Count == 0 ? 0 : main[^1].Position + 1;
            foreach (var (term, _, _, _, _) in Tokens(text))
            {
                if (words.Count(term) && node is WordNode)
                    words.Wanted.Add(term);
            }
        }

        foreach (var text in root.Required.Where(node => node is not PhraseNode).SelectMany(Texts))
        {
            foreach (var (term, _, _, _, _) in Tokens(text))
                words.Count(term);
        }

        words.Words.RemoveAll(word => !words.Terms.ContainsKey(word.Term));
        if (words.Words.Count > MostWords)
            words.Words.Clear();
        return words;
    }

    /// <summary>The tokens of a text as a query looks for them: of a compound only the whole.</summary>
    public static List<OracleQueryWord> AskedFor(string text)
    {
        var tokens = Tokens(text);
        return [.. tokens
            .Where((token, i) => !tokens.Skip(i + 1).Any(whole => whole.IsWhole && whole.Start <= token.Start))
            .Select(token => new OracleQueryWord(token.Position, token.Term, token.Exact))];
    }

    public static List<(string Term, string Exact, int Position, int Start, bool IsWhole)> Tokens(string text)
    {
        var tokens = new List<(string, string, int, int, bool)>();
        var reader = new TermReader(text, new byte[TermReader.BufferLength]);
        while (reader.Read())
            tokens.Add((Encoding.UTF8.GetString(reader.Term), Encoding.UTF8.GetString(reader.Exact), reader.Position, reader.Span.Start, reader.IsOverlap));
        return tokens;
    }

    // What a condition says of words, unless it excludes them.
    private static IEnumerable<string> Texts(QueryNode node) => node switch
    {
        WordNode { IsPrefix: false } word => [word.Text],
        PhraseNode phrase => [phrase.Text],
        AllNode all => all.Children.SelectMany(Texts),
        AnyNode any => any.Children.SelectMany(Texts),
        SequenceNode sequence => sequence.Words.Concat(sequence.Required).SelectMany(Texts),
        _ => [],
    };

    private bool Count(string term)
    {
        if (Terms.TryGetValue(term, out var count))
            Terms[term] = count + 1;
        else if (Terms.Count < MostTerms)
            Terms.Add(term, 1);
        else
            return false;
        return true;
    }
}
