using System.Buffers.Binary;
using System.Globalization;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;
using Paperboy.Search.Tests.Queries;
using Paperboy.Search.Tests.Vectors;

namespace Paperboy.Search.Tests;

/// <summary>
/// An index of two segments with columns and deletions whose files can be replaced by damaged ones, with the answers
/// that the sound one gives.
/// </summary>
internal sealed class DamagedIndex : IDisposable
{
    public static readonly string[] Queries =
    [
        "common", "common w1 w2", "\"w1 common\"", "modelling w3", "mod*", "ti:w3 OR w4", "w1 -w2", "GPT-4 w5", "cat:cs", "cat:cs.CL w1",
        "votes:>3 common", "date:2021..2023 w1", "common sort:new", "w2 sort:top", "source:acl \"w2 common\"", "absent",
    ];

    private static readonly FacetRequest[] Facets = [new("category", 5), new("date", 5, Divisor: 10_000)];
    private static readonly VectorModel Model = new("m", 64);
    private static readonly VectorModel OtherModel = new("n", 64);
    private static readonly ModelVector[] Asked =
        [new InventedVectors(5, Model, areClustered: true).Next(), new InventedVectors(6, OtherModel, areClustered: false).Next()];

    private readonly InventedVectors _vectors = new(7, Model, areClustered: true);
    private readonly InventedVectors _others = new(8, OtherModel, areClustered: false);
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, byte[]> _sound = [];

    /// <param name="documents">In the first segment, of which every seventh is deleted; the second has a third as many.</param>
    public DamagedIndex(int documents)
    {
        var random = new Random(documents);
        using (var writer = IndexWriter.Open(Path, RandomPapers.Schema))
        {
            for (var i = 0; i < documents; i++)
                writer.Upsert(Paper(i, random));
            writer.Commit(1);
            for (var i = 0; i < documents; i += 7)
                writer.Delete($"d{i}");
            for (var i = 0; i < documents / 3; i++)
                writer.Upsert(Paper(documents + i, random));
            writer.Commit(2);
        }

        File.Delete(FileOf(IndexFolder.LockName));
        foreach (var file in Directory.GetFiles(Path))
            _sound.Add(System.IO.Path.GetFileName(file), File.ReadAllBytes(file));
        Answers = Search();
    }

    public string Path => _folder.Path;

    public IEnumerable<string> Names => _sound.Keys.Order(StringComparer.Ordinal);

    public IReadOnlyList<SearchResult> Answers { get; }

    public byte[] BytesOf(string name) => (byte[])_sound[name].Clone();

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Puts other bytes in the place of a file, as a new file: the old one may be mapped still.</summary>
    public void Replace(string name, ReadOnlySpan<byte> bytes)
    {
        File.Delete(FileOf(name));
        File.WriteAllBytes(FileOf(name), bytes);
    }

    public void Restore(string name) => Replace(name, _sound[name]);

    public IReadOnlyList<SearchResult> Search(CancellationToken cancel = default)
    {
        using var searcher = Searcher.Open(Path);
        return [.. Queries.Select(query => searcher.Search(Request(query), cancel)), .. Neighbours(searcher, cancel)];
    }

    /// <summary>Changes the bytes of one section, and makes all checksums right again.</summary>
    public void ChangeSection(string segment, int section, Action<byte[]> change)
    {
        var (number, length, checksum) = (0, 0L, 0u);
        var rewritten = new MemoryStream();
        using (var reader = SegmentFileReader.Open(FileOf(segment)))
        {
            var stream = new ChecksummedStream(rewritten);
            var file = new SegmentFileWriter(stream);
            foreach (var (kind, ordinal) in Sections(reader))
            {
                var bytes = reader.Section(kind, ordinal).ToArray();
                if (number++ == section)
                    change(bytes);
                file.Write(kind, ordinal, target => target.Write(bytes));
            }

            checksum = file.Finish();
            length = stream.Position;
        }

        Replace(segment, rewritten.ToArray());
        var manifest = Manifest.Parse(BytesOf(IndexFolder.ManifestName), Path);
        var segments = manifest.Segments
            .Select(info => info.FileName == segment ? info with { FileLength = length, FileChecksum = checksum } : info).ToList();
        Replace(manifest with { Segments = segments });
    }

    public List<(SectionKind Kind, int Ordinal)> SectionsOf(string segment)
    {
        using var reader = SegmentFileReader.Open(FileOf(segment));
        return Sections(reader);
    }

    public void Replace(Manifest manifest)
    {
        var bytes = new MemoryStream();
        manifest.WriteTo(new ChecksummedStream(bytes));
        Replace(IndexFolder.ManifestName, bytes.ToArray());
    }

    /// <summary>Makes the checksum at the end of a manifest or a list of deletions right again.</summary>
    public static void MakeRight(Span<byte> bytes) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Checksum.Of(bytes[..^4]));

    public void Dispose() => _folder.Dispose();

    private static List<(SectionKind Kind, int Ordinal)> Sections(SegmentFileReader reader) =>
    [
        .. from kind in Enum.GetValues<SectionKind>()
           from ordinal in Enumerable.Range(0, RandomPapers.Schema.Columns.Count)
           where reader.Has(kind, ordinal)
           select (kind, ordinal),
    ];

    // As results, so that they are compared with the others.
    private static IEnumerable<SearchResult> Neighbours(Searcher searcher, CancellationToken cancel)
    {
        foreach (var condition in (string[])["", "votes:>3", "cat:cs"])
        {
            var request = new NearestRequest(Asked, 5) { Conditions = QueryParser.Parse(condition, RandomPapers.Vocabulary), CrowdingShare = condition.Length > 0 ? 0.5f : 0 };
            var hits = searcher.Nearest(request, cancel).Select(of => new SearchHit(of.Id, of.Similarity, 0)).ToList();
            yield return new SearchResult(hits, new SearchTotal(hits.Count, true), []);
        }
    }

    private static SearchRequest Request(string query) => new(QueryParser.Parse(query, RandomPapers.Vocabulary), 10, CountAll: true)
    {
        Facets = Facets,
        SortColumns = ("date", "votes"),
    };

    private IndexDocument Paper(int number, Random random)
    {
        string[] forms = ["model", "models", "modelling", "GPT-4"];
        var words = string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{random.Next(9)}"));
        var paper = new IndexDocument(string.Create(CultureInfo.InvariantCulture, $"d{number}"))
            .Add("title", $"common w{random.Next(9)}")
            .Add("abstract", $"{words} common {forms[random.Next(forms.Length)]}")
            .AddKeyword("category", RandomPapers.Categories[random.Next(4)])
            .AddKeyword("category", RandomPapers.Categories[random.Next(4)])
            .Set("date", (10_000 * random.Next(2020, 2025)) + 101);
        if (random.Next(2) == 0)
            paper.Set("votes", random.Next(20)).AddKeyword("source", "ACL").Add("authors", "Ada Sample");
        return random.Next(5) switch
        {
            0 => paper,
            1 => paper.Set(_others.Next()),
            _ => paper.Set(_vectors.Next(crowding: number % 13 / 30f)),
        };
    }
}
