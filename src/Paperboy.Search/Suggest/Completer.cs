using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Suggest;

/// <summary>Completes the word at the caret from what the index has.</summary>
internal sealed class Completer(Snapshot snapshot, CompletionRequest request)
{
    private const int MostFields = 3;
    private static readonly string[] Orders = ["relevance", "new", "top"];

    private readonly string _plain = QueryText.Normalise(request.Text);
    private readonly ValueCompleter _values = new(snapshot, request.Limit);

    public Completions Complete()
    {
        var caret = QueryCaret.At(request.Text, request.Caret, request.Vocabulary);
        if (snapshot.Manifest is null || request.Limit == 0)
            return new Completions(caret.Replace, [], []);
        var field = caret.Field is null ? null : request.Vocabulary.Prefixes.Values.First(known => known.Name == caret.Field);
        if (field is { IsText: false })
            return new Completions(caret.Replace, [.. Values(field, caret)], []);
        if (field is not null && request.ValueColumns.TryGetValue(field.Name, out var column) && _values.Has(column))
            return new Completions(caret.Replace, [.. Shown(_values.Names(column, caret.Typed), field, caret)], []);
        return Words(field, caret);
    }

    private Completions Words(QueryField? field, CaretReading caret)
    {
        var items = new List<Completion>();
        var titles = new List<string>();
        if (field is null)
            items.AddRange(Fields(caret.Typed));
        var rest = QueryParser.Parse(Without(caret.Replace), request.Vocabulary).Root;
        var words = new WordCompleter(snapshot, rest, field is null ? -1 : snapshot.Manifest!.Schema.IndexOf(field.Name));
        if (words.Read(caret.Typed))
        {
            var found = words.Find(request.Limit);
            items.AddRange(found.Select(word => new Completion(CompletionKind.Term, words.Before + word.Text, field?.Name, word.Documents)));
            if (field is null)
                titles = new TitleFinder(snapshot, request.Limit).Find(rest, words, found);
        }

        return new Completions(caret.Replace, items, titles);
    }

    // What is being typed must not narrow itself.
    private string Without(TextSpan place) => string.Concat(request.Text.AsSpan(0, place.Start), " ", request.Text.AsSpan(place.End));

    private IEnumerable<Completion> Fields(string typed) =>
        typed.Length == 0
            ? []
            : request.Vocabulary.Prefixes.Keys
                .Where(prefix => prefix.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .OrderBy(prefix => prefix.Length)
                .ThenBy(prefix => prefix, StringComparer.Ordinal)
                .Take(Math.Min(MostFields, request.Limit))
                .Select(prefix => new Completion(CompletionKind.Field, prefix + ":", null, 0));

    private IEnumerable<Completion> Values(QueryField field, CaretReading caret) => field.Kind switch
    {
        QueryFieldKind.Sort => Orders
            .Where(order => order.StartsWith(caret.Typed, StringComparison.OrdinalIgnoreCase))
            .Take(request.Limit)
            .Select(order => new Completion(CompletionKind.Value, order, field.Name, 0)),
        QueryFieldKind.Flags => field.FlagValues.Values
            .Distinct()
            .Where(flag => flag.StartsWith(caret.Typed, StringComparison.OrdinalIgnoreCase))
            .Select(flag => new Completion(CompletionKind.Value, flag, field.Name, _values.DocumentsOf(field.Name, flag)))
            .OrderByDescending(flag => flag.Documents)
            .ThenBy(flag => flag.Text, StringComparer.Ordinal)
            .Take(request.Limit),
        QueryFieldKind.Keyword or QueryFieldKind.KeywordTree when _values.Has(field.Name) =>
            Shown(_values.WithPrefix(field.Name, caret.Typed), field, caret),
        _ => [], // numbers and days
    };

    // With quotes where the query needs them and has none yet.
    private IEnumerable<Completion> Shown(List<(string Text, long Documents)> values, QueryField field, CaretReading caret)
    {
        var isQuoted = caret.Replace.Start > 0 && _plain[caret.Replace.Start - 1] == '"';
        foreach (var (value, documents) in values)
        {
            var text = value.Replace("\"", "", StringComparison.Ordinal);
            var shown = isQuoted || KeywordValue.IsSimple(text) ? text : $"\"{text}\"";
            yield return new Completion(CompletionKind.Value, shown, field.Name, documents);
        }
    }
}

/// <summary>Completes values of keyword columns.</summary>
internal sealed class ValueCompleter(Snapshot snapshot, int limit)
{
    // Of each segment more than are asked for: together other values may be the most frequent.
    private readonly int _ofSegment = Math.Max(32, 4 * limit);

    private IndexSchema Schema => snapshot.Manifest!.Schema;

    public bool Has(string column) => Schema.ColumnOf(column) is >= 0 and var place && Schema.Columns[place].Kind == ColumnKind.Keyword;

    public long DocumentsOf(string column, string value) => Has(column) ? DocumentsOf(column, Encoding.UTF8.GetBytes(value)) : 0;

    /// <summary>The values that begin with what is typed.</summary>
    public List<(string Text, long Documents)> WithPrefix(string column, string typed)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in snapshot.Segments)
        {
            var dictionary = segment.Reader.Columns.Keyword(Schema, column)!.Dictionary;
            var range = dictionary.FindPrefix(typed);
            foreach (var value in MostFrequent.Of(dictionary.DocumentCounts, range.First, range.Last + 1, _ofSegment))
                values.Add(dictionary.Text(value));
        }

        return Best(column, values);
    }

    /// <summary>The values in which each word typed begins some word.</summary>
    public List<(string Text, long Documents)> Names(string column, string typed)
    {
        var prefixes = NameTable.WordsOf(typed);
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in snapshot.Segments)
        {
            var dictionary = segment.Reader.Columns.Keyword(Schema, column)!.Dictionary;
            foreach (var value in NameTable.Of(dictionary).Find(prefixes, _ofSegment))
                values.Add(dictionary.Text(value));
        }

        return Best(column, values);
    }

    private List<(string Text, long Documents)> Best(string column, HashSet<string> values) =>
        [.. values
            .Select(value => (Text: value, Documents: DocumentsOf(column, Encoding.UTF8.GetBytes(value))))
            .OrderByDescending(value => value.Documents)
            .ThenBy(value => value.Text, StringComparer.Ordinal)
            .Take(limit)];

    private long DocumentsOf(string column, byte[] value)
    {
        var documents = 0L;
        foreach (var segment in snapshot.Segments)
        {
            var dictionary = segment.Reader.Columns.Keyword(Schema, column)!.Dictionary;
            var place = dictionary.FindExact(value);
            documents += place < 0 ? 0 : dictionary.DocumentCounts[place];
        }

        return documents;
    }
}
