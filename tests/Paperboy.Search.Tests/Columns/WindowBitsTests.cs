using Paperboy.Search.Columns;
using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class WindowBitsTests
{
    private delegate void Operation(Span<ulong> bits, ReadOnlySpan<ulong> other);

    [Fact]
    public void Vectors_scalars_and_sets_agree()
    {
        var random = new Random(1);
        for (var round = 0; round < 60; round++)
        {
            var (a, b) = (RandomColumns.Bits(random, 4096), RandomColumns.Bits(random, random.Next(4097)));
            Compare(a, b, WindowBits.And, WindowBits.AndScalar, (x, y) => x & y);
            Compare(a, b, WindowBits.Or, WindowBits.OrScalar, (x, y) => x | y);
            Compare(a, b, WindowBits.AndNot, WindowBits.AndNotScalar, (x, y) => x & !y);
        }
    }

    [Fact]
    public void Operations_take_any_number_of_words()
    {
        var random = new Random(2);
        for (var words = 0; words <= WindowBits.Words; words++)
        {
            var (a, b) = (RandomColumns.Bits(random, 4096), RandomColumns.Bits(random, 4096));
            var expected = (ulong[])a.Clone();
            WindowBits.AndNotScalar(expected.AsSpan(0, words), b);
            WindowBits.AndNot(a.AsSpan(0, words), b);
            Assert.Equal(expected, a);
        }
    }

    [Fact]
    public void Next_goes_through_the_set_in_order()
    {
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var bits = RandomColumns.Bits(random, 4096);
            var expected = Enumerable.Range(0, 4096).Where(i => WindowBits.Contains(bits, i)).ToList();
            var found = new List<int>();
            for (var place = WindowBits.Next(bits, 0); place >= 0; place = WindowBits.Next(bits, place + 1))
                found.Add(place);
            Assert.Equal(expected, found);
            Assert.Equal(expected.Count, WindowBits.Count(bits));
            Assert.Equal(expected.Count > 0, WindowBits.Any(bits));
        }
    }

    [Fact]
    public void The_first_documents_are_set_and_no_other()
    {
        for (var count = 0; count <= 4096; count++)
        {
            var bits = Enumerable.Repeat(0xAAAAUL, WindowBits.Words).ToArray();
            WindowBits.SetFirst(bits, count);
            Assert.Equal(count, WindowBits.Count(bits));
            Assert.Equal(-1, WindowBits.Next(bits, count));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => WindowBits.SetFirst(new ulong[64], 4097));
    }

    [Fact]
    public void Windows_cover_all_documents()
    {
        foreach (var documents in (int[])[0, 1, 4095, 4096, 4097, 1_000_000, int.MaxValue])
        {
            var windows = WindowBits.WindowCount(documents);
            Assert.Equal(documents, Enumerable.Range(0, windows).Sum(w => (long)WindowBits.DocumentsIn(w, documents)));
            Assert.Equal(0, WindowBits.DocumentsIn(windows, documents));
        }
    }

    [Theory]
    [InlineData(9000)]
    [InlineData(8192)]
    [InlineData(70)]
    public void Deleted_documents_are_taken_out(int documents)
    {
        var random = new Random(documents);
        var deletions = new Deletions(documents);
        for (var i = 0; i < documents / 3; i++)
            deletions.Add(random.Next(documents));
        for (var window = 0; window < WindowBits.WindowCount(documents); window++)
        {
            var bits = new ulong[WindowBits.Words];
            WindowBits.SetFirst(bits, WindowBits.DocumentsIn(window, documents));
            WindowBits.Remove(bits, deletions, window);
            Assert.Equal(RandomColumns.Bits(window * 4096, documents, d => !deletions.Contains(d)), bits);
        }
    }

    [Fact]
    public void Compaction_and_expansion_are_each_others_way_back()
    {
        var random = new Random(4);
        for (var round = 0; round < 60; round++)
        {
            var (bits, present) = (RandomColumns.Bits(random, 4096), RandomColumns.Bits(random, 4096));
            var compact = new ulong[WindowBits.Words];
            BitCompaction.Compact(bits, present, compact);
            var rank = 0;
            for (var place = WindowBits.Next(present, 0); place >= 0; place = WindowBits.Next(present, place + 1))
            {
                Assert.Equal(rank, BitCompaction.Rank(present, place));
                Assert.Equal(WindowBits.Contains(bits, place), WindowBits.Contains(compact, rank++));
            }

            Assert.Equal(-1, WindowBits.Next(compact, rank));
            var back = new ulong[WindowBits.Words];
            BitCompaction.AddExpanded(compact, present, back);
            WindowBits.And(bits, present);
            Assert.Equal(bits, back);
        }
    }

    [Fact]
    public void Moving_bits_agrees_with_its_scalar_twin()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var mask = (ulong)(random.NextInt64(long.MinValue, long.MaxValue) | random.NextInt64()) >> random.Next(64);
            Assert.Equal(BitCompaction.ExtractScalar(bits, mask), BitCompaction.Extract(bits, mask));
            Assert.Equal(BitCompaction.DepositScalar(bits, mask), BitCompaction.Deposit(bits, mask));
            Assert.Equal(bits & mask, BitCompaction.DepositScalar(BitCompaction.ExtractScalar(bits, mask), mask));
        }
    }

    private static void Compare(ulong[] a, ulong[] b, Operation vectors, Operation scalars, Func<bool, bool, bool> expected)
    {
        var (byVectors, byScalars) = ((ulong[])a.Clone(), (ulong[])a.Clone());
        vectors(byVectors, b);
        scalars(byScalars, b);
        Assert.Equal(RandomColumns.Bits(0, 4096, i => expected(WindowBits.Contains(a, i), WindowBits.Contains(b, i))), byVectors);
        Assert.Equal(byVectors, byScalars);
    }
}
