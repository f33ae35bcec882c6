namespace Paperboy.Recommend.Features;

/// <summary>
/// The terms that the linear model has weights for, and how a candidate's terms become a row of numbers: words and pairs as TF-IDF
/// of length 1 (sublinear in the count), the rest as indicators with a weight for each kind, by which the ridge penalty binds them
/// more or less.
/// </summary>
internal sealed class TermTable
{
    private const float CategoryValue = 0.6f;
    private const float ShapeValue = 0.6f;
    private const float AuthorValue = 1;

    private readonly Dictionary<ulong, int> _columns;
    private readonly ulong[] _hashes;
    private readonly float[] _idf;

    /// <param name="hashes">The terms by column.</param>
    /// <param name="idf">Of each how rare it is.</param>
    public TermTable(ulong[] hashes, float[] idf)
    {
        (_hashes, _idf) = (hashes, idf);
        _columns = new Dictionary<ulong, int>(hashes.Length);
        for (var column = 0; column < hashes.Length; column++)
            _columns.Add(hashes[column], column);
    }

    /// <summary>How many terms there are.</summary>
    public int Count => _hashes.Length;

    public ReadOnlySpan<ulong> Hashes => _hashes;

    public ReadOnlySpan<float> Idf => _idf;

    /// <summary>The column of a term; -1 if the model does not know it.</summary>
    public int ColumnOf(ulong hash) => _columns.GetValueOrDefault(hash, -1);

    /// <summary>The terms of a candidate that have columns.</summary>
    public void Find(CandidateTerms terms, List<TermCount> found)
    {
        found.Clear();
        foreach (var term in terms.All)
        {
            if (_columns.TryGetValue(term.Hash, out var column))
                found.Add(new TermCount(column, term.Kind, term.Count));
        }
    }

    /// <summary>The values of a candidate's terms.</summary>
    /// <param name="found">The terms that have columns.</param>
    /// <param name="team">How many authors the candidate has.</param>
    /// <param name="values">Takes a value for each term.</param>
    public void Values(ReadOnlySpan<TermCount> found, int team, Span<float> values)
    {
        var squares = 0d;
        for (var i = 0; i < found.Length; i++)
        {
            if (!found[i].IsText)
                continue;
            values[i] = (1 + MathF.Log(found[i].Count)) * _idf[found[i].Column];
            squares += (double)values[i] * values[i];
        }

        var textScale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        var author = AuthorValue / MathF.Sqrt(Math.Max(1, team));
        for (var i = 0; i < found.Length; i++)
        {
            values[i] = found[i].Kind switch
            {
                TermKind.Category => CategoryValue,
                TermKind.Shape => ShapeValue,
                TermKind.Author => author,
                _ => values[i] * textScale,
            };
        }
    }

    /// <summary>In how many papers a term must stand to be learned from.</summary>
    public static int Fewest(TermKind kind) => kind switch { TermKind.Author => 2, TermKind.Pair => 4, _ => 3 };
}

/// <summary>A term of a candidate that has a column.</summary>
internal readonly record struct TermCount(int Column, TermKind Kind, float Count)
{
    /// <summary>Whether it stands in title or abstract.</summary>
    public bool IsText => Kind is TermKind.Word or TermKind.Pair;
}
