using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries.Filters;

/// <summary>Makes of a query's conditions those of one segment.</summary>
internal sealed class FilterCompiler(SegmentView segment, IndexSchema schema, Bm25 ranking)
{
    private const int AllFields = -1;

    /// <summary>Whether a query asks for more than that documents have one of its words.</summary>
    public static bool HasConditions(SequenceNode root) => root.Required.Count > 0 || AreOfField(root);

    /// <summary>What a document must meet besides having one of the free words; null if that is nothing.</summary>
    /// <param name="root">The query.</param>
    /// <param name="words">If given, a document must also have one of those of these words that are wanted.</param>
    public SegmentFilter? CompileAll(SequenceNode root, RankedWords? words)
    {
        if (words is null && !HasConditions(root))
            return null;
        var filters = root.Required.Select(Compile).ToList();
        if (AreOfField(root))
            filters.Add(Any(root.Words));
        if (words is not null)
            filters.Add(Wanted(words));
        return filters.Count == 1 ? filters[0] : new AllFilter(filters);
    }

    /// <summary>Whether the free words are of one field; else they need no condition: whatever has a score has one of them.</summary>
    public static bool AreOfField(SequenceNode root) => root.Words is [{ Field: not null }, ..];

    private SegmentFilter Wanted(RankedWords words)
    {
        var filters = new List<SegmentFilter>();
        foreach (var term in words.Terms)
        {
            if (!term.IsWanted || !segment.Reader.TryFindTerm(term.Utf8, out var entry))
                continue;
            var scorer = new TermScorer();
            scorer.Open(segment.Reader, entry, ranking, weight: 0);
            filters.Add(new TermFilter(scorer, AllFields));
        }

        return filters.Count == 0 ? Constant(false) : new AnyFilter(filters);
    }

    /// <summary>A single condition.</summary>
    public SegmentFilter Compile(QueryNode node) => node switch
    {
        WordNode { IsPrefix: true } prefix => Prefix(prefix),
        WordNode word => Words(word.Text, word.Field, asTyped: false),
        PhraseNode phrase => Words(phrase.Text, phrase.Field, asTyped: true),
        NumberRangeNode range => Number(range),
        KeywordNode keyword => Keyword(keyword),
        AllNode all => All(all.Children),
        AnyNode any => Any(any.Children),
        NotNode not => new NotFilter(Compile(not.Child), segment.Reader.DocumentCount),
        SequenceNode sequence => Sequence(sequence),
        _ => throw new InvalidOperationException($"A query has a part that no filter is known for: {node.GetType().Name}."),
    };

    private ConstantFilter Constant(bool isMet) => new(isMet, segment.Reader.DocumentCount);

    private SegmentFilter All(IReadOnlyList<QueryNode> nodes) =>
        nodes.Count == 1 ? Compile(nodes[0]) : new AllFilter([.. nodes.Select(Compile)]);

    private SegmentFilter Any(IReadOnlyList<QueryNode> nodes) =>
        nodes.Count == 1 ? Compile(nodes[0]) : new AnyFilter([.. nodes.Select(Compile)]);

    private SegmentFilter Sequence(SequenceNode sequence)
    {
        if (sequence.IsEmpty)
            return Constant(true);
        if (sequence.Words.Count == 0)
            return All(sequence.Required);
        var words = Any(sequence.Words);
        return sequence.Required.Count == 0 ? words : new AllFilter([words, All(sequence.Required)]);
    }

    private SegmentFilter Number(NumberRangeNode range) =>
        segment.Reader.Columns.Number(schema, range.Column) is { } column && range.From <= range.To
            ? new NumberFilter(column, range.From, range.To)
            : Constant(false);

    private SegmentFilter Keyword(KeywordNode keyword)
    {
        if (segment.Reader.Columns.Keyword(schema, keyword.Column) is not { } column)
            return Constant(false);
        var values = column.Dictionary;
        switch (keyword.Match)
        {
            case KeywordMatch.Exact:
                return new KeywordFilter(column, values.Find(keyword.Value));
            case KeywordMatch.Prefix:
                return new KeywordFilter(column, values.FindPrefix(keyword.Value));
            default:
                var (itself, below) = (values.Find(keyword.Value), values.FindPrefix(keyword.Value + "."));
                return itself.IsEmpty ? new KeywordFilter(column, below)
                    : below.IsEmpty ? new KeywordFilter(column, itself)
                    : new AnyFilter([new KeywordFilter(column, itself), new KeywordFilter(column, below)]);
        }
    }

    private int FieldsOf(string? field) => field is null ? AllFields : schema.IndexOf(field) is var place and >= 0 ? 1 << place : 0;

    // A word may give several, as in scripts without spaces; then they must stand side by side as those of a phrase.
    private SegmentFilter Words(string text, string? field, bool asTyped) =>
        RankedWords.Parse(text) is { Words.Count: > 0 } query ? Words(query, query.Words, field, asTyped) : Constant(true);

    private SegmentFilter Words(RankedWords query, IEnumerable<QueryWord> words, string? field, bool asTyped)
    {
        var fields = FieldsOf(field);
        var scorers = new TermScorer[query.Terms.Count];
        var phrase = new PhraseMatcher();
        foreach (var word in words)
        {
            var term = query.Terms[word.Term];
            if (!segment.Reader.TryFindTerm(term.Utf8, out var entry) || fields == 0)
                return Constant(false);
            var form = segment.Reader.Terms.FindForm(term.Utf8, entry, word.Exact);
            if (asTyped && form < 0)
                return Constant(false);
            if (scorers[word.Term] is null)
            {
                scorers[word.Term] = new TermScorer();
                scorers[word.Term].Open(segment.Reader, entry, ranking, weight: 0);
            }

            phrase.Add(scorers[word.Term], form, word.Position);
        }

        var needed = scorers.Where(scorer => scorer is not null).OrderBy(scorer => scorer.DocumentFrequency).ToList();
        return phrase.Count == 1 && (!asTyped || needed[0].Cursor.Entry.FormCount == 1)
            ? new TermFilter(needed[0], fields)
            : new PhraseFilter(needed, phrase, asTyped, fields);
    }

    // Of several words, as in 用BERT模*, the last one is the prefix, and those before it stand side by side.
    private SegmentFilter Prefix(WordNode prefix)
    {
        var query = RankedWords.Parse(prefix.Text);
        if (query.Words.Count == 0)
            return Constant(false);
        var set = new PrefixSet(segment.Reader, ranking, FieldsOf(prefix.Field));
        set.Fill(query.Words[^1].Exact);
        var found = new SetFilter(set.Documents);
        return query.Words.Count == 1 ? found : new AllFilter([Words(query, query.Words.SkipLast(1), prefix.Field, asTyped: true), found]);
    }
}
