using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Xunit;

namespace Paperboy.Tests.Embeddings.Training;

/// <summary>The products that training is made of, against loops that say what they mean.</summary>
public sealed class KernelTests
{
    [Fact]
    public void Products_of_matrices_of_any_size_equal_the_sum_of_products()
    {
        var random = new Random(1);
        for (var round = 0; round < 60; round++)
        {
            var (rows, inner, columns) = (random.Next(1, 90), random.Next(1, round % 10 == 0 ? 600 : 70), random.Next(1, 100));
            var (left, right) = (Draw(random, rows * inner), Draw(random, inner * columns));
            var (leftTurned, rightTurned) = (random.Next(2) == 0, random.Next(2) == 0);
            var adds = random.Next(2) == 0;
            var target = Draw(random, rows * columns);
            var wanted = target.Select(x => adds ? (double)x : 0).ToArray();
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    for (var k = 0; k < inner; k++)
                        wanted[(i * columns) + j] += (double)left[leftTurned ? (k * rows) + i : (i * inner) + k] * right[rightTurned ? (j * inner) + k : (k * columns) + j];
                }
            }

            Gemm.Multiply(
                leftTurned ? Factor.Rows(left, rows).Transposed : Factor.Rows(left, inner),
                rightTurned ? Factor.Rows(right, inner).Transposed : Factor.Rows(right, columns),
                target, rows, inner, columns, adds);
            for (var i = 0; i < wanted.Length; i++)
                Assert.Equal(wanted[i], target[i], 1e-4 * Math.Sqrt(inner));
        }
    }

    [Fact]
    public void A_sparse_matrix_and_its_transpose_multiply_alike()
    {
        var random = new Random(2);
        const int Rows = 130, Columns = 40, Width = 32;
        var builder = new SparseRowsBuilder();
        var dense = new float[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            foreach (var column in Enumerable.Range(0, Columns).Where(_ => random.Next(5) == 0))
            {
                builder.Columns.Add(column);
                builder.Values.Add(dense[(row * Columns) + column] = random.NextSingle());
            }

            builder.Ends.Add(builder.Columns.Count);
        }

        var sparse = SparseRows.Concat([builder, new SparseRowsBuilder()]);
        var (x, y) = (Draw(random, Columns * Width), Draw(random, Rows * Width));
        var (forward, back, wanted) = (new float[Rows * Width], new float[Columns * Width], new float[Rows * Width]);
        sparse.Multiply(x, Width, forward);
        Gemm.Multiply(Factor.Rows(dense, Columns), Factor.Rows(x, Width), wanted, Rows, Columns, Width);
        Assert.All(forward.Zip(wanted), p => Assert.Equal(p.Second, p.First, 1e-4));
        sparse.Transpose(Columns).Multiply(y, Width, back);
        wanted = new float[Columns * Width];
        Gemm.Multiply(Factor.Rows(dense, Columns).Transposed, Factor.Rows(y, Width), wanted, Columns, Rows, Width);
        Assert.All(back.Zip(wanted), p => Assert.Equal(p.Second, p.First, 1e-4));
    }

    [Fact]
    public void Adding_scaled_bytes_equals_adding_scaled_floats()
    {
        var random = new Random(3);
        var bytes = new sbyte[TokenVectors.Dimensions];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (sbyte)random.Next(-127, 128);
        var start = Draw(random, bytes.Length);
        var (fromBytes, fromFloats) = ((float[])start.Clone(), (float[])start.Clone());
        VectorKernels.AddScaled(0.37f, bytes, fromBytes);
        SparseRows.AddScaled(0.37f, bytes.Select(b => (float)b).ToArray(), fromFloats);
        Assert.Equal(fromFloats, fromBytes);
        Assert.Equal(bytes.Sum(b => b * b), VectorKernels.SquaredLength(bytes));
    }

    [Fact]
    public void The_gradient_is_what_the_loss_changes_by()
    {
        const int Batch = 12;
        const int Width = TokenVectors.Dimensions;
        var random = new Random(4);
        var units = Draw(random, 2 * Batch * Width);
        for (var i = 0; i < 2 * Batch; i++)
            VectorKernels.Normalize(units.AsSpan(i * Width, Width));
        var gradient = new float[units.Length];
        var loss = new InfoNce(Batch, 0.3f);
        loss.Gradient(units, gradient);
        for (var trial = 0; trial < 40; trial++)
        {
            var direction = Draw(random, units.Length);
            const float Step = 2e-3f;
            var change = (Moved(Step) - Moved(-Step)) / (2 * Step);
            Assert.Equal(gradient.Zip(direction, (g, d) => (double)g * d).Sum(), change, 2e-3);

            double Moved(float step) =>
                Naive([.. units.Zip(direction, (u, d) => (double)u + (step * d))], Batch, 0.3);
        }
    }

    [Fact]
    public void The_loss_is_the_mean_cross_entropy_of_both_directions()
    {
        var units = Draw(new Random(5), 2 * 37 * TokenVectors.Dimensions);
        for (var i = 0; i < 74; i++)
            VectorKernels.Normalize(units.AsSpan(i * TokenVectors.Dimensions, TokenVectors.Dimensions));
        Assert.Equal(Naive([.. units.Select(u => (double)u)], 37, 0.1), new InfoNce(37, 0.1f).Gradient(units, new float[units.Length]), 1e-4);
    }

    private static double Naive(double[] vectors, int batch, double temperature)
    {
        double Similarity(int query, int document) =>
            Enumerable.Range(0, TokenVectors.Dimensions).Sum(k =>
                vectors[(query * TokenVectors.Dimensions) + k] * vectors[((batch + document) * TokenVectors.Dimensions) + k]) / temperature;

        var table = Enumerable.Range(0, batch).Select(i => Enumerable.Range(0, batch).Select(j => Similarity(i, j)).ToArray()).ToArray();
        return Enumerable.Range(0, batch).Average(i =>
            (Math.Log(table[i].Sum(Math.Exp)) + Math.Log(table.Sum(line => Math.Exp(line[i]))) - (2 * table[i][i])) / 2);
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
