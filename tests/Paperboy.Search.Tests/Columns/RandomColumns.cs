using Paperboy.Search.Columns;

namespace Paperboy.Search.Tests.Columns;

/// <summary>Seeded columns of every shape, and sets of documents.</summary>
internal static class RandomColumns
{
    public static readonly int[] Sizes = [0, 1, 63, 64, 65, 4095, 4096, 4097, 9001];

    /// <summary>Numbers of which each window has another range: constant, 8 to 64 bits wide, with many, few or no gaps.</summary>
    public static long?[] Numbers(Random random, int documents)
    {
        var values = new long?[documents];
        for (var window = 0; window < WindowBits.WindowCount(documents); window++)
        {
            var bits = random.Next(4) == 0 ? 0 : random.Next(1, 65);
            var first = random.Next(3) == 0 ? 0 : random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            var gaps = random.Next(4) switch { 0 => 0.0, 1 => 0.01, 2 => 0.7, _ => 1.0 };
            for (var document = window * 4096; document < Math.Min((window + 1) * 4096, documents); document++)
            {
                var offset = bits == 0 ? 0 : unchecked((long)((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits)));
                values[document] = random.NextDouble() < gaps ? null : unchecked(first + offset);
            }
        }

        return values;
    }

    /// <summary>Several values a document, the lesser numbers more often.</summary>
    public static string[][] Keywords(Random random, int documents, int vocabulary, double perDocument)
    {
        var values = new string[documents][];
        for (var document = 0; document < documents; document++)
        {
            var count = 0;
            while (random.NextDouble() < perDocument / (1 + perDocument) && count < 12)
                count++;
            values[document] = [.. Enumerable.Range(0, count).Select(_ => Keyword(random, vocabulary)).Distinct()];
        }

        return values;
    }

    public static string Keyword(Random random, int vocabulary)
    {
        var number = (int)(vocabulary * random.NextDouble() * random.NextDouble());
        return (number % 3) switch { 0 => $"cs.K{number}", 1 => $"CS.k{number - 1}", _ => $"étude {number}" };
    }

    /// <summary>A set of a window's documents: none, all, few or many.</summary>
    public static ulong[] Bits(Random random, int documents)
    {
        var bits = new ulong[WindowBits.Words];
        var share = random.Next(5) switch { 0 => 0, 1 => 1, 2 => 0.003, 3 => 0.97, _ => random.NextDouble() };
        for (var place = 0; place < documents; place++)
        {
            if (random.NextDouble() < share)
                WindowBits.Add(bits, place);
        }

        return bits;
    }

    public static ulong[] Bits(int from, int documents, Func<int, bool> contains)
    {
        var bits = new ulong[WindowBits.Words];
        for (var place = 0; place < Math.Min(4096, documents - from); place++)
        {
            if (contains(from + place))
                WindowBits.Add(bits, place);
        }

        return bits;
    }
}
