namespace Paperboy.Evaluate.Modes;

/// <summary>Adds up the scores of documents for one query after the other, and picks the best.</summary>
internal sealed class ScoreSheet(int documents)
{
    private static readonly Comparer<(double Score, int Document)> WorstFirst = Comparer<(double Score, int Document)>.Create(
        (a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Document.CompareTo(a.Document));

    private readonly double[] _scores = new double[documents];
    private readonly List<int> _touched = [];

    /// <param name="document">Whose score rises.</param>
    /// <param name="points">By how much; above 0.</param>
    public void Add(int document, double points)
    {
        if (_scores[document] == 0)
            _touched.Add(document);
        _scores[document] += points;
    }

    /// <summary>The best documents, of equal ones the lesser number first; the sheet is empty afterwards.</summary>
    public (int Document, double Score)[] TakeBest(int depth)
    {
        var best = new PriorityQueue<int, (double Score, int Document)>(WorstFirst);
        foreach (var document in _touched)
        {
            if (best.Count < depth)
                best.Enqueue(document, (_scores[document], document));
            else
                best.EnqueueDequeue(document, (_scores[document], document));
        }

        var ranking = new (int, double)[best.Count];
        for (var rank = ranking.Length - 1; rank >= 0; rank--)
        {
            var document = best.Dequeue();
            ranking[rank] = (document, _scores[document]);
        }

        foreach (var document in _touched)
            _scores[document] = 0;
        _touched.Clear();
        return ranking;
    }
}
