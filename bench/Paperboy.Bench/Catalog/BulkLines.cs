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

    public static PaperRecord Read(byte[] line) =>
        ArxivBulkRecord.TryRead(line, Latest, out var record, out var reason) ? record : throw new InvalidDataException(reason);
}
