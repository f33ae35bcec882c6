namespace Paperboy.Evaluate.Modes;

/// <summary>
/// The cosine between weighted counts of terms, the plain measure of how alike two texts are (Salton and Buckley,
/// "Term-weighting approaches in automatic text retrieval", 1988). In both texts a term weighs (1 + ln count) * (1 + ln((1 +
/// documents) / (1 + documents that have it))): of the weightings in use the best one here (docs/quality.md), so that what is
/// said to be better than it is.
/// </summary>
internal sealed class TfIdfRanker : IRanker
{
    private readonly TermIndex _terms;
    private readonly double[] _norms;
    private readonly ScoreSheet _sheet;

    public TfIdfRanker(TermIndex terms)
    {
        _terms = terms;
        _norms = new double[terms.DocumentCount];
        _sheet = new ScoreSheet(terms.DocumentCount);
        foreach (var term in terms.Terms)
        {
            var idf = Idf(term);
            foreach (var (document, count) in terms.PostingsOf(term))
                _norms[document] += Square(Weight(count, idf));
        }

        for (var document = 0; document < _norms.Length; document++)
            _norms[document] = Math.Sqrt(_norms[document]);
    }

    public IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var counts = _terms.CountsOf(query);
        var norm = Math.Sqrt(counts.Sum(pair => Square(Weight(pair.Value, Idf(pair.Key)))));
        foreach (var (term, occurrences) in counts)
        {
            var idf = Idf(term);
            var weight = Weight(occurrences, idf) / norm;
            foreach (var (document, count) in _terms.PostingsOf(term))
                _sheet.Add(document, weight * Weight(count, idf) / _norms[document]);
        }

        return [.. _sheet.TakeBest(depth).Select(hit => new RankedDocument(_terms.IdOf(hit.Document), hit.Score))];
    }

    private double Idf(int term) => 1 + Math.Log((1.0 + _terms.DocumentCount) / (1.0 + _terms.PostingsOf(term).Count));

    private static double Weight(int count, double idf) => (1 + Math.Log(count)) * idf;

    private static double Square(double value) => value * value;
}
