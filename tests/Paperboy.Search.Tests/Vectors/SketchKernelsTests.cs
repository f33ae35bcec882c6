using Paperboy.Search.Vectors;
using Xunit;

namespace Paperboy.Search.Tests.Vectors;

public sealed class SketchKernelsTests
{
    [Fact]
    public void Every_kernel_gives_the_same_sums_at_every_number_of_dimensions()
    {
        var random = new Random(2);
        for (var dimensions = VectorModel.DimensionStep; dimensions <= VectorModel.MostDimensions; dimensions += VectorModel.DimensionStep)
        {
            var group = new byte[SketchGroup.LengthOf(dimensions)];
            random.NextBytes(group);
            var tables = new byte[dimensions / 4 * SketchQuery.TableLength];
            foreach (ref var entry in tables.AsSpan())
                entry = (byte)(random.Next(3) == 0 ? SketchQuery.GreatestEntry : random.Next(SketchQuery.GreatestEntry + 1));
            if (dimensions == VectorModel.MostDimensions)
                tables.AsSpan().Fill(SketchQuery.GreatestEntry);
            var expected = new ushort[SketchGroup.Vectors];
            SketchScalar.Sum(group, tables, expected);
            CompareSums<Sketch128>(group, tables, expected);
            CompareSums<Sketch256>(group, tables, expected);
            CompareSums<Sketch512>(group, tables, expected);
            var sums = new ushort[SketchGroup.Vectors];
            SketchKernels.Sum(group, tables, sums);
            Assert.Equal(expected, sums);
        }
    }

    [Fact]
    public void Every_kernel_finds_the_same_vectors_above_a_limit()
    {
        var random = new Random(3);
        var (some, none, all) = (0, 0, 0);
        for (var round = 0; round < 2000; round++)
        {
            var sums = new ushort[SketchGroup.Vectors];
            var (reaches, shares) = (new byte[SketchGroup.Vectors], new byte[SketchGroup.Vectors]);
            foreach (ref var sum in sums.AsSpan())
                sum = (ushort)random.Next(ushort.MaxValue + 1);
            random.NextBytes(reaches);
            random.NextBytes(shares);
            var limit = new SketchLimit(-10 * random.NextSingle(), 0.001f * random.NextSingle(), 0.001f, 0.005f * random.NextSingle(), (4 * random.NextSingle()) - 2);
            limit = limit with { LeastUncrowded = limit.Least + random.NextSingle() - 0.5f, Crowding = CrowdingCode.Step * random.NextSingle() };
            short[] crowding = round % 2 == 0 ? [] : [.. sums.Select(_ => (short)random.Next(-short.MaxValue, short.MaxValue + 1))];
            var expected = SketchScalar.Above(sums, reaches, shares, crowding, limit);
            Compare<Sketch128>(sums, reaches, shares, crowding, limit, expected);
            Compare<Sketch256>(sums, reaches, shares, crowding, limit, expected);
            Compare<Sketch512>(sums, reaches, shares, crowding, limit, expected);
            Assert.Equal(expected, SketchKernels.Above(sums, reaches, shares, crowding, limit));
            (some, none, all) = (some + (expected is not (0 or ulong.MaxValue) ? 1 : 0), none + (expected == 0 ? 1 : 0), all + (expected == ulong.MaxValue ? 1 : 0));
        }

        Assert.True(some > 50 && none > 50 && all > 50, $"{some} {none} {all}");
    }

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(320)]
    public void A_vectors_sum_stands_in_its_own_place(int dimensions)
    {
        var encoder = new SketchEncoder(new float[dimensions]);
        var random = new Random(dimensions);
        var codes = Enumerable.Range(0, SketchGroup.Vectors)
            .Select(_ => Enumerable.Range(0, dimensions).Select(_ => (sbyte)random.Next(-127, 128)).ToArray()).ToArray();
        var group = new byte[SketchGroup.LengthOf(dimensions)];
        for (var vector = 0; vector < codes.Length; vector++)
            encoder.Encode(codes[vector], vector, group);

        // Tables that count signs which are set.
        var tables = Enumerable.Range(0, dimensions / 4).SelectMany(_ => Enumerable.Range(0, 16).Select(signs => (byte)int.PopCount(signs))).ToArray();
        var sums = new ushort[SketchGroup.Vectors];
        SketchKernels.Sum(group, tables, sums);
        Assert.Equal(codes.Select(code => code.Count(value => value > 0)), sums.Select(sum => (int)sum));
    }

    private static void CompareSums<TKernel>(byte[] group, byte[] tables, ushort[] expected)
        where TKernel : ISketchKernel
    {
        if (!TKernel.IsSupported)
            return;
        var sums = new ushort[SketchGroup.Vectors];
        TKernel.Sum(group, tables, sums);
        Assert.Equal(expected, sums);
    }

    private static void Compare<TKernel>(ushort[] sums, byte[] reaches, byte[] shares, short[] crowding, SketchLimit limit, ulong expected)
        where TKernel : ISketchKernel
    {
        if (TKernel.IsSupported)
            Assert.Equal(expected, TKernel.Above(sums, reaches, shares, crowding, limit));
    }
}
