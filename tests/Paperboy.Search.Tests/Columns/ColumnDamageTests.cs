using Paperboy.Search.Columns;
using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

/// <summary>Damages columns: it is said, or every answer is right.</summary>
public sealed class ColumnDamageTests
{
    private const int Documents = 300;
    private static readonly SectionKind[] Kinds =
        [SectionKind.NumberZones, SectionKind.NumberValues, SectionKind.KeywordDictionary, SectionKind.KeywordZones, SectionKind.KeywordValues];

    [Fact]
    public void Any_flipped_byte_gives_an_error_that_names_the_file_or_does_no_harm()
    {
        using var sound = new ColumnFile(file => Write(file, new Random(1)));
        var answers = Answers(sound.Reader);
        var bytes = File.ReadAllBytes(sound.Path);
        var random = new Random(2);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "damaged.seg");
        var (found, harmless) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(path, damaged);
            try
            {
                using var reader = SegmentFileReader.Open(path);
                Assert.True(answers.SequenceEqual(Answers(reader)));
                Assert.Null(reader.Verify());
                harmless++;
            }
            catch (IndexCorruptException error)
            {
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                found++;
            }
        }

        Assert.InRange(harmless, 0, 16 * (Kinds.Length + 2)); // what fills up to the next section, and the unused header
        Assert.True(found > bytes.Length * 0.9);
    }

    [Fact]
    public void Columns_cut_short_are_an_error()
    {
        using var sound = new ColumnFile(file => Write(file, new Random(1)));
        foreach (var kind in Kinds)
        {
            for (var length = 0L; length < sound.Reader.LengthOf(kind); length += 61)
            {
                using var damaged = new ColumnFile(file => Copy(sound.Reader, file, (k, bytes) => k == kind ? bytes[..(int)length] : bytes));
                Assert.Throws<IndexCorruptException>(() => Answers(damaged.Reader));
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Nonsense_with_right_checksums_never_reads_beyond_its_section(int seed)
    {
        using var sound = new ColumnFile(file => Write(file, new Random(1)));
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            using var damaged = new ColumnFile(file => Copy(sound.Reader, file, (k, bytes) =>
            {
                for (var i = 0; k == kind && i < 3; i++)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            }));
            try
            {
                Answers(damaged.Reader);
            }
            catch (Exception exception) when (exception is IndexCorruptException || SegmentReader.IsDamage(exception))
            {
                // As everywhere in the engine: reads are bounds-checked, and callers turn these into IndexCorruptException.
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Blocks_of_nonsense_with_right_checksums_are_refused_or_read_within_bounds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var windows = new KeywordWindowEncoder(40);
            for (var document = 0; document < 70; document++)
                windows.AddDocument([.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(40)).Distinct()]);
            windows.CloseWindow();
            var zone = windows.Zones[0];
            var bytes = windows.Blocks.Written.ToArray();
            for (var i = 0; i < 2; i++)
                bytes[random.Next(round % 2 == 0 ? 16 : bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                var block = new KeywordWindow(bytes, 70, zone.Distinct);
                if (KeywordWindowDecoder.FindProblem(block, 70, zone) is not null)
                    continue;
                var (starts, distinct) = (new int[4097], Enumerable.Range(0, zone.Distinct).ToArray());
                KeywordWindowDecoder.CountValues(block, starts);
                FacetKernel.Add(block, RandomColumns.Bits(random, 70), 70, 1, distinct, new int[zone.Distinct]);
                KeywordWindowDecoder.Read(block, distinct, random.Next(70), new int[3]);
            }
            catch (Exception exception) when (SegmentReader.IsDamage(exception))
            {
                // Opening the block turns it into IndexCorruptException.
            }
        }
    }

    // Numbers with gaps in lanes of 16 bits; keywords with full, partial and listed layers.
    private static void Write(SegmentFileWriter file, Random random)
    {
        var (numbers, keywords) = (new NumberColumnWriter(), new KeywordColumnWriter());
        for (var document = 0; document < Documents; document++)
        {
            if (document % 3 != 0)
                numbers.Set(document, random.Next(1000) - 500);
            keywords.Add(document, "all");
            if (document > 20)
                keywords.Add(document, $"k{random.Next(9)}");
            if (document % 50 == 0)
                keywords.Add(document, $"rare{random.Next(2)}");
        }

        numbers.WriteTo(file, 0, Documents);
        keywords.WriteTo(file, 0, Documents);
    }

    private static void Copy(SegmentFileReader from, SegmentFileWriter to, Func<SectionKind, byte[], byte[]> change)
    {
        foreach (var kind in Kinds)
        {
            var bytes = change(kind, from.Section(kind).ToArray());
            to.Write(kind, stream => stream.Write(bytes));
        }
    }

    private static List<long> Answers(SegmentFileReader file)
    {
        var answers = new List<long>();
        var bits = new ulong[WindowBits.Words];
        var numbers = NumberColumn.Open(file, 0, Documents);
        for (var document = 0; document < Documents; document++)
            answers.Add(numbers.TryGet(document, out var value) ? value : long.MinValue);
        numbers.Fill(0, -100, 100, bits);
        answers.AddRange(bits.Select(word => (long)word));
        var histogram = new NumberHistogram(10, -50, 50);
        histogram.Add(numbers, 0, bits);
        answers.AddRange(histogram.Counts.ToArray().Select(count => (long)count));

        var keywords = KeywordColumn.Open(file, 0, Documents);
        var (counts, starts, ordinals) = (new int[keywords.Dictionary.Count], new int[4097], new List<int>());
        keywords.Fill(0, keywords.Dictionary.FindPrefix("k"), bits);
        answers.AddRange(bits.Select(word => (long)word));
        keywords.Count(0, bits, counts);
        keywords.ReadWindow(0, starts, ordinals);
        foreach (var number in counts.Concat(starts[..(Documents + 1)]).Concat(ordinals).Concat(keywords.Dictionary.DocumentCounts.ToArray()))
            answers.Add(number);
        for (var value = 0; value < keywords.Dictionary.Count; value++)
            answers.AddRange(keywords.Dictionary.Text(value).Select(c => (long)c));
        return answers;
    }
}
