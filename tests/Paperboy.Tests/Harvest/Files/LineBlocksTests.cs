using System.Text;
using Paperboy.Harvest.Files;
using Xunit;

namespace Paperboy.Tests.Harvest.Files;

public sealed class LineBlocksTests
{
    private const int Longest = 200_000;

    [Fact]
    public void Lines_of_every_length_come_whole_in_order_and_with_their_numbers()
    {
        var random = new Random(3);
        for (var round = 0; round < 30; round++)
        {
            string[] lines = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => new string((char)('a' + random.Next(26)), Length(random)))];
            var end = random.Next(2) == 0 ? "\n" : "\r\n";
            var isEnded = random.Next(2) == 0;
            var text = string.Join(end, lines) + (isEnded ? end : "");
            var seen = Read(new Trickle(Encoding.UTF8.GetBytes(text), random));
            var wanted = lines.Select((line, i) => (i + 1, line)).ToList();
            if (lines[^1].Length == 0 && !isEnded)
                wanted.RemoveAt(wanted.Count - 1);
            Assert.Equal(wanted, seen);
        }
    }

    [Fact]
    public void A_line_beyond_the_bound_is_named_and_the_next_ones_follow()
    {
        var text = "one\n" + new string('x', 3_000_000) + "\nthree\n" + new string('y', Longest + 1) + "\nfive";
        var blocks = new LineBlocks(new MemoryStream(Encoding.UTF8.GetBytes(text)), Longest);
        var faults = new List<(int, string)>();
        var whole = new List<(int, string)>();
        while (blocks.Next() is { } block)
        {
            using (block)
            {
                if (block.TooLong > 0)
                    faults.Add((block.FirstLine, block.TooLongFault));
                var lines = block.GetEnumerator();
                while (lines.MoveNext())
                {
                    if (block.FaultOf(lines.Current) is { } fault)
                        faults.Add((lines.Number, fault));
                    else
                        whole.Add((lines.Number, Encoding.UTF8.GetString(lines.Current)));
                }
            }
        }

        Assert.Equal([(1, "one"), (3, "three"), (5, "five")], whole);
        Assert.Equal([2, 4], faults.Select(fault => fault.Item1));
        Assert.Equal($"the line has 3000000 bytes; at most {Longest} are allowed", faults[0].Item2);
    }

    private static int Length(Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => random.Next(60_000, 70_000),
        2 => random.Next(100_000, Longest),
        _ => random.Next(2_000),
    };

    private static List<(int, string)> Read(Stream stream)
    {
        var blocks = new LineBlocks(stream, Longest);
        var seen = new List<(int, string)>();
        while (blocks.Next() is { } block)
        {
            using (block)
            {
                var lines = block.GetEnumerator();
                while (lines.MoveNext())
                    seen.Add((lines.Number, Encoding.UTF8.GetString(lines.Current)));
            }
        }

        return seen;
    }

    /// <summary>Gives fewer bytes than are asked for, as streams may.</summary>
    private sealed class Trickle(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, 40_000))]);
    }
}
