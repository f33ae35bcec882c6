using System.Text;
using Paperboy.Search.Columns;
using Paperboy.Search.Postings;
using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Explains the rank of one document with the parts that rank it: scorers, evidence and filters.</summary>
internal sealed class Explainer
{
    private readonly Snapshot _snapshot;
    private readonly IndexSchema _schema;
    private readonly ParsedQuery _query;
    private readonly SegmentView _segment;
    private readonly int _document;
    private readonly RankedWords _words;
    private readonly Bm25 _ranking;
    private readonly TermScorer?[] _scorers; // of each term that the document has

    private Explainer(Snapshot snapshot, ParsedQuery query, SegmentView segment, int document)
    {
        (_snapshot, _query, _segment, _document) = (snapshot, query, segment, document);
        _schema = snapshot.Manifest!.Schema;
        _words = RankedWords.Of(query.Root);
        _ranking = new Bm25(_schema, snapshot.AverageLength);
        _scorers = new TermScorer?[_words.Terms.Count];
    }

    private SegmentReader Reader => _segment.Reader;

    /// <summary>Explains the rank of the document with an id; null: there is none.</summary>
    /// <exception cref="IndexCorruptException">Damaged postings were met.</exception>
    public static Explanation? Explain(Snapshot snapshot, ParsedQuery query, string id)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        foreach (var segment in snapshot.Segments)
        {
            var document = segment.Reader.Ids.Find(bytes);
            if (document < 0 || segment.IsDeleted(document))
                continue;
            try
            {
                return new Explainer(snapshot, query, segment, document).Explain(id);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                throw segment.Reader.Corrupt($"the postings are damaged ({exception.Message})", exception);
            }
        }

