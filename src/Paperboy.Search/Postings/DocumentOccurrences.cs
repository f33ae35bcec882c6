using System.Runtime.InteropServices;
using Paperboy.Search.Text;

namespace Paperboy.Search.Postings;

/// <summary>Where a term stands in the document being added, in which form, and which occurrence of the term is the next.</summary>
internal struct Occurrence
{
    public int Position;
    public int Form;
    public int Next;
}

/// <summary>The words of the document that a buffer is adding, linked term by term.</summary>
internal sealed class DocumentOccurrences(int fields)
{
    /// <summary>Further words of a field are left out, so that a frequency fits into a <see cref="Signature"/>.</summary>
    public const int MostTokens = Signature.MostOccurrences;

    private readonly List<Occurrence> _occurrences = [];
    private readonly List<int> _terms = [];
    private readonly int[] _frequencies = new int[fields];
    private readonly int[] _nextPositions = new int[fields]; // a field may have several texts
    private readonly int[] _tokens = new int[fields];
    private readonly PendingToken[] _pending = new PendingToken[32];

    /// <summary>The different terms.</summary>
    public ReadOnlySpan<int> Terms => CollectionsMarshal.AsSpan(_terms);

    public ref readonly Occurrence this[int place] => ref CollectionsMarshal.AsSpan(_occurrences)[place];

    public void Clear()
    {
        _occurrences.Clear();
        _terms.Clear();
        _nextPositions.AsSpan().Clear();
        _tokens.AsSpan().Clear();
    }

    /// <summary>Adds a text of a field. Returns how many words it has; only the first <see cref="MostTokens"/> count.</summary>
    public int Add(int field, string text, BufferedTerms terms)
    {
        // Texts of the same field are told apart by a gap that no phrase spans.
        const int Gap = 8;
        var words = 0;
        var first = _nextPositions[field];
        var next = first;
        var tokens = new Tokenizer(text);
        var count = 0;
        while (_tokens[field] < MostTokens && tokens.Read())
        {
            _tokens[field]++;
            next = Math.Min(first + tokens.Position, PositionBlock.MostPositions);
            words += tokens.IsOverlap ? 0 : 1;
            _pending[count++] = terms.Announce(tokens.Span, tokens.Kind, (field << PositionBlock.FieldShift) | next, text);
            if (count < _pending.Length)
                continue;
            AddAll(_pending.AsSpan(0, count), text, terms);
            count = 0;
        }

        AddAll(_pending.AsSpan(0, count), text, terms);
        _nextPositions[field] = Math.Min(next + Gap, PositionBlock.MostPositions);
        return words;
    }

    /// <summary>How often the term stands in each field; valid until the next call.</summary>
    public ReadOnlySpan<int> FrequenciesOf(in TermState state)
    {
        _frequencies.AsSpan().Clear();
        for (var at = state.First; at >= 0; at = _occurrences[at].Next)
            _frequencies[_occurrences[at].Position >> PositionBlock.FieldShift]++;
        return _frequencies;
    }

    // Step by step for many tokens, so that the memory that the next step needs arrives while this one goes on: the
    // tables are far larger than the processor's caches, and waiting for them was a quarter of the time of indexing.
    private void AddAll(Span<PendingToken> pending, string text, BufferedTerms terms)
    {
        foreach (ref var token in pending)
            token.Word = terms.Add(token, text);
        foreach (ref readonly var token in pending)
            Append(terms, token.Word.Term, token.Position, token.Word.Form);
    }

    private void Append(BufferedTerms terms, int term, int position, int form)
    {
        ref var state = ref terms.StateOf(term);
        var place = _occurrences.Count;
        _occurrences.Add(new Occurrence { Position = position, Form = form, Next = -1 });
        if (state.First < 0)
        {
            state.First = place;
            _terms.Add(term);
            terms.PrefetchPostings(state);
        }
        else
        {
            CollectionsMarshal.AsSpan(_occurrences)[state.Last].Next = place;
        }

        state.Last = place;
    }
}
