using Paperboy.Embeddings.Mapping;
using Paperboy.Search;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Embeddings.Mapping;

public sealed class VectorMapTests
{
    private static readonly VectorModel Old = new("old", 64);
    private static readonly VectorModel New = new("new", 128);

    [Theory]
    [InlineData(64, 64)]
    [InlineData(64, 128)]
    [InlineData(128, 64)]
    public void The_orthogonal_map_of_rotated_vectors_is_the_rotation(int old, int @new)
    {
        var rotation = Rotation(old, @new, seed: 3);
        var pairs = Pairs(new VectorModel("old", old), new VectorModel("new", @new), 600, seed: 4, vector => Times(vector, rotation, @new));
        var found = MapFitting.Orthogonal(pairs, 600, CancellationToken.None);

        // To fewer dimensions vectors lose something, which is not the same for all: there the rotation is not the answer.
        if (old <= @new)
            Assert.All(found.Zip(rotation), pair => Assert.Equal(pair.Second, pair.First, 0.002f));
        Assert.InRange(DistanceFromOrthonormal(found, old, @new), 0, 0.01);
    }

    [Fact]
    public void A_map_finds_what_new_vectors_find_though_the_models_differ_by_noise()
    {
        var rotation = Rotation(Old.Dimensions, New.Dimensions, seed: 5);
        var noise = new Random(6);
        var map = MapFitting.Fit(Pairs(Old, New, 3_000, seed: 7, vector => Noisy(Times(vector, rotation, New.Dimensions), noise, 0.03)), CancellationToken.None)!;
        Assert.Equal((Old, New, 3_000), (map.From, map.To, map.Sample));
        Assert.InRange(map.Agreement, 0.7, 1);
        Assert.InRange(map.Scale.Factor, 0.8, 1.3);
        Assert.InRange(map.Scale.Offset, -0.1, 0.1);
    }

    [Fact]
    public void Models_that_have_nothing_in_common_agree_on_nothing()
    {
        var noise = new Random(8);
        var map = MapFitting.Fit(Pairs(Old, New, 1_500, seed: 9, _ => Noisy(new float[New.Dimensions], noise, 1)), CancellationToken.None);
        Assert.InRange(map?.Agreement ?? 0, 0, 0.15);
    }

