using Paperboy.Search.Postings;
using Xunit;

namespace Paperboy.Search.Tests.Postings;

public sealed class PostingListTests
{
    [Fact]
    public void Kept_impacts_bound_all_that_were_added()
    {
        var random = new Random(3);
        for (var run = 0; run < 2_000; run++)
        {
            var added = Enumerable.Range(0, random.Next(1, 30))
                .Select(_ => Impact.Of(random.Next(1, 400), (byte)random.Next(256))).ToList();
            var collector = new ImpactCollector();
            added.ForEach(collector.Add);
            var encoded = new byte[ImpactCollector.EncodedLength];
            collector.Encode(encoded);
            var kept = Enumerable.Range(0, ImpactCollector.MostImpacts).Select(i => ImpactCollector.Decode(encoded, i)).ToList();
            Assert.All(added, impact => Assert.Contains(
                kept, bound => bound.Frequency >= impact.Frequency && bound.LengthCode <= impact.LengthCode));
        }
    }

    [Fact]
    public void Patched_blocks_come_back_whatever_their_widths()
    {
        var random = new Random(4);
        for (var run = 0; run < 5_000; run++)
        {
            var (usual, rare) = (random.Next(32), random.Next(32));
            var values = new int[PostingList.BlockLength];
            foreach (ref var value in values.AsSpan())
                value = random.Next((int)Math.Min(int.MaxValue, 1L << (random.Next(20) == 0 ? rare : usual)));
            var bytes = new ByteBuffer();
            PatchedPacking.Write(values, bytes);
            var (at, read) = (0, new int[PostingList.BlockLength]);
            PatchedPacking.Read(bytes.Written, ref at, read);
            Assert.Equal(values, read);
            Assert.Equal(bytes.Length, at);
        }
    }

    [Fact]
    public void Any_stretch_of_patched_positions_is_read_without_the_rest()
    {
        var random = new Random(5);
        var opened = new PatchedValues();
        for (var run = 0; run < 3_000; run++)
        {
            var (usual, rare) = (random.Next(20), random.Next(32));
            var values = new int[random.Next(1, 600)];
            foreach (ref var value in values.AsSpan())
                value = random.Next((int)Math.Min(int.MaxValue, 1L << (random.Next(20) == 0 ? rare : usual)));
            var bytes = new ByteBuffer();
            PositionBlock.WriteValues(values, bytes);
            var at = 0;
            opened.Open(bytes.Written, ref at, values.Length);
            Assert.Equal(bytes.Length, at);
            var first = random.Next(values.Length);
            var read = new int[random.Next(values.Length - first + 1)];
            opened.Read(bytes.Written, first, read);
            Assert.Equal(values[first..(first + read.Length)], read);
        }
    }

    [Fact]
    public void Adding_deltas_four_at_a_time_gives_what_adding_one_by_one_gives()
    {
        var random = new Random(6);
        for (var run = 0; run < 2_000; run++)
        {
            var deltas = Enumerable.Range(0, PostingList.BlockLength).Select(_ => random.Next(1 << random.Next(1, 20))).ToArray();
            var before = random.Next(-1, 1000);
            var oneByOne = (int[])deltas.Clone();
            PostingBlock.SumChecked(oneByOne, before);
            PostingBlock.Sum(deltas, before);
            Assert.Equal(oneByOne, deltas);
        }
    }
}
