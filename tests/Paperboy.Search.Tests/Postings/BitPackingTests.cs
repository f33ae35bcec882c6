using FsCheck;
using FsCheck.Fluent;
using Paperboy.Search.Postings;
using Xunit;

namespace Paperboy.Search.Tests.Postings;

public sealed class BitPackingTests
{
    public static TheoryData<int> Widths => [.. Enumerable.Range(0, 33)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_comes_back_by_vectors_and_by_the_scalar_twin(int width)
    {
        var random = new Random(width);
        var values = new int[BitPacking.BlockLength];
        foreach (ref var value in values.AsSpan())
            value = (int)(random.NextInt64(uint.MaxValue + 1L) & ((1L << width) - 1));
        var packed = new byte[BitPacking.PackedLength(width)];
        BitPacking.Pack(values, width, packed);

        var (vectors, scalars) = (new int[BitPacking.BlockLength], new int[BitPacking.BlockLength]);
        BitPacking.Unpack(packed, width, vectors);
        BitPacking.UnpackScalar(packed, width, scalars);
        Assert.Equal(values, vectors);
        Assert.Equal(values, scalars);
    }

    [Fact]
    public void Varints_of_any_size_come_back() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(),
        value =>
        {
            var number = value & long.MaxValue;
            var bytes = new byte[Varint.MostBytes];
            var length = Varint.Write(bytes, number);
            var at = 0;
            return Varint.Read(bytes, ref at) == number && at == length;
        }).Check(Config.QuickThrowOnFailure.WithReplay(42, 43));

    [Fact]
    public void A_varint_that_never_ends_is_an_error()
    {
        var at = 0;
        Assert.Throws<InvalidDataException>(() => Varint.Read(Enumerable.Repeat((byte)0xFF, 20).ToArray(), ref at));
    }

    [Fact]
    public void Length_codes_are_exact_for_small_and_close_for_great_lengths()
    {
        for (var length = 0; length < 170_000; length += length < 300 ? 1 : 97)
        {
            var decoded = LengthCode.Decode(LengthCode.Encode(length));
            Assert.InRange(decoded, length < 48 ? length : length * 0.94, length);
        }

        Assert.Equal(255, LengthCode.Encode(double.MaxValue));
    }
}
