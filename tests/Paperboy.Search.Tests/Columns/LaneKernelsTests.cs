using System.Numerics;
using Paperboy.Search.Columns;
using Paperboy.Search.Postings;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class LaneKernelsTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 67), 127, 128, 129, 1000, 4095, 4096];

    [Fact]
    public void Every_width_of_lanes_and_vectors_agrees_with_plain_comparison()
    {
        Compare<byte>(1);
        Compare<ushort>(2);
        Compare<uint>(3);
        Compare<ulong>(4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void Packed_values_come_back_compare_and_count(int width)
    {
        var random = new Random(width);
        foreach (var length in Lengths)
        {
            var values = new ulong[length];
            foreach (ref var value in values.AsSpan())
                value = width == 0 ? 0 : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - width);
            var packed = new ByteBuffer();
            Lanes.Pack(values, width, packed);
            Assert.Equal(Lanes.LengthOf(width, length), packed.Length);
            var lanes = new Lanes(packed.Written, width, length);
            for (var i = 0; i < length; i++)
                Assert.Equal(values[i], lanes[i]);

            ulong[] ends = [0, 1, 255, 256, 65_535, 65_536, uint.MaxValue, 1UL << 32, ulong.MaxValue, length == 0 ? 0 : values[^1]];
            var (low, high) = (ends[random.Next(ends.Length)], ends[random.Next(ends.Length)]);
            if (low > high)
                (low, high) = (high, low);
            var selection = RandomColumns.Bits(random, length);
            var bits = new ulong[WindowBits.Words];
            lanes.InRange(low, high, bits);
            Assert.Equal(RandomColumns.Bits(0, length, i => values[i] >= low && values[i] <= high), bits);
            WindowBits.And(bits, selection);
            Assert.Equal(WindowBits.Count(bits), lanes.CountInRange(low, high, selection));
        }
    }

    [Fact]
    public void Too_few_bytes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lanes(new byte[7], 8, 8)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lanes([], 0, 3)[3]);
        Assert.Throws<IndexOutOfRangeException>(() => new Lanes(new byte[8], 16, 3)[3]);
    }

    private static void Compare<T>(int seed)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var random = new Random(seed);
        foreach (var length in Lengths)
        {
            var values = new T[length];
            foreach (ref var value in values.AsSpan())
                value = Draw<T>(random);
            foreach (var (low, high) in ((T, T)[])[
                (T.MinValue, T.MaxValue), (T.MaxValue, T.MaxValue), (T.Zero, T.Zero), Ordered(Draw<T>(random), Draw<T>(random)),
                Ordered(length == 0 ? T.One : values[0], length == 0 ? T.One : values[^1])])
            {
                var expected = RandomColumns.Bits(0, length, i => values[i] >= low && values[i] <= high);
                Compare<T, RangeScalar>(values, low, high, expected, random);
                Compare<T, Range128>(values, low, high, expected, random);
                Compare<T, Range256>(values, low, high, expected, random);
                Compare<T, Range512>(values, low, high, expected, random);
                var bits = new ulong[WindowBits.Words];
                LaneKernels.InRange<T>(values, low, high, bits);
                Assert.Equal(expected, bits);
            }
        }
    }

    private static void Compare<T, TKernel>(T[] values, T low, T high, ulong[] expected, Random random)
        where T : unmanaged, IBinaryInteger<T>
        where TKernel : IRangeKernel
    {
        var bits = new ulong[WindowBits.Words];
        LaneKernels.InRange<T, TKernel>(values, low, high, bits);
        Assert.Equal(expected, bits);
        var selection = RandomColumns.Bits(random, values.Length);
        WindowBits.And(bits, selection);
        Assert.Equal(WindowBits.Count(bits), LaneKernels.CountInRange<T, TKernel>(values, low, high, selection));
    }

    // Now and then a value at the ends and at the border of the sign bit.
    private static T Draw<T>(Random random)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => random.Next(8) switch
        {
            0 => T.MinValue,
            1 => T.MaxValue,
            2 => T.MaxValue >> 1,
            3 => (T.MaxValue >> 1) + T.One,
            _ => T.CreateTruncating(random.NextInt64(long.MinValue, long.MaxValue)),
        };

    private static (T Low, T High) Ordered<T>(T a, T b)
        where T : IComparisonOperators<T, T, bool> => a < b ? (a, b) : (b, a);
}
