using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>Damages each file of an index: it is said which, or answers are right; nothing crashes or hangs.</summary>
public sealed class CorruptionTests : IDisposable
{
    private static readonly IndexSchema Schema = new([new("title", 2), new("abstract", 1)]);
    private static readonly string[] Queries = ["w1 w2 w3", "w7", "w1 w40 w90", "w250 common", "absent"];
    private readonly TemporaryFolder _sound = new();
    private readonly List<SearchResult> _answers;

    public CorruptionTests()
    {
        var random = new Random(1);
        using var writer = IndexWriter.Open(_sound.Path, Schema);
        for (var i = 0; i < 1500; i++)
        {
            writer.Upsert(new IndexDocument($"d{i}").Add("title", $"common w{random.Next(9)}")
                .Add("abstract", string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"w{random.Next(300)}"))));
            if (i is 700 or 1100)
                writer.Commit(i);
        }

        for (var i = 0; i < 100; i++)
            writer.Delete($"d{7 * i}");
        writer.Commit(2000);
        _answers = Answers(_sound.Path);
    }

    public void Dispose() => _sound.Dispose();

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void A_flipped_bit_is_found_or_does_no_harm(int seed)
    {
        var random = new Random(seed);
        var (found, harmless) = (0, 0);
        foreach (var name in FileNames())
        {
            for (var i = 0; i < 60; i++)
            {
                using var damaged = new TemporaryFolder().Copy(_sound.Path);
                Flip(Path.Combine(damaged.Path, name), random);
                var problems = IndexCheck.Check(damaged.Path).Problems;
                if (problems.Count > 0)
                {
                    found++;
                    Assert.Contains(problems, problem => problem.Contains(name, StringComparison.Ordinal));
                    OpenAndSearchAnyway(damaged.Path);
                }
                else
                {
                    harmless++; // in the bytes that only fill up to the next section
                    Assert.Equivalent(_answers, Answers(damaged.Path), strict: true);
                }
            }
        }

        Assert.InRange(found, 300, 1000);
        Assert.InRange(harmless, 0, 10);
    }

    [Fact]
    public void A_file_cut_short_is_named()
    {
        var random = new Random(5);
        foreach (var name in FileNames())
        {
            for (var i = 0; i < 25; i++)
            {
                using var damaged = new TemporaryFolder().Copy(_sound.Path);
                using (var file = File.OpenWrite(Path.Combine(damaged.Path, name)))
                    file.SetLength(i == 0 ? 0 : random.NextInt64(file.Length));
                var problem = Assert.Single(IndexCheck.Check(damaged.Path).Problems);
                Assert.Contains(name, problem, StringComparison.Ordinal);
                Assert.Throws<IndexCorruptException>(() => Searcher.Open(damaged.Path));
                Assert.Throws<IndexCorruptException>(() => IndexWriter.Open(damaged.Path, Schema));
            }
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        foreach (var name in FileNames().Where(name => name != "manifest"))
        {
            using var damaged = new TemporaryFolder().Copy(_sound.Path);
            File.Delete(Path.Combine(damaged.Path, name));
            var error = Assert.Throws<IndexCorruptException>(() => Searcher.Open(damaged.Path));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.Contains("missing", error.Message, StringComparison.Ordinal);
            Assert.Throws<IndexCorruptException>(() => IndexWriter.Open(damaged.Path, Schema));
        }
    }

    [Fact]
    public void Damage_is_never_merged_into_a_sound_segment()
    {
        using var damaged = new TemporaryFolder().Copy(_sound.Path);
        var segment = FileNames().First(name => name.EndsWith(".seg", StringComparison.Ordinal));
        using (var file = File.Open(Path.Combine(damaged.Path, segment), FileMode.Open))
        {
            file.Position = 64;
            file.WriteByte(0xA5);
            file.WriteByte(0x5A);
        }

        using var writer = IndexWriter.Open(damaged.Path, Schema);
        var error = Assert.Throws<IndexCorruptException>(writer.MergeAll);
        Assert.Contains(segment, error.Message, StringComparison.Ordinal);
    }

    private static void Flip(string path, Random random)
    {
        using var file = File.Open(path, FileMode.Open);
        file.Position = random.NextInt64(file.Length);
        var value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(value ^ (1 << random.Next(8))));
    }

    private static void OpenAndSearchAnyway(string path)
    {
        try
        {
            Answers(path);
        }
        catch (IndexCorruptException)
        {
            // Said clearly; any other exception fails the test.
        }
    }

    private static List<SearchResult> Answers(string path)
    {
        using var searcher = Searcher.Open(path);
        return [.. Queries.Select(query => searcher.Search(new SearchRequest(query, 20, CountAll: true)))];
    }

    private List<string> FileNames() =>
        [.. Directory.EnumerateFiles(_sound.Path).Select(file => Path.GetFileName(file)!).Where(name => name != "write.lock")];
}
