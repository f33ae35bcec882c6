using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Evaluate.Collections;
using Paperboy.Search.Text;

namespace Paperboy.Evaluate.Modes;

/// <summary>
/// How often each term stands in each document, in memory and uncompressed: what the plain formulas are computed from,
/// without the engine's index, its pruning and its tiers. Terms are the engine's (folded words, English ones stemmed) but for
/// 33 English words that say nothing.
/// </summary>
internal sealed class TermIndex
{
    // Those of Lucene's English analyzer, so that what is called BM25 here is what it is elsewhere.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> StopWords =
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with"
            .Split(' ').ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly bool _withWholes;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<List<TermCount>> _postings = [];
    private readonly List<int> _lengths = [];
    private readonly List<string> _ids = [];

    private TermIndex(bool withWholes) => _withWholes = withWholes;

    public int DocumentCount => _ids.Count;

    /// <summary>The mean number of tokens of a document.</summary>
    public double AverageLength { get; private set; }

    /// <param name="documents">In the order of their ids.</param>
    /// <param name="withWholes">Whether a compound (GPT-4) is a term of its own beside its parts, as in the engine.</param>
    /// <param name="cancel">Stops it.</param>
    public static TermIndex Of(IReadOnlyList<CollectionDocument> documents, bool withWholes, CancellationToken cancel)
    {
        var index = new TermIndex(withWholes);
        var counts = new Dictionary<int, int>();
        foreach (var document in documents)
        {
            cancel.ThrowIfCancellationRequested();
            counts.Clear();
            index.Count(document.Whole, counts, addNew: true);
            foreach (var (term, count) in counts)
                index._postings[term].Add(new TermCount(index._ids.Count, count));
            index._ids.Add(document.Id);
            index._lengths.Add(counts.Values.Sum());
        }

        index.AverageLength = index._lengths.Average();
        return index;
    }

    public string IdOf(int document) => _ids[document];

    /// <summary>The number of tokens of a document.</summary>
    public int LengthOf(int document) => _lengths[document];

    /// <summary>The documents that have a term, ascending.</summary>
    public IReadOnlyList<TermCount> PostingsOf(int term) => _postings[term];

    /// <summary>The terms of all documents, each with its number.</summary>
    public IReadOnlyCollection<int> Terms => _numbers.Values;

    /// <summary>How often each term of a text stands in it; a term that no document has is left out.</summary>
    public Dictionary<int, int> CountsOf(string text)
    {
        var counts = new Dictionary<int, int>();
        Count(text, counts, addNew: false);
        return counts;
    }

    private void Count(string text, Dictionary<int, int> counts, bool addNew)
    {
        var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> chars = stackalloc char[TermReader.BufferLength];
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            if ((reader.IsOverlap && !_withWholes) || StopWords.Contains(chars[..Encoding.UTF8.GetChars(reader.Exact, chars)]))
                continue;
            var term = chars[..Encoding.UTF8.GetChars(reader.Term, chars)];
            if (!numbers.TryGetValue(term, out var number))
            {
                if (!addNew)
                    continue;
                numbers[term] = number = _postings.Count;
                _postings.Add([]);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(counts, number, out _)++;
        }
    }
}

/// <summary>How often a term stands in a document.</summary>
internal readonly record struct TermCount(int Document, int Count);
