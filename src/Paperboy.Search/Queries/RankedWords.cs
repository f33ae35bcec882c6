using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Text;

namespace Paperboy.Search.Queries;

/// <summary>A term of a query and how often the query has it.</summary>
internal sealed record QueryTerm(byte[] Utf8, string Text)
{
    public int Occurrences { get; set; } = 1;

    /// <summary>Whether a document that has none of the conditions' words but this one matches.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Whether it adds to scores: function words beside others do not.</summary>
    public bool IsScored { get; set; }
}

/// <summary>A word of a query as it was typed.</summary>
/// <param name="Term">The place of its term.</param>
/// <param name="Exact">The word folded but not stemmed, in UTF-8.</param>
/// <param name="Position">Where it stands among the query's words, as documents count theirs.</param>
/// <param name="Span">Where it stands in the text that it was read from.</param>
internal sealed record QueryWord(int Term, byte[] Exact, int Position, TextSpan Span)
{
    /// <summary>Whether it is a function word beside others: it counts only where the words stand side by side.</summary>
    public bool IsMinor { get; init; }
}

/// <summary>
/// What ranks the answer to a query, analysed as documents are: the different terms, which add to scores, and the words,
/// which a document must all have, but for minor ones, to stand in one of the upper tiers. Of a compound (GPT-4) the
/// whole is the word; its parts only add.
/// </summary>
internal sealed class RankedWords
{
    /// <summary>Further different terms of a query are left out.</summary>
    public const int MostTerms = 256;

    /// <summary>A query of more words has no upper tiers.</summary>
    public const int MostWords = 64;

    // Fewer function words and nothing else say nothing by standing together: in the.
    private const int FewestFunctionWords = 4;

    private readonly List<QueryTerm> _terms = [];
    private readonly List<QueryWord> _words = [];
    private int _nextPosition;
    private int _mostTerms = MostTerms;

    /// <summary>In the order of their first occurrence.</summary>
    public IReadOnlyList<QueryTerm> Terms => _terms;

    /// <summary>In the order of the query; none if they are more than <see cref="MostWords"/>.</summary>
    public IReadOnlyList<QueryWord> Words => _words;

    /// <summary>Whether any term is wanted.</summary>
    public bool HasWanted => _terms.Exists(term => term.IsWanted);

    /// <summary>
    /// Whether documents can have every word. Where words are wanted but none is left, they were too many, and all
    /// matches are partial; a query of conditions only is met in full by all that it finds.
    /// </summary>
    public bool CanBeFull => _words.Count > 0 || !HasWanted;

    /// <summary>Whether every term that scores is wanted, so that whatever scores matches.</summary>
    public bool AreAllWanted => _terms.TrueForAll(term => term.IsWanted || !term.IsScored);

    /// <summary>A text whose words all are wanted, however many they are.</summary>
    public static RankedWords Parse(string text)
    {
        var words = new RankedWords { _mostTerms = int.MaxValue };
        words.AddWords(text, areWanted: true, mayBeMinor: false);
        return words;
    }

    /// <summary>The words of a query, in its order: those that stand free, phrases, and those of conditions that only score.</summary>
    public static RankedWords Of(SequenceNode root)
    {
        var words = new RankedWords();
        var free = root.Words.Select(word => ((QueryNode)word, word.Place.Start));
        var phrases = root.Required.OfType<PhraseNode>().Select(phrase => ((QueryNode)phrase, phrase.Place.Start));
        foreach (var (node, _) in free.Concat(phrases).OrderBy(part => part.Start))
        {
            if (node is WordNode word && !word.IsPrefix)
                words.AddWords(word.Text, areWanted: true, mayBeMinor: true);
            else if (node is PhraseNode phrase)
                words.AddWords(phrase.Text, areWanted: false, mayBeMinor: false);
        }

        foreach (var node in root.Required)
        {
            if (node is not PhraseNode)
                words.AddScored(node);
        }

        words.Close();
        return words;
    }

    /// <summary>Adds words that a document must have for the upper tiers.</summary>
    private void AddWords(string text, bool areWanted, bool mayBeMinor)
    {
        var first = _words.Count;
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        var last = -1;
        while (reader.Read())
        {
            var isMinor = mayBeMinor && FunctionWords.Contains(reader.Exact);
            var term = Intern(reader.Term, isScored: !isMinor);
            if (term < 0)
                continue;
            _terms[term].IsWanted |= areWanted && !isMinor;
            while (reader.IsOverlap && _words.Count > first && _words[^1].Span.Start >= reader.Span.Start)
                _words.RemoveAt(_words.Count - 1);
            last = reader.Position;
            _words.Add(new QueryWord(term, reader.Exact.ToArray(), _nextPosition + last, reader.Span) { IsMinor = isMinor });
        }

        _nextPosition += last + 1;
    }

    // Words of a condition: the condition itself says which documents match.
    private void AddScored(QueryNode node)
    {
        switch (node)
        {
            case WordNode { IsPrefix: false } word:
                AddScored(word.Text);
                break;
            case PhraseNode phrase:
                AddScored(phrase.Text);
                break;
            case AllNode all:
                AddAllScored(all.Children);
                break;
            case AnyNode any:
                AddAllScored(any.Children);
                break;
            case SequenceNode sequence:
                AddAllScored([.. sequence.Words, .. sequence.Required]);
                break;
            default:
                break; // what is excluded, and what is no word
        }
    }

    private void AddAllScored(IReadOnlyList<QueryNode> nodes)
    {
        foreach (var node in nodes)
            AddScored(node);
    }

    private void AddScored(string text)
    {
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
            Intern(reader.Term, isScored: true);
    }

    // Function words are minor beside others; by themselves they are all that there is.
    private void Close()
    {
        if (_words.Count > MostWords)
            _words.Clear();
        if (_terms.Exists(term => term.IsScored))
        {
            if (_words.Count(word => !word.IsMinor) == 1)
                _words.RemoveAll(word => word.IsMinor); // nothing that it could stand side by side with
            return;
        }

        foreach (var term in _terms)
            term.IsScored = term.IsWanted = true;
        if (_words.Count < FewestFunctionWords)
            _words.Clear();
        for (var i = 0; i < _words.Count; i++)
            _words[i] = _words[i] with { IsMinor = false };
    }

    private int Intern(ReadOnlySpan<byte> utf8, bool isScored)
    {
        for (var term = 0; term < _terms.Count; term++)
        {
            if (!utf8.SequenceEqual(_terms[term].Utf8))
                continue;
            _terms[term].Occurrences++;
            _terms[term].IsScored |= isScored;
            return term;
        }

        if (_terms.Count == _mostTerms)
            return -1;
        _terms.Add(new QueryTerm(utf8.ToArray(), Encoding.UTF8.GetString(utf8)) { IsScored = isScored });
        return _terms.Count - 1;
    }
}
