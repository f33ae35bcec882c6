using System.Collections.Concurrent;

namespace Paperboy.Embeddings.Training;

/// <summary>
/// Trains token vectors so that a title lies near its abstract and a sentence near the rest of its abstract, nearer than
/// all other papers of the batch: InfoNCE over in-batch negatives in both directions (van den Oord et al., 2018;
/// Henderson et al., "Efficient Natural Language Response Suggestion", 2017), with AdaGrad (Duchi et al., 2011).
/// </summary>
internal sealed class ContrastiveTrainer(CorpusRows rows, RowTable table, TrainingOptions options)
{
    private const int Width = TokenVectors.Dimensions;
    private const int Piece = 64;

    private readonly ConcurrentBag<TokenBag> _bags = [];
    private readonly int _batch = Math.Min(options.BatchSize, Math.Max(2, rows.Corpus.Papers));

    public void Train(Action<double, string> report, CancellationToken cancel)
    {
        var papers = new int[rows.Corpus.Papers];
        for (var i = 0; i < papers.Length; i++)
            papers[i] = i;
        var step = 0;
        var perEpoch = Math.Max(1, papers.Length / _batch);
        var loss = new InfoNce(_batch, options.Temperature);
        var average = 0.0;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            Shuffle(papers, epoch);
            for (var batch = 0; batch < perEpoch; batch++, step++)
            {
                cancel.ThrowIfCancellationRequested();
                var total = (double)perEpoch * options.Epochs;
                var rate = options.LearningRate * (float)(1 - (step / total));
                var bags = Bags(papers.AsMemory(batch * _batch, _batch), epoch);
                average += Step(bags, loss, rate) / perEpoch;
                report((step + 1) / total, $"epoch {epoch + 1}, loss {average * perEpoch / (batch + 1):F3}");
            }

            average = 0;
        }
    }

    private double Step(SparseRows bags, InfoNce loss, float rate)
    {
        var pooled = new float[2 * _batch * Width];
        bags.Multiply(table.Values, Width, pooled);
        var norms = new float[2 * _batch];
        Parallel.For(0, 2 * _batch, i => norms[i] = VectorKernels.Normalize(pooled.AsSpan(i * Width, Width)));
        var gradient = new float[pooled.Length];
        var value = loss.Gradient(pooled, gradient);
        Parallel.For(0, 2 * _batch, i => ThroughNorm(pooled.AsSpan(i * Width, Width), gradient.AsSpan(i * Width, Width), norms[i]));
        table.Descend(bags.Transpose(table.Rows), gradient, rate);
        return value;
    }

    // The gradient of a vector from that of its unit vector: what is along it vanishes.
    private static void ThroughNorm(ReadOnlySpan<float> unit, Span<float> gradient, float norm)
    {
        if (norm == 0)
        {
            gradient.Clear();
            return;
        }

        SparseRows.AddScaled(-VectorKernels.Dot(unit, gradient), unit, gradient);
        VectorKernels.Scale(gradient, 1 / norm);
    }

    // The bags of a batch: first all queries, then all documents in the same order.
    private SparseRows Bags(ReadOnlyMemory<int> papers, int epoch)
    {
        var count = (papers.Length + Piece - 1) / Piece;
        var pieces = new SparseRowsBuilder[2 * count];
        Parallel.For(0, count, Bag, (piece, _, bag) =>
        {
            var (queries, documents) = (new SparseRowsBuilder(), new SparseRowsBuilder());
            foreach (var paper in papers.Span[(piece * Piece)..Math.Min(papers.Length, (piece + 1) * Piece)])
                AddPair(paper, SplitMix.Of(options.Seed, epoch, paper), bag, queries, documents);
            (pieces[piece], pieces[count + piece]) = (queries, documents);
            return bag;
        }, _bags.Add);
        return SparseRows.Concat(pieces);

        TokenBag Bag() => _bags.TryTake(out var bag) ? bag : new TokenBag(rows.Layout.Rows);
    }

    private void AddPair(int paper, SplitMix random, TokenBag bag, SparseRowsBuilder queries, SparseRowsBuilder documents)
    {
        var (first, end) = (rows.Corpus.FirstSentence(paper), rows.Corpus.EndSentence(paper));
        var (from, until) = Choose(first, end, ref random);
        for (var i = from; i < until; i++)
            rows.Add(i, 1, bag, ref random, options.Dropped, options.Apart);
        queries.Add(bag);
        bag.Clear();
        for (var i = first; i < end; i++)
        {
            if (i < from || i >= until)
                rows.Add(i, i == first ? options.TitleCount : 1, bag, ref random, options.DocumentDropped, options.Apart);
        }

        // Of a paper that is nothing but a title, some words are to find all.
        for (var i = from; i < until && bag.Rows.IsEmpty; i++)
            rows.Add(i, 1, bag, ref random, 0, options.Apart);
        documents.Add(bag);
        bag.Clear();
    }

    // The sentences that are taken out as the query: the title, or some of the abstract.
    private (int From, int Until) Choose(int first, int end, ref SplitMix random)
    {
        var hasTitle = rows.Corpus.Sentence(first).Length > 0;
        if (hasTitle && (end - first < 3 || random.NextUnit() < options.TitleShare))
            return (first, first + 1);
        if (end - first < 2)
            return (first, end);
        var sentences = end - first - 1;
        var length = 1 + random.Below(Math.Clamp(sentences / 2, 1, options.Sentences));
        var from = first + 1 + random.Below(sentences - length + 1);
        return (from, from + length);
    }

    private void Shuffle(int[] papers, int epoch)
    {
        var random = SplitMix.Of(options.Seed, epoch, -1);
        for (var i = papers.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (papers[i], papers[j]) = (papers[j], papers[i]);
        }
    }
}
