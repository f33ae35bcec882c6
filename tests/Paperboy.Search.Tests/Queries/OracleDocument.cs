using System.Text;
using Paperboy.Search.Postings;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Search.Tests.Queries;

/// <summary>A document as the oracle keeps it: lists of words and values, and what of a query it meets.</summary>
internal sealed class OracleDocument
{
    // Texts of one field are so far apart.
    private const int Gap = 8;

    private readonly IndexSchema _schema;
    private readonly List<OracleWord> _words = [];
    private readonly ILookup<string, OracleWord> _byTerm;

    public OracleDocument(IndexSchema schema, IndexDocument document)
    {
        (_schema, Id) = (schema, document.Id);
        var length = 0;
        for (var field = 0; field < schema.Fields.Count; field++)
        {
            var first = 0;
            foreach (var (name, text) in document.NamedTexts)
            {
                if (name != schema.Fields[field].Name)
                    continue;
                var tokens = OracleWords.Tokens(text);
                _words.AddRange(tokens.Select(token => new OracleWord(field, first + token.Position, token.Term, token.Exact)));
                length += schema.Fields[field].AddsLength ? schema.Fields[field].Weight * tokens.Count(token => !token.IsWhole) : 0;
                first += Gap + (tokens.Count == 0 ? 0 : tokens[^1].Position);
            }
        }

        _byTerm = _words.ToLookup(word => word.Term);
        Length = LengthCode.Encode(length);
        Numbers = document.Numbers.ToDictionary(number => number.Column, number => number.Value);
        Keywords = document.Keywords.Distinct().ToLookup(keyword => keyword.Column, keyword => keyword.Value);
    }

    public string Id { get; }

    public byte Length { get; }

    public Dictionary<string, long> Numbers { get; }

    public ILookup<string, string> Keywords { get; }

    public bool Has(string term) => _byTerm.Contains(term);

    public int WeightedFrequency(string term) => _byTerm[term].Sum(word => _schema.Fields[word.Field].Weight);

    public bool Matches(QueryNode node) => node switch
    {
        WordNode { IsPrefix: true } prefix => HasPrefix(prefix),
        WordNode word => HasSideBySide(OracleWords.AskedFor(word.Text), word.Field, asTyped: false),
        PhraseNode phrase => HasSideBySide(OracleWords.AskedFor(phrase.Text), phrase.Field, asTyped: true),
        NumberRangeNode range => Numbers.TryGetValue(range.Column, out var number) && range.From <= number && number <= range.To,
        KeywordNode keyword => Keywords[keyword.Column].Any(value => Agrees(Lower(value), keyword)),
        AllNode all => all.Children.All(Matches),
        AnyNode any => any.Children.Any(Matches),
        NotNode not => !Matches(not.Child),
        SequenceNode sequence => sequence.Required.All(Matches) && (sequence.Words.Count == 0 || sequence.Words.Any(Matches)),
        _ => throw new InvalidOperationException($"{node} is unknown."),
    };

    /// <summary>The tier, from 1 on, of a document that has every word; there is at least one.</summary>
    public int TierOf(List<OracleQueryWord> query)
    {
        var major = query.FindAll(word => !word.IsMinor);
        var asTyped = major.TrueForAll(wanted => _byTerm[wanted.Term].Any(word => word.Exact == wanted.Exact));
        var level = query.Count > 1 && StandTogether(PlacesOf(query, asTyped), query) ? 4 : LevelOf(PlacesOf(major, asTyped), major);
        return level + (asTyped ? 4 : 0);
    }

    private List<HashSet<(int Field, int Position)>> PlacesOf(List<OracleQueryWord> query, bool asTyped) => query.ConvertAll(
        wanted => _byTerm[wanted.Term]
            .Where(word => !asTyped || word.Exact == wanted.Exact)
            .Select(word => (word.Field, word.Position)).ToHashSet());

    private static bool StandTogether(List<HashSet<(int Field, int Position)>> places, List<OracleQueryWord> query) =>
        places[0].Any(start => StandFrom(places, query, start.Field, start.Position));

    private static int LevelOf(List<HashSet<(int Field, int Position)>> places, List<OracleQueryWord> query)
    {
        if (places.Count > 1)
        {
            var length = query[^1].Position - query[0].Position + (3 * (places.Count - 1));
            if (places[0].Any(start => CanFollow(places, 1, start.Field, start.Position, start.Position + length)))
                return 3;
        }

        return places.TrueForAll(place => place.Any(word => word.Field == 0)) ? 2 : 1;
    }

    private static bool StandFrom(List<HashSet<(int Field, int Position)>> places, List<OracleQueryWord> query, int field, int start)
    {
        for (var i = 1; i < places.Count; i++)
        {
            if (!places[i].Contains((field, start + query[i].Position - query[0].Position)))
                return false;
        }

        return true;
    }

    private static bool CanFollow(List<HashSet<(int Field, int Position)>> places, int next, int field, int after, int end) =>
        next == places.Count || places[next].Any(place =>
            place.Field == field && place.Position > after && place.Position <= end && CanFollow(places, next + 1, field, place.Position, end));

    private bool HasSideBySide(List<OracleQueryWord> wanted, string? field, bool asTyped)
    {
        if (wanted.Count == 0)
            return true;
        var places = wanted.ConvertAll(query => _byTerm[query.Term]
            .Where(word => IsIn(word, field) && (!asTyped || word.Exact == query.Exact))
            .Select(word => (word.Field, word.Position)).ToHashSet());
        return StandTogether(places, wanted);
    }

    private bool HasPrefix(WordNode prefix)
    {
        var wanted = OracleWords.AskedFor(prefix.Text);
        return wanted.Count > 0
            && HasSideBySide(wanted[..^1], prefix.Field, asTyped: true)
            && _words.Exists(word => IsIn(word, prefix.Field) && word.Exact.StartsWith(wanted[^1].Exact, StringComparison.Ordinal));
    }

    private bool IsIn(OracleWord word, string? field) => field is null || _schema.Fields[word.Field].Name == field;

    private static bool Agrees(string value, KeywordNode keyword) => keyword.Match switch
    {
        KeywordMatch.Exact => value == keyword.Value,
        KeywordMatch.Prefix => value.StartsWith(keyword.Value, StringComparison.Ordinal),
        _ => value == keyword.Value || value.StartsWith(keyword.Value + ".", StringComparison.Ordinal),
    };

    /// <summary>With the letters A to Z in lower case: the only ones whose case columns disregard.</summary>
    public static string Lower(string value)
    {
        var text = new StringBuilder(value);
        for (var i = 0; i < text.Length; i++)
            text[i] = char.IsAsciiLetterUpper(text[i]) ? char.ToLowerInvariant(text[i]) : text[i];
        return text.ToString();
    }
}
