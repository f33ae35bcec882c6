using System.Runtime.Intrinsics;

namespace Paperboy.Embeddings.Training;

/// <summary>
/// The loss: of a batch of queries and documents, all unit vectors, the i-th query must know the i-th document among all, and
/// the document the query. Cross-entropy of the softmax of cosine / temperature, the mean of both directions.
/// </summary>
internal sealed class InfoNce(int batch, float temperature)
{
    private const int Width = TokenVectors.Dimensions;
    private const int Block = 64;

    private readonly float[] _similarity = new float[batch * batch];

    /// <summary>Gives the gradient for both sides and returns the loss.</summary>
    /// <param name="units">The queries' vectors, then the documents'.</param>
    /// <param name="gradient">Takes the gradient, in the same order.</param>
    public double Gradient(float[] units, float[] gradient)
    {
        var queries = units.AsSpan(0, batch * Width).ToArray();
        var documents = units.AsSpan(batch * Width).ToArray();
        Gemm.Multiply(Factor.Rows(queries, Width), Factor.Rows(documents, Width).Transposed, _similarity, batch, Width, batch);
        var value = Softmax();
        var result = new float[batch * Width];
        Gemm.Multiply(Factor.Rows(_similarity, batch), Factor.Rows(documents, Width), result, batch, batch, Width);
        result.CopyTo(gradient, 0);
        Gemm.Multiply(Factor.Rows(_similarity, batch).Transposed, Factor.Rows(queries, Width), result, batch, batch, Width);
        result.CopyTo(gradient, batch * Width);
        return value;
    }

    // Replaces the cosines by the derivatives of the loss by them.
    private double Softmax()
    {
        var blocks = (batch + Block - 1) / Block;
        var rowSums = new float[batch];
        var columnSums = new float[blocks][];
        var right = new float[batch];
        Parallel.For(0, blocks, block =>
        {
            var sums = columnSums[block] = new float[batch];
            for (var row = block * Block; row < Math.Min(batch, (block + 1) * Block); row++)
            {
                var line = _similarity.AsSpan(row * batch, batch);
                right[row] = line[row];
                rowSums[row] = Exponentials(line, sums);
            }
        });
        var columns = new float[batch];
        foreach (var sums in columnSums)
        {
            for (var i = 0; i < batch; i++)
                columns[i] += sums[i];
        }

        var loss = 0.0;
        for (var i = 0; i < batch; i++)
        {
            loss += Math.Log(rowSums[i]) + Math.Log(columns[i]) - (2 * (right[i] - 1) / temperature);
            columns[i] = 1 / columns[i];
        }

        var scale = 0.5f / (batch * temperature);
        Parallel.For(0, blocks, block =>
        {
            for (var row = block * Block; row < Math.Min(batch, (block + 1) * Block); row++)
            {
                var line = _similarity.AsSpan(row * batch, batch);
                var own = 1 / rowSums[row];
                for (var j = 0; j < batch; j++)
                    line[j] *= (own + columns[j]) * scale;
                line[row] -= 2 * scale;
            }
        });
        return loss / (2 * batch);
    }

    // exp((cosine - 1) / temperature): at most 1, so that no maximum need be looked for.
    private float Exponentials(Span<float> line, Span<float> columnSums)
    {
        var (sum, factor) = (0f, 1 / temperature);
        var i = 0;
        for (; i + 8 <= line.Length; i += 8)
        {
            var value = Vector256.Exp((Vector256.Create<float>(line[i..]) - Vector256<float>.One) * factor);
            value.CopyTo(line[i..]);
            (Vector256.Create<float>(columnSums[i..]) + value).CopyTo(columnSums[i..]);
            sum += Vector256.Sum(value);
        }

        for (; i < line.Length; i++)
        {
            line[i] = MathF.Exp((line[i] - 1) * factor);
            columnSums[i] += line[i];
            sum += line[i];
        }

        return sum;
    }
}
