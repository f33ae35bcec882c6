using System.Diagnostics;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Harvest.Files;

public sealed class ImportKillTests
{
    private const int Papers = 2_500;

    [Fact]
    public async Task Killed_at_random_moments_and_run_again_an_import_ends_as_if_never_killed()
    {
        using var files = new TempFolder();
        var file = files.File("papers.jsonl");
        await File.WriteAllLinesAsync(file, [.. Invented.Lines(Papers), .. Retold()]);
        using var calm = new TempFolder();
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, (await PaperboyProcess.Run("import", file, "--data", calm.Path)).ExitCode);
        var whole = clock.Elapsed;
        var expected = Describe(calm);

        // Seeded, so that a failure names the moments that led to it.
        var random = new Random(20260317);
        var moments = new List<double>();
        while (moments.Count < Torture.Times(3, 66))
        {
            using var folder = new TempFolder();
            for (var ended = false; !ended;)
            {
                using var process = PaperboyProcess.Start("import", file, "--data", folder.Path);
                var moment = moments.Count < Torture.Times(3, 66) ? random.NextDouble() : 10;
                var end = process.End();
                ended = await Task.WhenAny(end, Task.Delay(whole * (0.1 + moment))) == end;
                if (!ended)
                {
                    process.Kill();
                    moments.Add(moment);
                    await end;
                }
            }

            Assert.True(expected == Describe(folder), $"After kills at {string.Join(", ", moments)} of the whole.");
        }
    }

    // Some papers are told of again by another source, so that merging is killed in the middle, too.
    private static IEnumerable<string> Retold() =>
        Enumerable.Range(0, Papers / 10).Select(i => Invented.Line(
            ("source", "hf"), ("id", $"arXiv:2601.{i * 7:D5}"), ("title", $"Retold {i}"), ("listed", null), ("featured", "2026-01-06"), ("upvotes", i)));

    private static string Describe(TempFolder folder)
    {
        using var database = folder.OpenDatabase();
        var report = new CatalogCheck(database).Run(CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.Equal(0, report.Waiting);
        var papers = new PaperStore(database);
        var ids = new IndexQueue(database).Contents().Papers.Select(p => p.Id).Order(StringComparer.Ordinal).ToList();
        using var searcher = Searcher.Open(folder.Data.Index);
        Assert.Equal(ids.Count, searcher.Search(new SearchRequest("sparse patient caches towers reading graphs small retold", 1, 0, CountAll: true)).Total.Value);
        return string.Join('\n', ids.Select(id => papers.Find(id)!).Select(p => $"{p.Id} {p.Title} {p.Upvotes} {p.Day} {papers.RecordsOf(p).Count}"));
    }
}
