using System.Runtime.InteropServices;
using Paperboy.Search.Segments;
using Paperboy.Search.Text;

namespace Paperboy.Search.Postings;

/// <summary>What a buffer knows of a term.</summary>
internal struct TermState
{
    public SliceEnds Postings;
    public int LastDocument;
    public int DocumentFrequency;

    /// <summary>The term's first and last occurrence in the current document; -1: it has none.</summary>
    public int First;
    public int Last;

    /// <summary>The first of the term's forms in the order in which they first came.</summary>
    public int Forms;
}

/// <summary>What a token is to a buffer: its term, and its form by number and by place.</summary>
internal record struct BufferedWord(int Term, int Form, int FormPlace, int Occurrences);

/// <summary>A token that has been read and whose term has not been looked up yet.</summary>
internal struct PendingToken
{
    public (ulong Low, ulong High) Key;
    public TextSpan Span;
    public int Position;
    public TokenKind Kind;
    public bool IsShort;
    public BufferedWord Word;
}

/// <summary>
/// The terms of a buffer with their forms and postings. What a token's term is, is found out once for each different
/// token: folding and stemming every word anew would take most of the time of indexing.
/// </summary>
internal sealed class BufferedTerms
{
    private readonly TermTable _terms = new();
    private readonly ByteSlices _slices = new();
    private readonly List<TermState> _states = [];
    private readonly List<(byte[] Utf8, long Occurrences, int Next)> _forms = [];
    private readonly ShortTokens _shortTokens = new();
    private readonly TermTable _longTokens = new();
    private readonly List<BufferedWord> _longWords = [];

    private long _formBytes;

    public long AllocatedBytes =>
        _shortTokens.AllocatedBytes + _longTokens.AllocatedBytes + (16L * _longWords.Capacity)
        + _slices.AllocatedBytes + _terms.AllocatedBytes + (48L * _states.Capacity) + _formBytes;

    public ReadOnlySpan<byte> this[int term] => _terms[term];

    public ref TermState StateOf(int term) => ref CollectionsMarshal.AsSpan(_states)[term];

    public int[] Sorted() => _terms.Sorted();

    /// <summary>Takes note of a token that <see cref="Add"/> will soon look up.</summary>
    public PendingToken Announce(TextSpan span, TokenKind kind, int position, string text)
    {
        var isShort = ShortTokens.TryPack(text.AsSpan(span.Start, span.Length), out var key);
        if (isShort)
            _shortTokens.Prefetch(key);
        return new PendingToken { Key = key, Span = span, Position = position, Kind = kind, IsShort = isShort };
    }

    /// <summary>The term of a token, and which of the term's forms it is.</summary>
    public BufferedWord Add(in PendingToken token, string text)
    {
        var characters = text.AsSpan(token.Span.Start, token.Span.Length);
        if (!token.IsShort)
            return AddLong(characters, token.Kind);
        ref var word = ref _shortTokens.GetOrAdd(token.Key, out var isNew);
        if (isNew)
            word = Analyze(characters, token.Kind);
        word.Occurrences++;
        Prefetch.Line(ref StateOf(word.Term));
        return word;
    }

    /// <summary>Announces that postings will soon be appended to a term.</summary>
    public void PrefetchPostings(in TermState state) => _slices.Prefetch(state.Postings);

    /// <summary>Appends value * 4 + small, the latter on its own if it does not fit.</summary>
    public void AppendEscaped(ref TermState state, long value, int small, int escape)
    {
        _slices.AppendVarint(ref state.Postings, (value << 2) | (uint)Math.Min(small, escape));
        if (small >= escape)
            _slices.AppendVarint(ref state.Postings, small - escape);
    }

    public void CopyPostings(in TermState state, ByteBuffer target) => _slices.CopyTo(state.Postings, target);

    /// <summary>Counts the forms; needed once all documents have come.</summary>
    public void CountForms()
    {
        var forms = CollectionsMarshal.AsSpan(_forms);
        foreach (ref var form in forms)
            form.Occurrences = 0;
        _shortTokens.CountForms(forms);
        foreach (var word in _longWords)
            forms[word.FormPlace].Occurrences += word.Occurrences;
    }

    /// <summary>The forms of a term, most frequent first, and the place of each by its number.</summary>
    public List<TermForm> RankForms(int term, out int[] ranks)
    {
        var forms = new List<(TermForm Form, int Number)>();
        for (var at = StateOf(term).Forms; at >= 0; at = _forms[at].Next)
            forms.Add((new TermForm(_forms[at].Utf8, _forms[at].Occurrences), forms.Count));
        forms.Sort((a, b) => a.Form.Occurrences != b.Form.Occurrences
            ? b.Form.Occurrences.CompareTo(a.Form.Occurrences)
            : a.Number.CompareTo(b.Number));
        ranks = new int[forms.Count];
        for (var rank = 0; rank < forms.Count; rank++)
            ranks[forms[rank].Number] = rank;
        return forms.ConvertAll(form => form.Form);
    }

    private BufferedWord AddLong(ReadOnlySpan<char> token, TokenKind kind)
    {
        var place = _longTokens.GetOrAdd(MemoryMarshal.AsBytes(token));
        if (place == _longWords.Count)
            _longWords.Add(Analyze(token, kind));
        ref var word = ref CollectionsMarshal.AsSpan(_longWords)[place];
        word.Occurrences++;
        return word;
    }

    private BufferedWord Analyze(ReadOnlySpan<char> token, TokenKind kind)
    {
        Span<byte> exact = stackalloc byte[TermForms.MostBytes];
        Span<byte> stem = stackalloc byte[TermForms.MostBytes];
        TermForms.Analyze(token, kind, exact, stem, out var exactLength, out var stemLength);
        var term = _terms.GetOrAdd(stem[..stemLength]);
        if (term == _states.Count)
            _states.Add(new TermState { Postings = _slices.Start(), LastDocument = -1, First = -1, Forms = -1 });
        var number = AddForm(ref StateOf(term), exact[..exactLength], out var place);
        return new BufferedWord(term, number, place, 0);
    }

    private int AddForm(ref TermState state, ReadOnlySpan<byte> utf8, out int place)
    {
        var forms = CollectionsMarshal.AsSpan(_forms);
        var (number, last) = (0, -1);
        for (var at = state.Forms; at >= 0; at = forms[at].Next, number++)
        {
            place = at;
            if (forms[at].Utf8.AsSpan().SequenceEqual(utf8))
                return number;
            last = at;
        }

        place = _forms.Count;
        if (last < 0)
            state.Forms = place;
        else
            forms[last].Next = place;
        _forms.Add((utf8.ToArray(), 0, -1));
        _formBytes += utf8.Length + 48;
        return number;
    }
}
