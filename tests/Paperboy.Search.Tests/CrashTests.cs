using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>
/// Stops the world before every step of a commit that a crash could fall between, looks at what would be left, and
/// fails steps as a full disk would.
/// </summary>
public sealed class CrashTests
{
    private static readonly IndexSchema Schema = new([new("text", 1)]);

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void Whatever_the_moment_the_last_commit_is_there_and_whole(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var committed = new Dictionary<long, Dictionary<string, int>> { [0] = [] };
        var live = new Dictionary<string, int>();
        var (sequence, steps, unflushed) = (0L, 0, "");

        void LookAtTheRemains(string step)
        {
            steps++;
            if (step.StartsWith("write ", StringComparison.Ordinal))
                unflushed = step["write ".Length..];
            using var remains = new TemporaryFolder().Copy(folder.Path);
            // What has not been forced to the disk may be there in part only.
            if (unflushed.Length > 0 && File.Exists(Path.Combine(remains.Path, unflushed)))
                Cut(Path.Combine(remains.Path, unflushed), random);
            var found = Verify(remains.Path, committed);
            Assert.True(found == sequence || (found == sequence - 1 && step != $"renamed {IndexFolder.ManifestName}"), step);
            if (step.StartsWith("flush ", StringComparison.Ordinal))
                unflushed = "";
        }

        using (var writer = IndexWriter.Open(new IndexFolder(folder.Path) { BeforeStep = step => LookAtTheRemains(step) }, Schema, mergesInBackground: false))
        {
            while (sequence < 40)
            {
                Change(writer, live, random);
                committed[++sequence] = new Dictionary<string, int>(live);
                writer.Commit(sequence);
            }
        }

        Assert.Equal(40, Verify(folder.Path, committed));
        Assert.InRange(steps, 300, 2000);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void A_commit_that_fails_can_be_made_again_and_loses_nothing(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var live = new Dictionary<string, int>();
        var (failures, stepsToGo) = (0, int.MaxValue);

        void FailAtRandom(string step)
        {
            if (--stepsToGo == 0)
                throw new IOException($"No space left on device ({step}).");
        }

        using (var writer = IndexWriter.Open(new IndexFolder(folder.Path) { BeforeStep = FailAtRandom }, Schema, mergesInBackground: false))
        {
            for (var sequence = 1; sequence <= 80; sequence++)
            {
                Change(writer, live, random);
                stepsToGo = random.Next(1, 25);
                while (!TryCommit(writer, sequence))
                {
                    failures++;
                    Change(writer, live, random);
                    stepsToGo = random.Next(1, 25);
                }

                var committed = new Dictionary<long, Dictionary<string, int>> { [sequence] = live };
                Assert.Equal(sequence, Verify(folder.Path, committed, reopen: false));
            }
        }

        Assert.InRange(failures, 20, 1000);
    }

    private static bool TryCommit(IndexWriter writer, long sequence)
    {
        try
        {
            writer.Commit(sequence);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Change(IndexWriter writer, Dictionary<string, int> live, Random random)
    {
        for (var change = random.Next(1, 30); change > 0; change--)
        {
            var id = $"d{random.Next(150)}";
            if (random.Next(3) == 0)
            {
                writer.Delete(id);
                live.Remove(id);
            }
            else
            {
                live[id] = random.Next(1_000_000);
                writer.Upsert(new IndexDocument(id).Add("text", $"everywhere v{live[id]}"));
            }
        }
    }

    private static void Cut(string path, Random random)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(random.NextInt64(file.Length + 1));
    }

    // Opens the index, compares it with what was committed and returns the sequence.
    private static long Verify(string path, Dictionary<long, Dictionary<string, int>> committed, bool reopen = true)
    {
        Assert.Empty(IndexCheck.Check(path).Problems);
        using var searcher = Searcher.Open(path);
        var expected = committed[searcher.CommittedSequence];
        var found = searcher.Search(new SearchRequest("everywhere", 1000)).Hits;
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Select(hit => hit.Id).Order(StringComparer.Ordinal));
        foreach (var (id, version) in expected.Take(5))
            Assert.Contains(searcher.Search(new SearchRequest($"v{version}", 5)).Hits, hit => hit.Id == id);
        if (!reopen)
            return searcher.CommittedSequence;

        using var writer = IndexWriter.Open(path, Schema);
        Assert.Equal(expected.Count, writer.DocumentCount);
        writer.Upsert(new IndexDocument("after").Add("text", "everywhere"));
        writer.Commit(searcher.CommittedSequence + 1);
        Assert.True(searcher.Refresh());
        Assert.Equal(expected.Count + 1, searcher.DocumentCount);
        return searcher.CommittedSequence - 1;
    }
}
