using Xunit;

namespace Paperboy.Search.Tests;

public sealed class ConcurrencyTests
{
    private const int Documents = 300;
    private static readonly IndexSchema Schema = new([new("text", 1)]);

    [Fact]
    public async Task Readers_see_whole_commits_while_the_writer_commits_and_merges()
    {
        using var folder = new TemporaryFolder();
        using var writer = IndexWriter.Open(folder.Path, Schema);
        Replace(writer, 1);
        using var shared = Searcher.Open(folder.Path);
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read(shared, done.Token))).ToList();
        readers.Add(Task.Run(() => OpenAgainAndAgain(folder.Path, done.Token)));
        for (var version = 2; version <= 60; version++)
            Replace(writer, version);
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(readers), searches => Assert.True(searches > 0));
        shared.Refresh();
        Assert.Equal(60, shared.CommittedSequence);
    }

    [Fact]
    public void A_search_in_flight_outlives_the_searcher_and_its_files()
    {
        using var folder = new TemporaryFolder();
        using (var writer = IndexWriter.Open(folder.Path, Schema))
            Replace(writer, 1);
        var searcher = Searcher.Open(folder.Path);
        var snapshot = searcher.Use();
        searcher.Dispose();
        foreach (var file in Directory.EnumerateFiles(folder.Path))
            File.Delete(file);
        Assert.Equal("d7", snapshot.Segments[0].Reader.Ids.Text(7));
        snapshot.Release();
        Assert.False(snapshot.TryAddUser());
        Assert.Throws<ObjectDisposedException>(() => searcher.Search(new SearchRequest("every", 1)));
    }

    [Fact]
    public void Thousands_of_small_commits_leave_few_files()
    {
        using var folder = new TemporaryFolder();
        using var writer = IndexWriter.Open(folder.Path, Schema);
        for (var i = 1; i <= 600; i++)
        {
            writer.Upsert(new IndexDocument($"d{i}").Add("text", "every word"));
            writer.Commit(i);
        }

        writer.WaitForMerges();
        Assert.InRange(Directory.GetFiles(folder.Path).Length, 1, 20);
        using var searcher = Searcher.Open(folder.Path);
        Assert.Equal(600, searcher.Search(new SearchRequest("word", 1000)).Hits.Count);
    }

    // In small steps, so that segments are flushed, half deleted and merged; but only the end is committed.
    private static void Replace(IndexWriter writer, int version)
    {
        for (var i = 0; i < Documents; i++)
            writer.Upsert(new IndexDocument($"d{i}").Add("text", $"every word v{version}"));
        writer.Commit(version);
    }

    private static int Read(Searcher searcher, CancellationToken done)
    {
        for (var searches = 0; ; searches++)
        {
            searcher.Refresh();
            var result = searcher.Search(new SearchRequest("every", 1000, CountAll: true), CancellationToken.None);
            Assert.Equal((Documents, Documents), (result.Hits.Count, (int)result.Total.Value));
            Assert.Equal(Documents, result.Hits.DistinctBy(hit => hit.Id).Count());
            if (done.IsCancellationRequested)
                return searches + 1;
        }
    }

    private static int OpenAgainAndAgain(string path, CancellationToken done)
    {
        for (var searches = 0; ; searches++)
        {
            using var searcher = Searcher.Open(path);
            var version = searcher.CommittedSequence;
            Assert.Equal(Documents, searcher.Search(new SearchRequest($"v{version}", 1000), CancellationToken.None).Hits.Count);
            if (done.IsCancellationRequested)
                return searches + 1;
        }
    }
}