    [Fact]
    public void Taken_back_a_vector_compares_with_old_ones_as_their_images_do_with_it()
    {
        var rotation = Rotation(Old.Dimensions, New.Dimensions, seed: 10);
        var pairs = Pairs(Old, New, 1_000, seed: 11, vector => Noisy(Times(vector, rotation, New.Dimensions), new Random(12), 0.05));
        var map = MapFitting.Fit(pairs, CancellationToken.None)!;
        for (var i = 0; i < 20; i++)
        {
            var query = pairs.New.AsSpan(i * New.Dimensions, New.Dimensions);
            var old = pairs.Old.AsSpan((i + 50) * Old.Dimensions, Old.Dimensions);
            var back = map.Back(new ModelVector(New, query))!;
            var image = Times(old.ToArray(), map.Matrix.ToArray(), New.Dimensions);
            var expected = map.Scale.Of((float)Dot(query, image));
            Assert.Equal(expected, back.Scale.Of((float)Dot(back.Values.Span, old)), 0.0001f);
            Assert.Equal(1, Dot(image, map.Forward(new ModelVector(Old, old))!.Values.Span) / Math.Sqrt(Dot(image, image)), 0.0001);
        }

        Assert.Contains("old", Assert.Throws<ArgumentException>(() => map.Back(new ModelVector(Old, pairs.Old.AsSpan(0, Old.Dimensions)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => map.Forward(new ModelVector(New, pairs.New.AsSpan(0, New.Dimensions))));
    }

    [Fact]
    public void Too_few_pairs_or_vectors_that_are_all_the_same_teach_no_map()
    {
        Assert.Null(MapFitting.Fit(Pairs(Old, New, MapFitting.FewestPairs - 1, seed: 13, _ => Same()), CancellationToken.None));
        Assert.Null(MapFitting.Fit(Pairs(Old, New, 1_000, seed: 14, _ => Same()), CancellationToken.None));

        static float[] Same()
        {
            var vector = new float[New.Dimensions];
            vector[0] = 1;
            return vector;
        }
    }

    [Fact]
    public void Learning_stops_when_it_is_asked_to() => Assert.ThrowsAny<OperationCanceledException>(() =>
        MapFitting.Fit(Pairs(Old, Old, 600, seed: 15, vector => vector), new CancellationToken(canceled: true)));

    [Fact]
    public void A_file_gives_the_map_back_and_damage_is_named()
    {
        using var folder = new TempFolder();
        var rotation = Rotation(Old.Dimensions, New.Dimensions, seed: 16);
        var map = MapFitting.Fit(Pairs(Old, New, 600, seed: 17, vector => Times(vector, rotation, New.Dimensions)), CancellationToken.None)!;
        var path = folder.File(VectorMapFile.NameOf(Old, New));
        VectorMapFile.Write(map, path);
        var read = VectorMapFile.Read(path);
        Assert.Equal((map.From, map.To, map.Scale, map.Agreement, map.Sample), (read.From, read.To, read.Scale, read.Agreement, read.Sample));
        Assert.Equal(map.Matrix, read.Matrix);
        Assert.True(VectorMapFile.LeadsTo(New, path));
        Assert.False(VectorMapFile.LeadsTo(Old, path));

        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at += 997)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 16;
            File.WriteAllBytes(path, damaged);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => VectorMapFile.Read(path)).Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, bytes[..100]);
        Assert.Throws<InvalidDataException>(() => VectorMapFile.Read(path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void The_solution_of_equations_fulfils_them(int size)
    {
        var random = new Random(size);
        var root = Enumerable.Range(0, size * size).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var matrix = new float[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                    matrix[(i * size) + j] += root[(i * size) + k] * root[(j * size) + k];
            }

            matrix[(i * size) + i] += 0.1f;
        }

        var right = Enumerable.Range(0, size).Select(_ => random.NextDouble()).ToArray();
        var solution = (double[])right.Clone();
        new Cholesky(matrix, size, CancellationToken.None).Solve(solution);
        for (var i = 0; i < size; i++)
            Assert.Equal(right[i], Enumerable.Range(0, size).Sum(j => matrix[(i * size) + j] * solution[j]), 0.0001);
        Assert.Throws<ArgumentException>(() => new Cholesky(new float[size * size], size, CancellationToken.None));
    }

    // Texts of unequal directions, as those of a model are.
    private static VectorPairs Pairs(VectorModel old, VectorModel @new, int count, int seed, Func<float[], float[]> map)
    {
        var random = new Random(seed);
        var pairs = new VectorPairs(old, @new, count);
        for (var i = 0; i < count; i++)
        {
            var vector = new float[old.Dimensions];
            for (var j = 0; j < vector.Length; j++)
                vector[j] = (float)(random.NextDouble() - 0.5) / MathF.Pow(1 + j, 0.3f);
            pairs.Add(Unit(vector), Unit(map(vector)));
        }

        return pairs;
    }

    // Orthonormal rows (or columns, if these are the fewer), by Gram and Schmidt.
    private static float[] Rotation(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var basis = new List<float[]>();
        while (basis.Count < count)
        {
            var vector = Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            foreach (var other in basis)
            {
                var share = Dot(vector, other);
                for (var i = 0; i < length; i++)
                    vector[i] -= (float)share * other[i];
            }

            basis.Add(Unit(vector));
        }

        var matrix = new float[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                matrix[(i * columns) + j] = rows <= columns ? basis[i][j] : basis[j][i];
        }

        return matrix;
    }

    private static double DistanceFromOrthonormal(float[] matrix, int rows, int columns)
    {
        var greatest = 0.0;
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < length; k++)
                    sum += rows <= columns ? matrix[(i * columns) + k] * matrix[(j * columns) + k] : matrix[(k * columns) + i] * matrix[(k * columns) + j];
                greatest = Math.Max(greatest, Math.Abs(sum - (i == j ? 1 : 0)));
            }
        }

        return greatest;
    }

    private static float[] Times(float[] vector, float[] matrix, int columns)
    {
        var image = new float[columns];
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < columns; j++)
                image[j] += vector[i] * matrix[(i * columns) + j];
        }

        return image;
    }

    private static float[] Noisy(float[] vector, Random random, double scale) =>
        [.. vector.Select(value => value + (float)((random.NextDouble() - 0.5) * scale))];

    private static float[] Unit(float[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        return [.. vector.Select(value => (float)(value / length))];
    }

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        return sum;
    }
}
