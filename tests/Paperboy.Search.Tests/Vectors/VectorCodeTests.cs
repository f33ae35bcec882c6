using Paperboy.Search.Segments;
using Paperboy.Search.Vectors;
using Xunit;

namespace Paperboy.Search.Tests.Vectors;

public sealed class VectorCodeTests
{
    public static TheoryData<int> Dimensions => [64, 128, 192, 256, 384, 768, 1024, 1536, 3072, 4096];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void The_rotation_keeps_angles_and_can_be_turned_back(int dimensions)
    {
        var vectors = new InventedVectors(dimensions, new VectorModel("m", dimensions), areClustered: true);
        var (a, b) = (vectors.Next(), vectors.Next());
        var (rotatedA, rotatedB) = (a.Values.ToArray(), b.Values.ToArray());
        VectorRotation.Of(dimensions).Apply(rotatedA);
        VectorRotation.Of(dimensions).Apply(rotatedB);
        Assert.Equal(InventedVectors.Cosine(a, b), InventedVectors.Cosine(new(a.Model, rotatedA), new(b.Model, rotatedB)), 0.00001);
        VectorRotation.Of(dimensions).Invert(rotatedA);
        for (var i = 0; i < dimensions; i++)
            Assert.Equal(a.Values.Span[i], rotatedA[i], 0.00001f);
    }

    [Fact]
    public void The_rotation_spreads_a_single_dimension_over_all()
    {
        foreach (var place in (int[])[0, 1, 128, 383])
        {
            var vector = new float[384];
            vector[place] = 1;
            VectorRotation.Of(vector.Length).Apply(vector);
            Assert.All(vector, value => Assert.InRange(Math.Abs(value), 0, 0.3f));
            Assert.True(vector.Count(value => Math.Abs(value) > 0.01f) > 250);
        }
    }

    // The rotation is part of the file format: a vector stored by any build must be found by every other.
    [Fact]
    public void The_rotation_is_the_one_that_files_were_written_with()
    {
        var vector = Enumerable.Range(0, 192).Select(i => (i % 7) - 3f).ToArray();
        VectorRotation.Of(vector.Length).Apply(vector);
        Assert.Equal(1071335062u, Checksum.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(vector)));
    }

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void A_stored_vector_comes_back_nearly_as_it_was(int dimensions)
    {
        var vectors = new InventedVectors(dimensions, new VectorModel("m", dimensions), areClustered: false);
        var vector = vectors.Next();
        var code = new sbyte[dimensions];
        VectorCode.Encode(vector.Values.Span, new float[dimensions], code);
        Assert.InRange(InventedVectors.Cosine(vector, new(vector.Model, VectorCode.Decode(code))), 0.9998, 1.000001);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sketch_estimates_without_bias_and_errs_as_much_as_it_says(bool areClustered)
    {
        var model = new VectorModel("m", 256);
        var vectors = new InventedVectors(5, model, areClustered);
        var codes = Enumerable.Range(0, 4000).Select(_ => Code(vectors.Next())).ToArray();
        var center = new float[model.Dimensions];
        foreach (var code in codes)
        {
            for (var i = 0; i < center.Length; i++)
                center[i] += code[i] * VectorCode.InverseLength(code) / codes.Length;
        }

        var (encoder, query, sketch) = (new SketchEncoder(center), new VectorQuery(), new SketchQuery());
        var (errors, outside) = (new List<double>(), 0);
        for (var round = 0; round < 20; round++)
        {
            query.Prepare(vectors.Next());
            sketch.Prepare(query.Rotated, center, deviations: 2);
            foreach (var code in codes.Skip(round * 200).Take(200))
            {
                var group = new byte[SketchGroup.LengthOf(model.Dimensions)];
                encoder.Encode(code, 5, group);
                var (upper, middle) = (Estimate(group, sketch, withMargin: true), Estimate(group, sketch, withMargin: false));
                errors.Add(middle - query.Similarity(code));
                outside += upper < query.Similarity(code) ? 1 : 0;
            }
        }

        Assert.InRange(errors.Average(), -0.003, 0.003);
        Assert.InRange((double)outside / errors.Count, 0.001, 0.04); // 0.023 of a normal distribution are beyond two deviations
    }

    [Fact]
    public void Vectors_that_cannot_be_compared_are_refused()
    {
        var model = new VectorModel("m", 64);
        var one = new float[64];
        one[7] = 1;
        Assert.Equal(64, new ModelVector(model, one).Values.Length);
        Assert.Contains("63 dimensions", Assert.Throws<ArgumentException>(() => new ModelVector(model, one.AsSpan(1))).Message, StringComparison.Ordinal);
        Assert.Contains("length 0", Assert.Throws<ArgumentException>(() => new ModelVector(model, new float[64])).Message, StringComparison.Ordinal);
        one[9] = float.NaN;
        Assert.Contains("at place 9", Assert.Throws<ArgumentException>(() => new ModelVector(model, one)).Message, StringComparison.Ordinal);
        one[9] = 0.5f;
        Assert.Contains("must be 1", Assert.Throws<ArgumentException>(() => new ModelVector(model, one)).Message, StringComparison.Ordinal);
        foreach (var crowding in (float[])[-1.1f, 1.1f, float.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => new ModelVector(model, Unit(model)) { Crowding = crowding });
        foreach (var dimensions in (int[])[0, -64, 63, 100, 4160])
            Assert.Throws<ArgumentException>(() => new VectorModel("m", dimensions));
        Assert.Throws<ArgumentException>(() => new VectorModel("", 64));
        Assert.Throws<ArgumentException>(() => new VectorModel(new string('x', 257), 64));
    }

    private static float[] Unit(VectorModel model) => [1, .. new float[model.Dimensions - 1]];

    private static sbyte[] Code(ModelVector vector)
    {
        var code = new sbyte[vector.Model.Dimensions];
        VectorCode.Encode(vector.Values.Span, new float[code.Length], code);
        return code;
    }

    private static float Estimate(byte[] group, SketchQuery sketch, bool withMargin)
    {
        const int Vector = 5;
        var dimensions = (group.Length - (2 * SketchGroup.Vectors)) / SketchGroup.Vectors * 8;
        var sums = new ushort[SketchGroup.Vectors];
        SketchKernels.Sum(group, sketch.Tables, sums);
        var (reach, share) = (group[SketchGroup.ReachesOf(dimensions) + Vector], group[SketchGroup.SharesOf(dimensions) + Vector]);
        return sketch.Estimate(sums[Vector], reach, share, withMargin);
    }
}
