using System.Text;

namespace Paperboy.Search.Text;

/// <summary>A place where a unit of a <see cref="PassageQuery"/> stands in a text.</summary>
internal readonly record struct Occurrence(int Unit, TextSpan Span);

/// <summary>
/// The words and phrases that passages are to show, analysed. Its units are the terms (unit i is term i), and after them
/// the pairs of neighbouring terms (unit <see cref="Terms"/> + i is terms i and i + 1), which occur where the one stands
/// right before the other.
/// </summary>
internal sealed class PassageQuery
{
    private const double MostWeight = 1e6;

    // Weights in millionths, so that sums do not depend on their order.
    private const double Fixed = 1e6;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<Term> _terms = [];
    private readonly List<List<int>> _termsByFirst = []; // by number of their first word
    private readonly List<List<int>> _termsByWhole = []; // by number of the one word that says the same

    public PassageQuery(IReadOnlyList<PassageTerm> terms)
    {
        foreach (var term in terms)
        {
            ArgumentNullException.ThrowIfNull(term, nameof(terms));
            if (!(term.Weight is >= 0 and <= MostWeight))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(terms), term.Weight, $"The weight of '{term.Text}' is not between 0 and {MostWeight:F0}.");
            }

            Add(term.Text, 1 + (long)Math.Round(term.Weight * Fixed)); // no term is worth nothing
        }
    }

    // The words of a term, which follow one another; for a compound also the word that its whole is, else -1.
    private sealed record Term(int[] Words, int Whole, long Weight);

    private readonly record struct Place(int Term, int First, int Last, TextSpan Span);

    public int Terms => _terms.Count;

    public int Units => Math.Max(0, (2 * Terms) - 1);

    /// <summary>What a unit is worth; a pair as much as its two terms.</summary>
    public long Weight(int unit) =>
        unit < Terms ? _terms[unit].Weight : _terms[unit - Terms].Weight + _terms[unit - Terms + 1].Weight;

    /// <summary>All places of all units, in the order of their ends, then of their starts.</summary>
    public List<Occurrence> FindIn(ReadOnlySpan<char> text)
    {
        var found = new List<Occurrence>();
        var firsts = new Dictionary<(int Term, int Last), Place>();
        foreach (var place in FindTerms(text))
        {
            if (firsts.TryAdd((place.Term, place.Last), place))
                found.Add(new Occurrence(place.Term, place.Span));
        }

        foreach (var place in firsts.Values)
        {
            if (firsts.TryGetValue((place.Term - 1, place.First - 1), out var before))
                found.Add(new Occurrence(Terms + before.Term, Between(before.Span, place.Span)));
        }

        found.Sort((a, b) => (a.Span.End, a.Span.Start, a.Unit).CompareTo((b.Span.End, b.Span.Start, b.Unit)));
        return found;
    }

    private List<Place> FindTerms(ReadOnlySpan<char> text)
    {
        var (words, spans, places) = (new List<int>(), new List<TextSpan>(), new List<Place>());
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> characters = stackalloc char[TermForms.MostBytes];
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            var length = Encoding.UTF8.GetChars(reader.Term, characters);
            var word = lookup.TryGetValue(characters[..length], out var number) ? number : -1;
            if (!reader.IsOverlap)
            {
                words.Add(word);
                spans.Add(reader.Span);
            }

            foreach (var term in word < 0 ? [] : _termsByWhole[word])
                places.Add(new Place(term, PositionAt(spans, reader.Span.Start), reader.Position, reader.Span));
        }

        for (var first = 0; first < words.Count; first++)
        {
            foreach (var term in words[first] < 0 ? [] : _termsByFirst[words[first]])
            {
                var last = first + _terms[term].Words.Length - 1;
                if (StandsAt(_terms[term].Words, words, first))
                    places.Add(new Place(term, first, last, Between(spans[first], spans[last])));
            }
        }

        return places;
    }

    private void Add(string text, long weight)
    {
        var words = new List<int>();
        var (whole, compound) = (-1, default(TextSpan));
        var (start, end) = (-1, 0);
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            var word = Number(Encoding.UTF8.GetString(reader.Term));
            start = start < 0 ? reader.Span.Start : start;
            end = Math.Max(end, reader.Span.End);
            if (reader.IsOverlap)
                (whole, compound) = (word, reader.Span);
            else
                words.Add(word);
        }

        if (compound != new TextSpan(start, end - start))
            whole = words.Count == 1 ? words[0] : -1;
        else if (words.Count == 1)
            words.Clear(); // C++ is its whole only: a C alone says something else
        if ((words.Count == 0 && whole < 0) || _terms.Exists(known => known.Whole == whole && known.Words.SequenceEqual(words)))
            return;
        if (words.Count > 1)
            _termsByFirst[words[0]].Add(_terms.Count);
        if (whole >= 0)
            _termsByWhole[whole].Add(_terms.Count);
        _terms.Add(new Term([.. words], whole, weight));
    }

    private int Number(string word)
    {
        if (_words.TryGetValue(word, out var number))
            return number;
        _termsByFirst.Add([]);
        _termsByWhole.Add([]);
        _words.Add(word, _words.Count);
        return _words.Count - 1;
    }

    private static bool StandsAt(int[] wanted, List<int> words, int first)
    {
        if (first + wanted.Length > words.Count)
            return false;
        for (var i = 1; i < wanted.Length; i++)
        {
            if (words[first + i] != wanted[i])
                return false;
        }

        return true;
    }

    // The position of the first part of the token that starts here: a word, or the whole of a compound just read.
    private static int PositionAt(List<TextSpan> spans, int start)
    {
        var position = spans.Count - 1;
        while (position > 0 && spans[position - 1].Start >= start)
            position--;
        return position;
    }

    private static TextSpan Between(TextSpan first, TextSpan last) => new(first.Start, last.End - first.Start);
}
