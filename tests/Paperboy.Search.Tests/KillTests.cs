using System.Diagnostics;
using System.Globalization;
using Paperboy.Search.TestProgram;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>
/// A process that writes is killed (SIGKILL) at random moments: while it opens, adds, overflows, merges or commits.
/// Whatever it has said to be committed is found, and the next process goes on.
/// </summary>
public sealed class KillTests
{
    private const int KillsAnIndex = 8;

    [Fact]
    public async Task Killed_at_any_moment_the_index_opens_with_all_that_was_committed()
    {
        var random = new Random(51);
        var (commits, merged) = (0L, 0);
        for (var kill = 0; kill < Torture.Times(24, 25); kill += KillsAnIndex)
        {
            using var folder = new TemporaryFolder();
            var writer = new Killed(folder.Path, seed: 1000 + kill);
            for (var i = 0; i < KillsAnIndex; i++)
                await writer.KillOnce(random);
            commits += writer.Sequence;
            merged += writer.HasMerged ? 1 : 0;
        }

        Assert.True(commits > Torture.Times(24, 25), $"{commits} commits");
        Assert.True(merged > 0);
    }

    /// <summary>An index whose writers are killed, and what it must hold.</summary>
    private sealed class Killed(string path, int seed)
    {
        private readonly Dictionary<string, Change> _live = [];
        private readonly HashSet<string> _gone = []; // words of versions that were deleted or replaced

        public long Sequence { get; private set; }

        public bool HasMerged { get; private set; }

        public async Task KillOnce(Random random)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "write", path, Text(seed)]) { RedirectStandardOutput = true })!;
            var told = Sequence;
            try
            {
                // How far it comes is counted in what it says, so that slow machines kill at the same places.
                Assert.Equal("opening", await process.StandardOutput.ReadLineAsync());
                for (var lines = random.Next(10); lines > 0; lines--)
                    told = Number(await process.StandardOutput.ReadLineAsync(), told);
                await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 25));
            }
            finally
            {
                process.Kill();
            }

            foreach (var line in (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                told = Number(line, told);
            await process.WaitForExitAsync();
            Verify(told, random);
        }

        private static string Program => Path.Combine(AppContext.BaseDirectory, "Paperboy.Search.TestProgram.dll");

        private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

        private static long Number(string? line, long otherwise) =>
            long.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

        private void Verify(long told, Random random)
        {
            Assert.Empty(IndexCheck.Check(path).Problems);
            using var searcher = Searcher.Open(path);
            Assert.InRange(searcher.CommittedSequence, told, told + 1);
            while (Sequence < searcher.CommittedSequence)
                Apply(++Sequence);
            var found = searcher.Search(new SearchRequest("everywhere", 5000, CountAll: true));
            Assert.Equal(_live.Keys.Order(StringComparer.Ordinal), found.Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal));
            Assert.Equal(_live.Count, found.Total.Value);
            foreach (var change in Batch.Of(seed, Sequence).Concat(Sample(_live.Values)))
            {
                if (_live.TryGetValue(change.Id, out var newest))
                    Assert.Equal([change.Id], searcher.Search(new SearchRequest(newest.OwnWord, 2)).Hits.Select(hit => hit.Id));
            }

            foreach (var word in Sample(_gone))
                Assert.Empty(searcher.Search(new SearchRequest(word, 1)).Hits);
            HasMerged |= Directory.GetFiles(path, "*.seg").Length < Sequence / 2;

            IEnumerable<T> Sample<T>(IReadOnlyCollection<T> all) => all.OrderBy(_ => random.Next()).Take(20);
        }

        private void Apply(long sequence)
        {
            foreach (var change in Batch.Of(seed, sequence))
            {
                if (_live.TryGetValue(change.Id, out var last) && last.Sequence != change.Sequence)
                    _gone.Add(last.OwnWord);
                change.ApplyTo(_live);
                _gone.Remove(change.OwnWord);
            }
        }
    }
}
