using System.Runtime.InteropServices;

namespace Paperboy.Recommend.Features;

/// <summary>
/// The terms of one candidate, each once, with their counts. It is filled again and again; for one thread at a time.
/// </summary>
internal sealed class CandidateTerms
{
    // A word of the title says as much as two of the abstract.
    private const float TitleCount = 2;

    private readonly Dictionary<ulong, int> _places = new(1024);
    private readonly List<CandidateTerm> _terms = new(1024);
    private readonly CandidateAddresses _addresses = new();

    /// <summary>In the order of their first occurrence.</summary>
    public ReadOnlySpan<CandidateTerm> All => CollectionsMarshal.AsSpan(_terms);

    /// <summary>What is seen of the candidate besides its terms.</summary>
    public CandidateForm Form { get; private set; }

    /// <summary>Reads a candidate in place of the one before.</summary>
    public void Read(PickCandidate candidate)
    {
        _places.Clear();
        _terms.Clear();
        var titleWords = ReadText(candidate.Title, TitleCount, inTitle: true);
        var abstractWords = ReadText(candidate.Abstract, 1, inTitle: false);
        for (var i = 0; i < candidate.Categories.Count; i++)
        {
            Add(TermHash.Of(candidate.Categories[i], 'c'), TermKind.Category);
            if (i == 0)
                Add(TermHash.Of(candidate.Categories[i], 'p'), TermKind.Category);
        }

        if (candidate.Categories.Count == 1)
            Add(TermHash.Of("alone", 'c'), TermKind.Category);
        foreach (var author in candidate.Authors)
            Add(TermHash.Of(author, 'a'), TermKind.Author);
        _addresses.Read(candidate);
        foreach (var address in _addresses.Hashes)
            Add(address, TermKind.Shape);
        Form = new CandidateForm(titleWords, abstractWords, _addresses.Services);
        AddShape(candidate);
    }

    private int ReadText(string text, float count, bool inTitle)
    {
        var (words, start, before, beforeStart) = (0, -1, 0UL, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start < 0)
                continue;
            var word = TermHash.Of(text.AsSpan(start..i));
            Add(word, TermKind.Word, count, new TextSpan(inTitle, start, i));
            if (words++ > 0)
                Add(TermHash.Pair(before, word), TermKind.Pair, count, new TextSpan(inTitle, beforeStart, i));
            (before, beforeStart, start) = (word, start, -1);
        }

        return words;
    }

    private void AddShape(PickCandidate candidate)
    {
        var colon = candidate.Title.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
            Shape("colon");
        if (colon > 0 && !candidate.Title.AsSpan(0, colon).Trim().Contains(' '))
            Shape("name before colon");
        if (candidate.Title.Contains('?', StringComparison.Ordinal))
            Shape("question");
        if (candidate.Comment.Length > 0)
            Shape("comment");
        Shape("title", Math.Min(Form.TitleWords, 25) / 3);
        Shape("abstract", Math.Min(Form.AbstractWords, 400) / 30);
        Shape("team", candidate.Authors.Count switch { <= 10 and var few => few, <= 15 => 11, <= 20 => 12, <= 30 => 13, <= 50 => 14, _ => 15 });
    }

    private void Shape(string name, int step = 0) => Add(TermHash.Of(name, (char)('A' + step)), TermKind.Shape);

    private void Add(ulong hash, TermKind kind, float count = 1, TextSpan at = default)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, hash, out var known);
        if (known)
        {
            ref var term = ref CollectionsMarshal.AsSpan(_terms)[place];
            term = term with { Count = term.Count + count };
            return;
        }

        place = _terms.Count;
        _terms.Add(new CandidateTerm(hash, kind, count, at));
    }
}

/// <summary>A term of a candidate.</summary>
/// <param name="Hash">See <see cref="TermHash"/>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How often it occurs.</param>
/// <param name="At">Where its first occurrence stands, of words and pairs.</param>
internal readonly record struct CandidateTerm(ulong Hash, TermKind Kind, float Count, TextSpan At);

/// <summary>A stretch of a candidate's title or abstract.</summary>
internal readonly record struct TextSpan(bool InTitle, int Start, int End)
{
    /// <summary>The words as the authors wrote them.</summary>
    public string Of(PickCandidate candidate) => (InTitle ? candidate.Title : candidate.Abstract)[Start..End];
}

/// <summary>What is seen of a candidate besides its terms.</summary>
/// <param name="TitleWords">How many words the title has.</param>
/// <param name="AbstractWords">How many the abstract has.</param>
/// <param name="Addresses">The services that abstract and comment name, added up (<see cref="CandidateAddresses"/>).</param>
internal readonly record struct CandidateForm(int TitleWords, int AbstractWords, int Addresses);
