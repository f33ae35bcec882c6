using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Columns;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class KeywordColumnTests
{
    public static TheoryData<int, int, double> Shapes => new()
    {
        { 1, 1, 0.1 }, { 2, 1, 4 }, { 3, 4, 0.5 }, { 4, 180, 1.7 }, { 5, 180, 0.02 }, { 6, 250, 6 }, { 7, 3000, 1.7 }, { 8, 100_000, 1.2 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Filters_probes_and_counts_agree_with_plain_arrays(int seed, int vocabulary, double perDocument)
    {
        var random = new Random(seed);
        foreach (var documents in RandomColumns.Sizes)
        {
            var values = RandomColumns.Keywords(random, documents, vocabulary, perDocument);
            using var file = ColumnFile.Of(values);
            var column = file.Keywords(documents);
            CheckDictionary(column, values);
            var ordinals = Ordinals(column, values);
            for (var i = 0; i < 5; i++)
            {
                var (a, b) = (random.Next(-1, column.Dictionary.Count + 2), random.Next(-1, column.Dictionary.Count + 2));
                CheckRange(column, ordinals, new OrdinalRange(Math.Min(a, b), Math.Max(a, b)));
                CheckRange(column, ordinals, new OrdinalRange(a, a));
            }

            CheckRange(column, ordinals, OrdinalRange.None);
            for (var window = 0; window < column.WindowCount; window++)
            {
                for (var i = 0; i < 6; i++)
                    CheckCounts(column, ordinals, window, RandomColumns.Bits(random, 4096));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_come_back_in_the_order_of_their_addition(int seed, int vocabulary, double perDocument)
    {
        var random = new Random(seed + 100);
        foreach (var documents in RandomColumns.Sizes)
        {
            var values = RandomColumns.Keywords(random, documents, vocabulary, perDocument);
            using var file = ColumnFile.Of(values);
            var column = file.Keywords(documents);
            var expected = Ordinals(column, values);
            var (starts, ordinals, few) = (new int[4097], new List<int>(), new int[3]);
            for (var document = 0; document < documents; document++)
            {
                if (document % 4096 == 0)
                    column.ReadWindow(document / 4096, starts, ordinals);
                var read = CollectionsMarshal.AsSpan(ordinals)[starts[document % 4096]..starts[(document % 4096) + 1]];
                var count = column.Read(document, few);
                Assert.True(read.SequenceEqual(expected[document]));
                Assert.True(count == read.Length && read[..Math.Min(3, count)].SequenceEqual(few.AsSpan(0, Math.Min(3, count))));
            }
        }
    }

    [Fact]
    public void A_document_may_have_any_number_of_values()
    {
        string[][] values =
        [
            [.. Enumerable.Range(0, 5000).Select(i => $"v{i}")], [], ["v7"], [.. Enumerable.Range(0, 300).Select(i => $"v{i * 3}")],
        ];
        using var file = ColumnFile.Of(values);
        var column = file.Keywords(4);
        CheckDictionary(column, values);
        var ordinals = Ordinals(column, values);
        CheckRange(column, ordinals, column.Dictionary.Find("v7"));
        CheckRange(column, ordinals, column.Dictionary.FindPrefix("v49"));
        CheckCounts(column, ordinals, 0, [1, .. new ulong[63]]);
        var all = new int[6000];
        Assert.Equal(5000, column.Read(0, all));
        Assert.Equal(values[0], all.Take(5000).Select(column.Dictionary.Text));
    }

    [Fact]
    public void Categories_are_found_in_any_case_and_shown_as_they_were_given()
    {
        string[][] values = [["cs.CL", "cs.LG"], ["cs.LG"], ["CS.cl"], ["csX"], ["stat.ML"], ["cs"], ["数学"], ["Évolution"]];
        using var file = ColumnFile.Of(values);
        var dictionary = file.Keywords(values.Length).Dictionary;
        Assert.Equal(
            ["cs", "CS.cl", "cs.CL", "cs.LG", "csX", "stat.ML", "Évolution", "数学"],
            Enumerable.Range(0, dictionary.Count).Select(dictionary.Text));
        Assert.Equal(new OrdinalRange(1, 2), dictionary.Find("CS.cl"));
        Assert.Equal(new OrdinalRange(1, 3), dictionary.FindPrefix("Cs."));
        Assert.Equal(new OrdinalRange(0, 0), dictionary.Find("CS"));
        Assert.Equal(new OrdinalRange(7, 7), dictionary.FindPrefix("数"));
        Assert.Equal(new OrdinalRange(0, 7), dictionary.FindPrefix(""));
        Assert.True(dictionary.Find("cs.C").IsEmpty);
        Assert.True(dictionary.FindPrefix("zz").IsEmpty);
        Assert.Equal(2, dictionary.FindExact("cs.CL"u8));
        Assert.Equal(-1, dictionary.FindExact("cs.cL"u8));
        Assert.Equal(2, dictionary.DocumentCounts[3]);
    }

    [Fact]
    public void Folded_order_is_that_of_lower_case_bytes()
    {
        var random = new Random(10);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Word(random), Word(random));
            var folded = Math.Sign(Lower(a).AsSpan().SequenceCompareTo(Lower(b)));
            Assert.Equal(folded, Math.Sign(KeywordOrder.CompareFolded(a, b)));
            Assert.Equal(folded != 0 ? folded : Math.Sign(a.AsSpan().SequenceCompareTo(b)), Math.Sign(KeywordOrder.Compare(a, b)));
        }

        static byte[] Word(Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => "AaBbZz[@`{é"u8[random.Next(12)])];
        static byte[] Lower(byte[] word) => [.. word.Select(c => c is >= 65 and <= 90 ? (byte)(c + 32) : c)];
    }

    [Fact]
    public void A_value_that_every_document_of_a_window_has_needs_no_look()
    {
        string[][] values = [.. Enumerable.Range(0, 4096 + 10).Select(d => (string[])(d % 2 == 0 ? ["all", "even"] : ["all"]))];
        using var file = ColumnFile.Of(values);
        var column = file.Keywords(values.Length);
        var (all, even) = (column.Dictionary.Find("all"), column.Dictionary.Find("even"));
        for (var window = 0; window < 2; window++)
        {
            Assert.Equal(WindowMatch.All, column.Probe(window, all));
            Assert.Equal(WindowMatch.Some, column.Probe(window, even));
            Assert.Equal(WindowMatch.All, column.Probe(window, new OrdinalRange(all.First, even.First)));
            Assert.Equal(WindowMatch.None, column.Probe(window, new OrdinalRange(2, 9)));
        }
    }

    [Fact]
    public void A_value_given_twice_counts_once()
    {
        var writer = new KeywordColumnWriter();
        writer.Add(0, "code");
        writer.Add(0, "data");
        writer.Add(0, "code");
        using var file = new ColumnFile(f => writer.WriteTo(f, 0, 1));
        Assert.Equal([1, 1], file.Keywords(1).Dictionary.DocumentCounts.ToArray());
    }

    [Fact]
    public void Bad_values_are_refused()
    {
        var writer = new KeywordColumnWriter();
        writer.Add(3, "x");
        Assert.Throws<ArgumentException>(() => writer.Add(3, ""));
        Assert.Throws<ArgumentException>(() => writer.Add(2, "x"));
        Assert.Throws<ArgumentException>(() => writer.Add(4, new string('x', 1025)));
        Assert.Contains("1026 bytes", Assert.Throws<ArgumentException>(() => writer.Add(4, new string('é', 513))).Message, StringComparison.Ordinal);
        writer.Add(4, new string('é', 512));
        Assert.Throws<ArgumentException>(() => new ColumnFile(f => writer.WriteTo(f, 0, 4)));
    }

    [Fact]
    public void An_empty_column_answers_nothing()
    {
        using var file = ColumnFile.Of(Enumerable.Repeat<string[]>([], 5000).ToArray());
        var column = file.Keywords(5000);
        Assert.Equal(0, column.Dictionary.Count);
        Assert.Equal(2, column.NextWindowThatMay(0, column.Dictionary.FindPrefix("")));
        Assert.True(column.Dictionary.Find("cs.CL").IsEmpty);
        Assert.Equal(0, column.Read(4999, new int[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Read(5000, new int[1]));
    }

    [Fact]
    public void Single_values_cost_only_their_lanes()
    {
        using var file = ColumnFile.Of([.. Enumerable.Range(0, 4096).Select(d => (string[])[$"source {d % 7}"])]);
        Assert.InRange(file.Reader.LengthOf(Paperboy.Search.Segments.SectionKind.KeywordValues), 4096, 4096 + 16);
    }

    [Fact]
    public void Warm_filters_and_counts_allocate_nothing()
    {
        var random = new Random(11);
        var values = RandomColumns.Keywords(random, 20_000, 180, 1.7);
        using var file = ColumnFile.Of(values);
        var column = file.Keywords(values.Length);
        var (bits, counts) = (new ulong[64], new int[column.Dictionary.Count]);
        var range = column.Dictionary.FindPrefix("cs.k1");
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var window = 0; window < column.WindowCount; window++)
            {
                column.Fill(window, range, bits);
                column.Count(window, bits, counts);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void CheckDictionary(KeywordColumn column, string[][] values)
    {
        var expected = values.SelectMany(v => v).CountBy(v => v)
            .OrderBy(v => Encoding.UTF8.GetBytes(v.Key), Comparer<byte[]>.Create((a, b) => KeywordOrder.Compare(a, b))).ToList();
        Assert.Equal(expected.Select(v => v.Key), Enumerable.Range(0, column.Dictionary.Count).Select(column.Dictionary.Text));
        Assert.Equal(expected.Select(v => v.Value), column.Dictionary.DocumentCounts.ToArray());
        Assert.Equal(values.Count(v => v.Length > 0), column.PresentCount);
        foreach (var (value, _) in expected.Take(50))
        {
            var range = column.Dictionary.Find(value.ToUpperInvariant().Replace('É', 'é'));
            var exact = column.Dictionary.FindExact(Encoding.UTF8.GetBytes(value));
            Assert.Equal(value, column.Dictionary.Text(exact));
            Assert.InRange(exact, range.First, range.Last);
            Assert.Equal(expected.Count(v => v.Key.Equals(value, StringComparison.OrdinalIgnoreCase)), range.Last - range.First + 1);
        }
    }

    private static int[][] Ordinals(KeywordColumn column, string[][] values)
    {
        var ordinals = Enumerable.Range(0, column.Dictionary.Count).ToDictionary(column.Dictionary.Text);
        return [.. values.Select(v => v.Select(value => ordinals[value]).ToArray())];
    }

    private static void CheckRange(KeywordColumn column, int[][] ordinals, OrdinalRange range)
    {
        var bits = new ulong[WindowBits.Words];
        for (var window = 0; window < column.WindowCount; window++)
        {
            bits.AsSpan().Fill(0x5555);
            column.Fill(window, range, bits);
            var expected = RandomColumns.Bits(
                window * 4096, ordinals.Length, d => ordinals[d].Any(o => o >= range.First && o <= range.Last));
            Assert.Equal(expected, bits);
            var (matching, documents) = (WindowBits.Count(expected), WindowBits.DocumentsIn(window, ordinals.Length));
            var probe = column.Probe(window, range);
            Assert.Equal(matching == 0, probe == WindowMatch.None);
            Assert.True(probe != WindowMatch.All || matching == documents);
            Assert.Equal(matching > 0, column.NextWindowThatMay(window, range) == window);
        }
    }

    private static void CheckCounts(KeywordColumn column, int[][] ordinals, int window, ulong[] bits)
    {
        var (expected, counts) = (new int[column.Dictionary.Count], new int[column.Dictionary.Count]);
        column.Count(window, bits, counts);
        for (var place = 0; place < Math.Min(4096, ordinals.Length - (window * 4096)); place++)
        {
            foreach (var ordinal in WindowBits.Contains(bits, place) ? ordinals[(window * 4096) + place] : [])
                expected[ordinal]++;
        }

        Assert.Equal(expected, counts);
    }
}
