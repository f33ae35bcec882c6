using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;
using Paperboy.Search.Text;

namespace Paperboy.Search.Suggest;

/// <summary>A word of a query that few documents have, or none.</summary>
/// <param name="Place">Where it stands in the text typed.</param>
/// <param name="Exact">The word, folded.</param>
/// <param name="Documents">How many documents have its term.</param>
internal readonly record struct RareWord(TextSpan Place, string Exact, long Documents);

/// <summary>What could stand in the place of a stretch of the text.</summary>
internal readonly record struct Replacement(TextSpan Place, string Text, int Distance, long Documents);

/// <summary>
/// Corrects the words of a query by those of the index. As a model of errors the distance alone decides, and of words
/// equally far the most frequent is the likeliest (the noisy channel of Kernighan, Church and Gale, "A spelling correction
/// program based on a noisy channel model", 1990, with all errors of one distance taken for equally likely); then the
/// search itself judges, which knows what stands together.
/// </summary>
internal sealed class SpellingCorrector(Snapshot snapshot, QueryVocabulary vocabulary, Func<SearchRequest, SearchResult> search)
{
    /// <summary>A word or a query that more documents have is not doubted.</summary>
    public const int Few = 20;

    /// <summary>A word that documents have may be a mistake only where another is so many times as frequent.</summary>
    public const int MuchMoreFrequent = 50;

    private const int MostWords = 4;
    private const int MostAlternatives = 4;
    private const int ShortestHalf = 2;
    private const int MostTries = 8;

    private int _tries;

    public Suggestion? Correct(string text)
    {
        var query = QueryParser.Parse(text, vocabulary);
        if (snapshot.Manifest is null || query.IsEmpty)
            return null;
        var words = new QueryWordReader(snapshot, text);
        words.Read(query.Root);
        var joined = Joined(text, words);
        var rare = words.Words.Where(word => word.Documents <= Few && word.Exact.Length >= 4).Take(MostWords).ToList();
        if (rare.Count == 0 && joined.Count == 0)
            return null;
        var found = CountFull(query);
        if (found > Few)
            return null;
        var best = Respell(text, rare, ref found);
        return found > Few ? best : Join(text, joined, ref found) ?? best;
    }

    // All rare words by their likeliest alternatives; then other alternatives of one word after the other.
    private Suggestion? Respell(string text, List<RareWord> rare, ref int found)
    {
        var alternatives = rare.Select(Alternatives).Where(list => list.Count > 0).ToList();
        if (alternatives.Count == 0)
            return null;
        var chosen = alternatives.Select(list => list[0]).ToArray();
        var best = Try(text, chosen, ref found);
        for (var word = 0; word < chosen.Length; word++)
        {
            foreach (var other in alternatives[word].Skip(1))
            {
                var previous = chosen[word];
                // Of what is farther only is asked where what is nearer finds nothing.
                if (found > Few || (best is not null && other.Distance > previous.Distance))
                    break;
                chosen[word] = other;
                if (Try(text, chosen, ref found) is { } better)
                    best = better;
                else
                    chosen[word] = previous;
            }
        }

        return best;
    }

    private Suggestion? Join(string text, List<Replacement> joined, ref int found)
    {
        Suggestion? best = null;
        foreach (var pair in joined)
            best = Try(text, [pair], ref found) ?? best;
        return best;
    }

    // Two words that may be one: trans former.
    private static List<Replacement> Joined(string text, QueryWordReader words)
    {
        var joined = words.Pairs
            .Select(pair => new Replacement(pair, string.Concat(text.Substring(pair.Start, pair.Length).Where(c => !char.IsWhiteSpace(c))), 1, 0))
            .Select(pair => pair with { Documents = words.DocumentsOf(pair.Text) })
            .Where(pair => pair.Documents > 0)
            .OrderByDescending(pair => pair.Documents);
        return [.. joined.Take(MostAlternatives)];
    }

    private Suggestion? Try(string text, Replacement[] replacements, ref int found)
    {
        if (_tries++ >= MostTries)
            return null;
        var corrected = new StringBuilder();
        var changed = new List<TextSpan>();
        var at = 0;
        foreach (var replacement in replacements)
        {
            corrected.Append(text, at, replacement.Place.Start - at);
            changed.Add(new TextSpan(corrected.Length, replacement.Text.Length));
            corrected.Append(Capitalised(replacement.Text, text[replacement.Place.Start]));
            at = replacement.Place.End;
        }

        corrected.Append(text, at, text.Length - at);
        var count = CountFull(QueryParser.Parse(corrected.ToString(), vocabulary));
        if (count <= found)
            return null;
        found = count;
        return new Suggestion(corrected.ToString(), changed);
    }

    private static string Capitalised(string word, char typed) =>
        char.IsUpper(typed) ? char.ToUpperInvariant(word[0]) + word[1..] : word;

