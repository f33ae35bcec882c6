using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Text;

namespace Paperboy.Search.Tests.Queries;

/// <summary>A token of a document: a position counts within its field.</summary>
internal readonly record struct OracleWord(int Field, int Position, string Term, string Exact);

/// <summary>A word that a query asks for. A minor one, a function word, only counts for whether the others stand side by side.</summary>
internal readonly record struct OracleQueryWord(int Position, string Term, string Exact, bool IsMinor = false);

/// <summary>What ranks a query, found by the oracle itself; the analysis of single words is the engine's own.</summary>
internal sealed class OracleWords
{
    private const int MostTerms = 256;
    private const int MostWords = 64;
    private const int FewestFunctionWords = 4;
    private readonly HashSet<string> _scored = [];

    /// <summary>How often the query has each of its terms that score.</summary>
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
            words.Words.AddRange(main.Select(word => word with { Position = word.Position + position, IsMinor = node is WordNode && IsFunctionWord(word.Exact) }));
            position += main.Count == 0 ? 0 : main[^1].Position + 1;
            foreach (var (term, exact, _, _, _) in Tokens(text))
            {
                var isMinor = node is WordNode && IsFunctionWord(exact);
                if (words.Count(term, !isMinor) && node is WordNode && !isMinor)
                    words.Wanted.Add(term);
            }
        }

        foreach (var text in root.Required.Where(node => node is not PhraseNode).SelectMany(Texts))
        {
            foreach (var (term, _, _, _, _) in Tokens(text))
                words.Count(term, isScored: true);
        }

        words.Words.RemoveAll(word => !words.Terms.ContainsKey(word.Term));
        if (words.Words.Count > MostWords)
            words.Words.Clear();
        words.WeighFunctionWords();
        return words;
    }

    // Beside others they do not score; by themselves they are words as all are, of which a few say nothing together.
    private void WeighFunctionWords()
    {
        if (_scored.Count > 0)
        {
            foreach (var term in Terms.Keys.Where(term => !_scored.Contains(term)).ToList())
                Terms.Remove(term);
            if (Words.Count(word => !word.IsMinor) < 2)
                Words.RemoveAll(word => word.IsMinor);
            return;
        }

        Wanted.UnionWith(Terms.Keys);
        var words = Words.Count < FewestFunctionWords ? [] : Words.ConvertAll(word => word with { IsMinor = false });
        Words.Clear();
        Words.AddRange(words);
    }

    private static bool IsFunctionWord(string exact) => FunctionWords.Contains(Encoding.UTF8.GetBytes(exact));

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

    private bool Count(string term, bool isScored)
    {
        if (isScored && (Terms.ContainsKey(term) || Terms.Count < MostTerms))
            _scored.Add(term);
        if (Terms.TryGetValue(term, out var count))
            Terms[term] = count + 1;
        else if (Terms.Count < MostTerms)
            Terms.Add(term, 1);
        else
            return false;
        return true;
    }
}
