using System.Runtime.InteropServices;
using Paperboy.Search.Columns;
using Paperboy.Search.Queries;
using Xunit;

namespace Paperboy.Search.Tests.Queries;

public sealed class MatchSweepTests
{
    [Fact]
    public void Many_tallies_at_a_time_give_the_same_sets_as_one_by_one()
    {
        var random = new Random(5);
        var tallies = new byte[WindowBits.Length];
        var (any, full) = (new ulong[WindowBits.Words], new ulong[WindowBits.Words]);
        var (plainAny, plainFull) = (new ulong[WindowBits.Words], new ulong[WindowBits.Words]);
        for (var run = 0; run < 200; run++)
        {
            var most = random.Next(1, RankedWords.MostWords + 1);
            for (var place = 0; place < tallies.Length; place++)
                tallies[place] = (byte)(random.Next(most + 1) | (random.Next(2) * MatchSweep.Wanted));
            var needed = (byte)random.Next(most + 1);
            random.NextBytes(MemoryMarshal.AsBytes(any.AsSpan())); // what was there before
            MatchSweep.TakeScalar(tallies, needed, plainAny, plainFull);
            MatchSweep.TakeVectors(tallies, needed, any, full);
            Assert.Equal(plainAny, any);
            Assert.Equal(plainFull, full);
            Assert.Equal(tallies.Count(tally => tally >= MatchSweep.Wanted), WindowBits.Count(any));
            Assert.Equal(tallies.Count(tally => tally % MatchSweep.Wanted == needed), WindowBits.Count(full));
        }
    }
}