    // How many documents have every word, as far as it matters.
    private int CountFull(ParsedQuery query)
    {
        // Words that often stand together are seen to without a search.
        var words = query.Root.Words;
        if (query.Root.Required.Count == 0 && words.All(word => word.Field is null) && new TogetherSample(snapshot, query.Root).Count > Few)
            return Few + 1;
        return search(new SearchRequest(query.WithSort(SortOrder.Relevance), Few + 1) { OnlyFull = true }).Hits.Count(hit => hit.Tier > 0);
    }

    private List<Replacement> Alternatives(RareWord word)
    {
        var near = new List<NearWord>();
        foreach (var segment in snapshot.Segments)
            WordTable.Of(segment.Reader).FindNear(word.Exact, SpellingDistance.Allowed(word.Exact.Length), near);
        var found = near
            .GroupBy(other => (other.Text, other.Distance))
            .Select(same => new Replacement(word.Place, same.Key.Text, same.Key.Distance, same.Sum(other => (long)other.Documents)))
            .Append(Split(word))
            .Where(other => other.Documents > 0 && other.Documents >= word.Documents * MuchMoreFrequent)
            .OrderBy(other => other.Distance)
            .ThenByDescending(other => other.Documents)
            .ThenBy(other => other.Text, StringComparer.Ordinal);
        return [.. found.Take(MostAlternatives)];
    }

    // The likeliest two words that stand in the place of one: deeplearning.
    private Replacement Split(RareWord word)
    {
        var best = new Replacement(word.Place, "", 1, 0);
        for (var at = ShortestHalf; at <= word.Exact.Length - ShortestHalf; at++)
        {
            var documents = Math.Min(DocumentsOf(word.Exact.AsSpan(0, at)), DocumentsOf(word.Exact.AsSpan(at)));
            if (documents > best.Documents)
                best = best with { Text = $"{word.Exact.AsSpan(0, at)} {word.Exact.AsSpan(at)}", Documents = documents };
        }

        return best;
    }

    private long DocumentsOf(ReadOnlySpan<char> exact)
    {
        var documents = 0L;
        foreach (var segment in snapshot.Segments)
            documents += WordTable.Of(segment.Reader).DocumentsOf(exact);
        return documents;
    }
}

/// <summary>Finds the words of a query that may be misspelt: letters only, of what is not excluded.</summary>
internal sealed class QueryWordReader(Snapshot snapshot, string text)
{
    /// <summary>In the order of the text.</summary>
    public List<RareWord> Words { get; } = [];

    /// <summary>Where two words stand beside each other with nothing but white space between, that could be one.</summary>
    public List<TextSpan> Pairs { get; } = [];

    public void Read(SequenceNode root)
    {
        ReadNode(root);
        Words.Sort((a, b) => a.Place.Start.CompareTo(b.Place.Start));
        WordNode? last = null;
        foreach (var word in root.Words.OrderBy(word => word.Place.Start))
        {
            if (last is not null && last.Field == word.Field && text.AsSpan(last.Place.End, word.Place.Start - last.Place.End).IsWhiteSpace())
                Pairs.Add(new TextSpan(last.Place.Start, word.Place.End - last.Place.Start));
            last = word.Text.All(char.IsLetter) ? word : null;
            if (last is null && Pairs.Count > 0 && Pairs[^1].End == word.Place.End)
                Pairs.RemoveAt(Pairs.Count - 1);
        }
    }

    /// <summary>How many documents have a word's term.</summary>
    public long DocumentsOf(string word)
    {
        var reader = new TermReader(word, stackalloc byte[TermReader.BufferLength]);
        return reader.Read() ? DocumentsOf(reader.Term) : 0;
    }

    private long DocumentsOf(ReadOnlySpan<byte> term)
    {
        var documents = 0L;
        foreach (var segment in snapshot.Segments)
        {
            if (segment.Reader.TryFindTerm(term, out var entry))
                documents += entry.DocumentFrequency;
        }

        return documents;
    }

    private void ReadNode(QueryNode node)
    {
        switch (node)
        {
            case WordNode { IsPrefix: false } word:
                ReadWords(word.Place);
                break;
            case PhraseNode phrase:
                ReadWords(phrase.Place);
                break;
            case AllNode all:
                ReadAll(all.Children);
                break;
            case AnyNode any:
                ReadAll(any.Children);
                break;
            case SequenceNode sequence:
                ReadAll(sequence.Words);
                ReadAll(sequence.Required);
                break;
            default:
                break; // what is excluded finds less if it is corrected; values are no words
        }
    }

    private void ReadAll(IReadOnlyList<QueryNode> nodes)
    {
        foreach (var node in nodes)
            ReadNode(node);
    }

    // Of compounds the parts: semi-supervised. A part with a digit belongs to an identifier.
    private void ReadWords(TextSpan place)
    {
        var typed = text.AsSpan(place.Start, place.Length);
        var reader = new TermReader(typed, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (reader.IsOverlap || FunctionWords.Contains(reader.Exact))
                continue;
            var exact = Encoding.UTF8.GetString(reader.Exact);
            if (exact.All(char.IsLetter))
                Words.Add(new RareWord(new TextSpan(place.Start + reader.Span.Start, reader.Span.Length), exact, DocumentsOf(reader.Term)));
        }
    }
}
