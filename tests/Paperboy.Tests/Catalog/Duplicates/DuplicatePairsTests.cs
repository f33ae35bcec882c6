using System.IO.Compression;
using Paperboy.Catalog;
using Paperboy.Catalog.Duplicates;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog.Duplicates;

/// <summary>
/// The near-duplicate test against pairs of real records that were read and labelled by hand (duplicate-pairs.tsv: ids and
/// labels; docs/merging.md says how they were drawn).
/// </summary>
public sealed class DuplicatePairsTests
{
    private static readonly string[] Files =
        ["papers/arxiv-1993-2019-half.jsonl.gz", "papers/arxiv-2025-2026.jsonl.gz", "papers/hf-daily-2024-2026.jsonl.gz", "papers/acl-anthology.jsonl.gz"];

    [Fact]
    public void Of_the_pairs_that_it_joins_995_in_1000_are_one_work()
    {
        var pairs = Read();
        var records = Records([.. pairs.SelectMany(pair => new[] { pair.One, pair.Other })]);

        // As the catalog judges: with all ids. And with the ids withheld, as if both came from files without any.
        var known = Count(pairs, pair => Joins(records[pair.One], records[pair.Other]));
        var bare = Count(
            pairs.Where(pair => pair.Kind is not ("registry" or "spreadsheet")),
            pair => NearDuplicate.IsSame(Bare(records[pair.One], "a"), Bare(records[pair.Other], "b")));
        Assert.True(known is { Precision: >= 0.995, Recall: >= 0.88 }, $"with ids: {known}");
        Assert.True(bare is { Precision: >= 0.995, Recall: >= 0.88 }, $"without ids: {bare}");
    }

    private static bool Joins(PaperRecord one, PaperRecord other) =>
        Identity.Keys(one).Intersect(Identity.Keys(other)).Any() || NearDuplicate.IsSame(one, other);

    private static PaperRecord Bare(PaperRecord record, string source) => record with { Source = source, Key = source + ":1", Doi = null, Ids = [] };

    private static Counts Count(IEnumerable<Pair> pairs, Func<Pair, bool> joins)
    {
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var pair in pairs)
        {
            if (joins(pair))
                _ = pair.IsSame ? right++ : wrong++;
            else if (pair.IsSame)
                missed++;
        }

        return new Counts(right, wrong, missed);
    }

    private static List<Pair> Read() =>
    [
        .. File.ReadLines(Repository.File("tests/Paperboy.Tests/Catalog/Duplicates/duplicate-pairs.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(cells => new Pair((cells[0], cells[1]), (cells[2], cells[3]), cells[4] == "1", cells[5])),
    ];

    // The files are a quarter of a million lines: those that are asked for are found by their ids before they are parsed.
    private static Dictionary<(string, string), PaperRecord> Records(HashSet<(string Source, string Id)> wanted)
    {
        var ids = wanted.Select(key => key.Id).ToHashSet(StringComparer.Ordinal);
        var records = new Dictionary<(string, string), PaperRecord>();
        foreach (var file in Files)
        {
            using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedData.File(file)), CompressionMode.Decompress));
            while (lines.ReadLine() is { } line)
            {
                if (!ids.Contains(IdIn(line)))
                    continue;
                var record = RecordJson.Read(line);
                if (wanted.Contains((record.Source, record.Key)))
                    records.TryAdd((record.Source, record.Key), record);
            }
        }

        return records;
    }

    private static string IdIn(string line)
    {
        const string field = "\"id\": \"";
        var at = line.IndexOf(field, StringComparison.Ordinal) + field.Length;
        return line[at..line.IndexOf('"', at)];
    }

    private sealed record Pair((string Source, string Id) One, (string Source, string Id) Other, bool IsSame, string Kind);

    private sealed record Counts(int Right, int Wrong, int Missed)
    {
        public double Precision => (double)Right / (Right + Wrong);

        public double Recall => (double)Right / (Right + Missed);
    }
}
