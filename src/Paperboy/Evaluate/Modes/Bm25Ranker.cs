namespace Paperboy.Evaluate.Modes;

/// <summary>
/// The plain formula that others are measured against: BM25 of title and text in one field, k1 1.2, b 0.75, any of the
/// words, each as often as the query has it (Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and
/// beyond", 2009; the idf has one added under the logarithm, so that no word counts against a document).
/// </summary>
internal sealed class Bm25Ranker(TermIndex terms) : IRanker
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly ScoreSheet _sheet = new(terms.DocumentCount);

    public IReadOnlyList<RankedDocument> Rank(string query, int depth, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var (term, occurrences) in terms.CountsOf(query))
        {
            var postings = terms.PostingsOf(term);
            var idf = Math.Log(1 + ((terms.DocumentCount - postings.Count + 0.5) / (postings.Count + 0.5)));
            foreach (var (document, count) in postings)
            {
                var norm = K1 * (1 - B + (B * terms.LengthOf(document) / terms.AverageLength));
                _sheet.Add(document, occurrences * idf * count * (K1 + 1) / (count + norm));
            }
        }

        return [.. _sheet.TakeBest(depth).Select(hit => new RankedDocument(terms.IdOf(hit.Document), hit.Score))];
    }
}