        return null;
    }

    private Explanation Explain(string id)
    {
        var terms = Enumerable.Range(0, _words.Terms.Count).Select(ExplainTerm).Where((_, term) => _words.Terms[term].IsScored).ToList();
        var compiler = new FilterCompiler(_segment, _schema, _ranking);
        var conditions = Conditions().Select(node => new ConditionExplanation(_query.TextOf(node), IsMet(compiler.Compile(node)))).ToList();
        var isWanted = !_words.HasWanted;
        for (var term = 0; term < _scorers.Length; term++)
            isWanted |= _words.Terms[term].IsWanted && _scorers[term] is not null;
        return new Explanation(
            id,
            isWanted && conditions.TrueForAll(condition => condition.IsMet),
            terms.Sum(term => term.Contribution),
            ExplainTier(),
            terms,
            conditions);
    }

    private IEnumerable<QueryNode> Conditions() => FilterCompiler.AreOfField(_query.Root)
        ? _query.Root.Required.Prepend(_query.Root with { Required = [] })
        : _query.Root.Required;

    private bool IsMet(SegmentFilter filter)
    {
        var bits = new ulong[WindowBits.Words];
        var window = WindowBits.WindowOf(_document);
        filter.Fill(window, bits);
        return WindowBits.Contains(bits, _document % WindowBits.Length);
    }

    private TermExplanation ExplainTerm(int place)
    {
        var term = _words.Terms[place];
        var documents = 0L;
        foreach (var segment in _snapshot.Segments)
            documents += segment.Reader.TryFindTerm(term.Utf8, out var entry) ? entry.DocumentFrequency : 0;
        var idf = Bm25.InverseDocumentFrequency(_snapshot.StoredCount, documents);
        var lengthCode = Reader.LengthCodes[_document];
        var counts = new int[_schema.Fields.Count];
        var contribution = Open(place, Bm25.Weight(idf, term.Occurrences), counts);
        var words = _words.Words.Where(word => word.Term == place).Select(TextOf).Distinct(StringComparer.Ordinal).ToList();
        return new TermExplanation(
            term.Text,
            words.Count > 0 ? words : [term.Text],
            documents,
            _snapshot.StoredCount,
            idf,
            term.Occurrences,
            [.. counts.Select((count, field) => new FieldFrequency(_schema.Fields[field].Name, count)).Where(frequency => frequency.Count > 0)],
            counts.Select((count, field) => count * _schema.Fields[field].Weight).Sum(),
            LengthCode.Decode(lengthCode),
            _snapshot.AverageLength,
            contribution / (double)Bm25.One);
    }

    // Brings a scorer to the document, if it has the term, and counts its places in each field.
    private int Open(int place, float weight, int[] counts)
    {
        if (!Reader.TryFindTerm(_words.Terms[place].Utf8, out var entry))
            return 0;
        var scorer = new TermScorer();
        scorer.Open(Reader, entry, _ranking, weight);
        if (scorer.Advance(_document) != _document)
            return 0;
        scorer.ReadPositions();
        foreach (var position in scorer.Positions.Positions)
            counts[position >> PositionBlock.FieldShift]++;
        _scorers[place] = scorer;
        return scorer.CurrentScore();
    }

    private TierExplanation ExplainTier()
    {
        var major = _words.Words.Where(word => !word.IsMinor).ToList();
        var texts = (major.Count == 0 ? [] : _words.Words).Select(TextOf).ToList();
        var missing = major.Where(word => _scorers[word.Term] is null).Select(TextOf).ToList();
        var highest = Evidence.HighestFor(_words);
        if (major.Count == 0 || missing.Count > 0)
            return new TierExplanation(missing.Count > 0 ? Evidence.Partial : highest, highest, texts, missing, [], null);
        var retyped = major.Where(word => !_scorers[word.Term]!.Positions.Forms.Contains(FormOf(word))).Select(TextOf).ToList();
        for (var term = 0; term < _scorers.Length; term++)
            _scorers[term] ??= OpenAtStart(term);
        var evidence = new Evidence();
        evidence.Open(Reader, _words, _scorers);
        var tier = evidence.TierOf(_document, Evidence.Partial);
        return new TierExplanation(tier, highest, texts, [], retyped, StretchOf(tier, asTyped: retyped.Count == 0));
    }

    // Of a minor word that the document does not have: evidence looks for the document in its list.
    private TermScorer? OpenAtStart(int place)
    {
        if (!Reader.TryFindTerm(_words.Terms[place].Utf8, out var entry))
            return null;
        var scorer = new TermScorer();
        scorer.Open(Reader, entry, _ranking, weight: 0);
        return scorer;
    }

    private static string TextOf(QueryWord word) => Encoding.UTF8.GetString(word.Exact);

    private WordStretch? StretchOf(int tier, bool asTyped)
    {
        if (!Evidence.IsSide(tier) && !Evidence.IsNear(tier))
            return null;
        var words = _words.Words.Where(word => !word.IsMinor || Evidence.IsSide(tier)).ToList();
        var places = new WordPlaces(words, [.. words.Select(word => PlacesOf(word, asTyped))]);
        var (first, last) = (Evidence.IsSide(tier) ? places.SideBySide() : places.Shortest())!.Value;
        var field = _schema.Fields[first >> PositionBlock.FieldShift].Name;
        return new WordStretch(field, (first & PositionBlock.MostPositions) + 1, (last & PositionBlock.MostPositions) + 1);
    }

    private int[] PlacesOf(QueryWord word, bool asTyped)
    {
        var positions = _scorers[word.Term]!.Positions;
        var form = FormOf(word);
        var places = new List<int>(positions.Count);
        for (var i = 0; i < positions.Count; i++)
        {
            if (!asTyped || positions.Forms[i] == form)
                places.Add(positions.Positions[i]);
        }

        return [.. places];
    }

    private int FormOf(QueryWord word)
    {
        var term = _words.Terms[word.Term];
        return Reader.Terms.FindForm(term.Utf8, _scorers[word.Term]!.Cursor.Entry, word.Exact);
    }
}
