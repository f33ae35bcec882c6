using System.Text;
using Paperboy.Search.Text;

namespace Paperboy.Search.Queries;

/// <summary>A term of a query and how often the query has it.</summary>
internal sealed record QueryTerm(byte[] Utf8, string Text)
{
    public int Occurrences { get; set; } = 1;
}

/// <summary>A word of a query as it was typed.</summary>
/// <param name="Term">The place of its term.</param>
/// <param name="Exact">The word folded but not stemmed, in UTF-8.</param>
/// <param name="Position">Where it stands among the query's words, as documents count theirs.</param>
internal sealed record QueryWord(int Term, byte[] Exact, int Position);

/// <summary>
/// A query analysed as documents are: the different terms, which add to scores, and the words, which a document must
/// all have to stand in one of the upper tiers. Of a compound (GPT-4) the whole is the word; its parts only add.
/// </summary>
internal sealed class QueryWords
{
    /// <summary>Further different terms of a query are left out.</summary>
    public const int MostTerms = 256;

    /// <summary>A query of more words has no upper tiers.</summary>
    public const int MostWords = 64;

    private readonly List<QueryTerm> _terms = [];
    private readonly List<QueryWord> _words = [];
    private readonly List<TextSpan> _spans = []; // of each word

    /// <summary>In the order of their first occurrence.</summary>
    public IReadOnlyList<QueryTerm> Terms => _terms;

    /// <summary>In the order of the query; none if they are more than <see cref="MostWords"/>.</summary>
    public IReadOnlyList<QueryWord> Words => _words;

    public static QueryWords Parse(string query)
    {
        var words = new QueryWords();
        var reader = new TermReader(query, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
            words.Add(reader);
        if (words._words.Count > MostWords)
            words._words.Clear();
        return words;
    }

    private void Add(scoped in TermReader reader)
    {
        var term = Find(reader.Term);
        if (term >= 0)
        {
            _terms[term].Occurrences++;
        }
        else if (_terms.Count < MostTerms)
        {
            term = _terms.Count;
            _terms.Add(new QueryTerm(reader.Term.ToArray(), Encoding.UTF8.GetString(reader.Term)));
        }
        else
        {
            return;
        }

        while (reader.IsOverlap && _words.Count > 0 && _spans[^1].Start >= reader.Span.Start)
        {
            _words.RemoveAt(_words.Count - 1);
            _spans.RemoveAt(_spans.Count - 1);
        }

        _words.Add(new QueryWord(term, reader.Exact.ToArray(), reader.Position));
        _spans.Add(reader.Span);
    }

    private int Find(ReadOnlySpan<byte> wanted)
    {
        for (var term = 0; term < _terms.Count; term++)
        {
            if (wanted.SequenceEqual(_terms[term].Utf8))
                return term;
        }

        return -1;
    }
}
