using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv.Bulk;
using Paperboy.Harvest.Files;

namespace Paperboy.Bench.Catalog;

/// <summary>A file in bulk as bytes of lines and as records, for benchmarks that take a stage by itself.</summary>
internal static class BulkLines
{
    private static readonly DateOnly Latest = new(9999, 12, 31);

    /// <summary>Every so many lines of a file, from the first on.</summary>
    public static IEnumerable<byte[]> Every(string file, int step)
    {
        using var raw = File.OpenRead(file);
        foreach (var (block, _, fault) in PaperFile.Blocks(raw))
        {
            if (block is null)
                throw new InvalidDataException(fault);
            var lines = new List<byte[]>();
            using (block)
            {
                var all = block.GetEnumerator();
                while (all.MoveNext())
                {
                    if ((all.Number - 1) % step == 0)
                        lines.Add(all.Current.ToArray());
                }
            }

            foreach (var line in lines)
                yield return line;
        }
    }

    /// <summary>
    /// So many lines, each from another stretch of the file and drawn there at random, without reading the file as a whole: which
    /// would leave it in the memory that holds the catalog.
    /// </summary>
    public static IEnumerable<byte[]> Spread(string file, int lines, Random random)
    {
        using var raw = File.OpenRead(file);
        var stretch = raw.Length / (lines + 1);
        for (var i = 0; i < lines; i++)
        {
            raw.Position = (i * stretch) + random.NextInt64(stretch);
            using var reader = new StreamReader(raw, leaveOpen: true);
            reader.ReadLine(); // from within a line
            if (reader.ReadLine() is { Length: > 0 } line)
                yield return System.Text.Encoding.UTF8.GetBytes(line);
        }
    }

    /// <summary>The record of a line, or none: a few lines of an invented file are dated later than is allowed.</summary>
    public static IEnumerable<PaperRecord> IfSound(byte[] line) =>
        ArxivBulkRecord.TryRead(line, DateOnly.FromDateTime(DateTime.UtcNow).AddYears(1), out var record, out _) ? [record] : [];

    public static PaperRecord Read(byte[] line) =>
        ArxivBulkRecord.TryRead(line, Latest, out var record, out var reason) ? record : throw new InvalidDataException(reason);
}
