using System.Text;
using Paperboy.Search.Queries;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Suggest;

/// <summary>
/// Some documents that have all of some words, to see which others occur with them: the first of each segment, as many as
/// is its share of all. The work is bounded, however rarely the words meet.
/// </summary>
internal sealed class TogetherSample
{
    private const int MostDocuments = 256;
    private const int MostSteps = 20_000;

    private readonly Snapshot _snapshot;
    private readonly Bm25 _ranking;
    private readonly List<int>[] _documents; // of each segment
    private readonly List<(int Score, string Id)> _scored = [];
    private readonly int _fields; // those of which one must have each word
    private readonly bool _scores;
    private readonly TermScorer _scorer = new();
    private int _steps;

    /// <param name="snapshot">The commit.</param>
    /// <param name="typed">The words that stand free in it are wanted, but for function words beside others.</param>
    /// <param name="field">The field that must have them all, by whose best the sample is then asked; -1: any.</param>
    public TogetherSample(Snapshot snapshot, SequenceNode typed, int field = -1)
    {
        (_snapshot, _fields, _scores) = (snapshot, field < 0 ? -1 : 1 << field, field >= 0);
        _ranking = new Bm25(snapshot.Manifest!.Schema, snapshot.AverageLength);
        _documents = [.. snapshot.Segments.Select(_ => new List<int>())];
        var terms = RankedWords.Of(typed).Terms.Where(term => term.IsWanted).ToList();
        for (var i = 0; i < _documents.Length && terms.Count > 0; i++)
            Collect(snapshot.Segments[i], terms, _documents[i]);
        Count = _documents.Sum(list => list.Count);
    }

    /// <summary>How many documents it has; 0: no words are typed before, or none that were seen to meet.</summary>
    public int Count { get; }

    /// <summary>Ids of its documents with the highest scores.</summary>
    public IEnumerable<string> Best(int limit) =>
        _scored.OrderByDescending(document => document.Score).ThenBy(document => document.Id, StringComparer.Ordinal).Take(limit).Select(document => document.Id);

    /// <summary>How many of its documents have a term.</summary>
    public int CountOf(ReadOnlySpan<byte> term)
    {
        var count = 0;
        for (var i = 0; i < _documents.Length; i++)
        {
            if (_documents[i].Count == 0 || !Open(_scorer, _snapshot.Segments[i], term))
                continue;
            foreach (var document in _documents[i])
                count += _scorer.Advance(document) == document ? 1 : 0;
        }

        _scorer.Close();
        return count;
    }

    /// <summary>Whether one of the first documents of a term has it in a field.</summary>
    public bool IsInField(ReadOnlySpan<byte> term, int field, int mostDocuments)
    {
        var found = false;
        foreach (var segment in _snapshot.Segments)
        {
            if (found || !Open(_scorer, segment, term))
                continue;
            var document = _scorer.Advance(0);
            for (var i = 0; i < mostDocuments && document != int.MaxValue && !found; i++)
            {
                found = (_scorer.CurrentFields() & (1 << field)) != 0 && !segment.IsDeleted(document);
                document = _scorer.Advance(document + 1);
            }
        }

        _scorer.Close();
        return found;
    }

    private void Collect(SegmentView segment, List<QueryTerm> terms, List<int> documents)
    {
        var wanted = (int)Math.Ceiling(MostDocuments * (segment.Live / (double)Math.Max(1, _snapshot.DocumentCount)));
        var scorers = new List<TermScorer>(terms.Count);
        foreach (var term in terms)
        {
            var scorer = new TermScorer();
            if (Open(scorer, segment, term.Utf8, _scores ? WeightOf(term.Utf8) : 0))
                scorers.Add(scorer);
        }

        scorers.Sort((a, b) => a.DocumentFrequency.CompareTo(b.DocumentFrequency));
        for (var document = 0; scorers.Count == terms.Count && documents.Count < wanted && _steps < MostSteps; document++)
        {
            document = NextOfAll(scorers, document);
            if (document == int.MaxValue)
                break;
            if (segment.IsDeleted(document) || !scorers.TrueForAll(scorer => (scorer.CurrentFields() & _fields) != 0))
                continue;
            documents.Add(document);
            if (_scores)
                _scored.Add((scorers.Sum(scorer => scorer.CurrentScore()), Encoding.UTF8.GetString(segment.Reader.Ids.Utf8(document))));
        }

        foreach (var scorer in scorers)
            scorer.Close();
    }

    // The next document that all of the terms have, or int.MaxValue: there is none, or it was looked for long enough.
    private int NextOfAll(List<TermScorer> scorers, int from)
    {
        for (var term = 0; term < scorers.Count;)
        {
            if (++_steps > MostSteps)
                return int.MaxValue;
            var document = scorers[term].Advance(from);
            if (document == int.MaxValue)
                return document;
            term = document == from ? term + 1 : term == 0 ? 1 : 0;
            from = document;
        }

        return from;
    }

    private float WeightOf(byte[] term)
    {
        var documents = 0L;
        foreach (var segment in _snapshot.Segments)
            documents += segment.Reader.TryFindTerm(term, out var entry) ? entry.DocumentFrequency : 0;
        return Bm25.Weight(Bm25.InverseDocumentFrequency(_snapshot.StoredCount, documents), 1);
    }

    private bool Open(TermScorer scorer, SegmentView segment, ReadOnlySpan<byte> term, float weight = 0)
    {
        if (!segment.Reader.TryFindTerm(term, out var entry) || entry.DocumentFrequency == 0)
            return false;
        scorer.Open(segment.Reader, entry, _ranking, weight);
        return true;
    }
}
