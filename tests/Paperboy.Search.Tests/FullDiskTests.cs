using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>Writing fails, as on a full disk, while documents overflow and segments merge in the background.</summary>
public sealed class FullDiskTests
{
    private static readonly IndexSchema Schema = new([new("text", 1)]);

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(73)]
    public void Overflows_and_merges_that_fail_lose_nothing_and_leave_nothing(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var failing = new FailingSteps(seed);
        var (live, failures) = (new Dictionary<string, int>(), 0);
        using (var writer = IndexWriter.Open(new IndexFolder(folder.Path) { BeforeStep = failing.Take }, Schema))
        {
            writer.MostBufferedBytes = 1;
            for (var sequence = 1; sequence <= Torture.Times(24, 25); sequence++)
            {
                failing.Share = sequence % 3 == 0 ? 0.5 : 0.1;
                for (var change = random.Next(8) == 0 ? 1500 : random.Next(40); change > 0; change--)
                    failures += Until(() => Change(writer, live, new Random((sequence * 10_000) + change)));
                failures += Until(() => writer.Commit(sequence));
                Verify(folder.Path, sequence, live);
            }

            failing.Share = 0;
            writer.Upsert(new IndexDocument("last").Add("text", "everywhere v0"));
            live["last"] = 0;
            writer.Commit(1000);
            writer.WaitForMerges();
        }

        Verify(folder.Path, 1000, live);
        var manifest = Manifest.Parse(File.ReadAllBytes(Path.Combine(folder.Path, IndexFolder.ManifestName)), folder.Path);
        Assert.Equal(
            manifest.FileNames().Append(IndexFolder.ManifestName).Append(IndexFolder.LockName).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.True(failures > 10, $"{failures} failures");
        Assert.Contains(failing.Failed, step => step.StartsWith("write segment", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rename manifest")]
    [InlineData("renamed manifest")]
    public void A_merge_that_ends_after_a_failed_commit_keeps_the_files_that_the_next_one_names(string failedStep)
    {
        using var folder = new TemporaryFolder();
        var live = new Dictionary<string, int>();
        var toFail = "";
        void Fail(string step)
        {
            if (step == toFail)
                throw new IOException("No space left on device");
        }

        using var writer = IndexWriter.Open(new IndexFolder(folder.Path) { BeforeStep = Fail }, Schema);
        Upsert(Enumerable.Range(0, 600)); // so large that the merge of the small ones leaves it alone
        writer.Commit(1);
        for (var sequence = 2; sequence <= 8; sequence++)
        {
            Upsert([1000 + sequence]);
            writer.Commit(sequence);
        }

        writer.Delete("d5");
        live.Remove("d5");
        Upsert([2000]);
        toFail = failedStep;
        Assert.Throws<IOException>(() => writer.Commit(9));
        toFail = "";
        writer.WaitForMerges();
        Assert.Empty(IndexCheck.Check(folder.Path).Problems);
        using (var searcher = Searcher.Open(folder.Path))
            Assert.Equal((failedStep == "renamed manifest" ? 9 : 8, 607), (searcher.CommittedSequence, searcher.DocumentCount));
        writer.Commit(9);
        Verify(folder.Path, 9, live);

        void Upsert(IEnumerable<int> numbers)
        {
            foreach (var number in numbers)
            {
                writer.Upsert(new IndexDocument($"d{number}").Add("text", $"everywhere v{number}"));
                live[$"d{number}"] = number;
            }
        }
    }

    [Fact]
    public void A_merge_that_fails_is_told_until_one_succeeds()
    {
        using var folder = new TemporaryFolder();
        var isFull = true; // for what is written after the eight segments of the commits
        void Fail(string step)
        {
            if (Volatile.Read(ref isFull) && step.StartsWith("flush segment", StringComparison.Ordinal)
                && string.CompareOrdinal(step, $"flush {IndexFolder.SegmentName(MergePolicy.SegmentsPerTier)}") > 0)
                throw new IOException($"No space left on device ({step})");
        }

        var live = Enumerable.Range(1, MergePolicy.SegmentsPerTier).ToDictionary(number => $"d{number}");
        using var writer = IndexWriter.Open(new IndexFolder(folder.Path) { BeforeStep = Fail }, Schema);
        foreach (var (id, version) in live)
        {
            Assert.Null(writer.MergeFailure);
            writer.Upsert(new IndexDocument(id).Add("text", $"everywhere v{version}"));
            writer.Commit(version);
        }

        writer.WaitForMerges();
        Assert.Contains("flush segment", Assert.IsType<IOException>(writer.MergeFailure).Message, StringComparison.Ordinal);
        Verify(folder.Path, MergePolicy.SegmentsPerTier, live);
        Volatile.Write(ref isFull, false);
        writer.WaitForMerges();
        Assert.Null(writer.MergeFailure);
        Verify(folder.Path, MergePolicy.SegmentsPerTier, live);
        Assert.Single(Directory.GetFiles(folder.Path, "*.seg"));
    }

    [Fact]
    public void A_segment_that_could_not_be_written_makes_room_at_once()
    {
        using var folder = new TemporaryFolder();
        var isFull = true;
        void Fail(string step)
        {
            if (isFull && step.StartsWith("flush segment", StringComparison.Ordinal))
                throw new IOException("No space left on device");
        }

        using var writer = IndexWriter.Open(new IndexFolder(folder.Path) { BeforeStep = Fail }, Schema);
        writer.Upsert(new IndexDocument("d").Add("text", "everywhere v1"));
        Assert.Throws<IOException>(() => writer.Commit(1));
        Assert.Equal([IndexFolder.LockName], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        isFull = false;
        writer.Commit(1);
        Verify(folder.Path, 1, new Dictionary<string, int> { ["d"] = 1 });
    }

    private static int Until(Action action)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                action();
                return failures;
            }
            catch (IOException)
            {
                Assert.True(failures < 1000);
            }
        }
    }

    private static void Change(IndexWriter writer, Dictionary<string, int> live, Random random)
    {
        var id = $"d{random.Next(900)}";
        if (random.Next(4) == 0)
        {
            writer.Delete(id);
            live.Remove(id);
            return;
        }

        var version = random.Next(1_000_000);
        writer.Upsert(new IndexDocument(id).Add("text", $"everywhere v{version}"));
        live[id] = version;
    }

    private static void Verify(string path, long sequence, Dictionary<string, int> live)
    {
        Assert.Empty(IndexCheck.Check(path).Problems);
        using var searcher = Searcher.Open(path);
        Assert.Equal(sequence, searcher.CommittedSequence);
        var found = searcher.Search(new SearchRequest("everywhere", 2000)).Hits.Select(hit => hit.Id);
        Assert.Equal(live.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        foreach (var (id, version) in live.Take(10))
            Assert.Contains(searcher.Search(new SearchRequest($"v{version}", 5)).Hits, hit => hit.Id == id);
    }

    /// <summary>Lets a share of the steps fail, on whatever thread they are.</summary>
    private sealed class FailingSteps(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Lock _gate = new();

        public double Share { get; set; }

        public List<string> Failed { get; } = [];

        public void Take(string step)
        {
            lock (_gate)
            {
                if (_random.NextDouble() >= Share)
                    return;
                Failed.Add(step);
            }

            throw new IOException($"No space left on device ({step}).");
        }
    }
}
