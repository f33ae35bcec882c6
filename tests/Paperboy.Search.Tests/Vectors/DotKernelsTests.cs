using Paperboy.Search.Vectors;
using Xunit;

namespace Paperboy.Search.Tests.Vectors;

public sealed class DotKernelsTests
{
    [Fact]
    public void Every_kernel_gives_the_same_products_at_every_number_of_dimensions()
    {
        var random = new Random(1);
        for (var dimensions = VectorModel.DimensionStep; dimensions <= VectorModel.MostDimensions; dimensions += VectorModel.DimensionStep)
        {
            var (code, query) = (new sbyte[dimensions], new short[dimensions]);
            foreach (ref var value in code.AsSpan())
                value = (sbyte)random.Next(-128, 128);
            foreach (ref var value in query.AsSpan())
                value = (short)random.Next(-DotKernels.GreatestQueryValue, DotKernels.GreatestQueryValue + 1);
            Compare(code, query);
        }
    }

    [Theory]
    [InlineData(127, 1)]
    [InlineData(-127, 1)]
    [InlineData(127, -1)]
    public void The_greatest_products_do_not_overflow(int value, int sign)
    {
        var code = Enumerable.Repeat((sbyte)value, VectorModel.MostDimensions).ToArray();
        var query = Enumerable.Repeat((short)(sign * DotKernels.GreatestQueryValue), VectorModel.MostDimensions).ToArray();
        var expected = (long)value * sign * DotKernels.GreatestQueryValue * VectorModel.MostDimensions;
        Assert.Equal(expected, DotScalar.Dot(code, query).Dot);
        Compare(code, query);
    }

    private static void Compare(sbyte[] code, short[] query)
    {
        var expected = DotScalar.Dot(code, query);
        Compare<Dot128>(code, query, expected);
        Compare<Dot256>(code, query, expected);
        Compare<Dot512>(code, query, expected);
        Assert.Equal(expected, DotKernels.Dot(code, query));
    }

    private static void Compare<TKernel>(sbyte[] code, short[] query, (int Dot, int Square) expected)
        where TKernel : IDotKernel
    {
        if (TKernel.IsSupported)
            Assert.Equal(expected, TKernel.Dot(code, query));
    }
}
