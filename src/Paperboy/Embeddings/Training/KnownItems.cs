namespace Paperboy.Embeddings.Training;

/// <summary>
/// How well vectors find the abstracts of a collection by their titles: what there is to measure a beginning by where
/// nobody has judged anything.
/// </summary>
internal static class KnownItems
{
    private const int Width = TokenVectors.Dimensions;
    private const int Most = 2000;

    /// <summary>The mean reciprocal rank of a title's own abstract among those of at most 2,000 papers; 0 without any.</summary>
    public static double MeanReciprocalRank(CorpusRows rows, float[] table)
    {
        int[] papers = [.. Enumerable.Range(0, rows.Corpus.Papers).Where(paper => HasBoth(rows.Corpus, paper))];
        if (papers.Length == 0)
            return 0;
        var step = (papers.Length + Most - 1) / Most;
        papers = [.. papers.Where((_, i) => i % step == 0)];
        var (titles, abstracts) = (new float[papers.Length * Width], new float[papers.Length * Width]);
        Embed(rows, papers, table, titles, ofTitles: true);
        Embed(rows, papers, table, abstracts, ofTitles: false);
        var reciprocals = new double[papers.Length];
        Parallel.For(0, papers.Length, i => reciprocals[i] = 1.0 / Rank(i, papers.Length, titles.AsSpan(i * Width, Width), abstracts));
        return reciprocals.Sum() / papers.Length;
    }

    private static int Rank(int own, int count, ReadOnlySpan<float> title, float[] abstracts)
    {
        var (rank, least) = (1, VectorKernels.Dot(title, abstracts.AsSpan(own * Width, Width)));
        for (var other = 0; other < count; other++)
        {
            if (other != own && VectorKernels.Dot(title, abstracts.AsSpan(other * Width, Width)) >= least)
                rank++;
        }

        return rank;
    }

    private static bool HasBoth(TrainingCorpus corpus, int paper)
    {
        var (first, end) = (corpus.FirstSentence(paper), corpus.EndSentence(paper));
        return end > first + 1 && corpus.Sentence(first).Length > 0 && corpus.Sentence(first + 1).Length > 0;
    }

    private static void Embed(CorpusRows rows, int[] papers, float[] table, float[] target, bool ofTitles)
    {
        var builder = new SparseRowsBuilder();
        var bag = new TokenBag(rows.Layout.Rows);
        var random = default(SplitMix); // nothing is dropped: nothing is drawn
        foreach (var paper in papers)
        {
            var first = rows.Corpus.FirstSentence(paper);
            for (var i = ofTitles ? first : first + 1; i < (ofTitles ? first + 1 : rows.Corpus.EndSentence(paper)); i++)
                rows.Add(i, 1, bag, ref random);
            builder.Add(bag);
            bag.Clear();
        }

        SparseRows.Concat([builder]).Multiply(table, Width, target);
        for (var i = 0; i < papers.Length; i++)
            VectorKernels.Normalize(target.AsSpan(i * Width, Width));
    }
}
