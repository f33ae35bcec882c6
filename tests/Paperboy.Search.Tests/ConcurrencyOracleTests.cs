using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>
/// Threads upsert and delete, a thread commits, merges run, and readers compare every search with what was committed
/// under the sequence that they see.
/// </summary>
public sealed class ConcurrencyOracleTests
{
    private const int Writers = 3;
    private const int IdsOfWriter = 120;
    private static readonly IndexSchema Schema = new([new("text", 1)]) { Columns = [new("round", ColumnKind.Number)] };
    private readonly ConcurrentDictionary<long, Dictionary<string, int>> _committed = new() { [0] = [] };

    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    public async Task Every_search_sees_one_commit_as_a_whole_whatever_threads_write_and_merge(int seed)
    {
        using var folder = new TemporaryFolder();
        using var done = new CancellationTokenSource();
        var rounds = Torture.Times(20, 50);
        using (var writer = IndexWriter.Open(folder.Path, Schema))
        {
            writer.MostBufferedBytes = 1;
            using var searcher = Searcher.Open(folder.Path);
            var readers = Enumerable.Range(0, 3)
                .Select(reader => Task.Run(() => Read(searcher, folder.Path, new Random(seed + reader), done.Token)))
                .ToArray();
            var live = new Dictionary<string, int>[Writers].Select(_ => new Dictionary<string, int>()).ToArray();
            for (var round = 1; round <= rounds && !readers.Any(reader => reader.IsFaulted); round++)
            {
                await Task.WhenAll(Enumerable.Range(0, Writers).Select(
                    thread => Task.Run(() => Write(writer, thread, round, live[thread], new Random((seed * 10_000) + (round * 10) + thread)))));
                _committed[round] = live.SelectMany(part => part).ToDictionary();
                writer.Commit(round);
            }

            await done.CancelAsync();
            Assert.All(await Task.WhenAll(readers), searches => Assert.True(searches > 0));
        }

        Assert.Empty(IndexCheck.Check(folder.Path).Problems);
        using var last = Searcher.Open(folder.Path);
        Assert.Equal(rounds, Compare(last));
    }

    // Each thread has ids of its own, so that the order of the threads does not matter to the outcome.
    private static void Write(IndexWriter writer, int thread, int round, Dictionary<string, int> live, Random random)
    {
        for (var change = random.Next(20, 300); change > 0; change--)
        {
            var id = $"t{thread}-{random.Next(IdsOfWriter)}";
            if (random.Next(3) == 0)
            {
                writer.Delete(id);
                live.Remove(id);
            }
            else
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"everywhere r{round}");
                writer.Upsert(new IndexDocument(id).Add("text", text).Set("round", round));
                live[id] = round;
            }
        }
    }

    private int Read(Searcher shared, string path, Random random, CancellationToken done)
    {
        for (var searches = 1; ; searches++)
        {
            if (random.Next(4) == 0)
            {
                using var own = Searcher.Open(path);
                Compare(own);
            }
            else
            {
                shared.Refresh();
                CompareShared(shared);
            }

            if (done.IsCancellationRequested)
                return searches;
        }
    }

    // Nobody refreshes this searcher meanwhile: sequence and answers are of one commit.
    private long Compare(Searcher searcher)
    {
        var expected = _committed[searcher.CommittedSequence];
        var result = searcher.Search(Request());
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), result.Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, result.Total.Value);
        AssertRounds(expected, result);
        Assert.Equal(expected.Count, searcher.DocumentCount);
        return searcher.CommittedSequence;
    }

    // The answer must be that of one commit, between the sequences before and after it.
    private void CompareShared(Searcher searcher)
    {
        var before = searcher.CommittedSequence;
        var result = searcher.Search(Request());
        var after = searcher.CommittedSequence;
        Assert.True(before <= after);
        var ids = result.Hits.Select(hit => hit.Id).ToHashSet();
        Assert.Equal(result.Hits.Count, ids.Count);
        for (var sequence = before; sequence <= after; sequence++)
        {
            if (!ids.SetEquals(_committed[sequence].Keys))
                continue;
            AssertRounds(_committed[sequence], result);
            return;
        }

        Assert.Fail($"What was found is none of the commits {before} to {after}.");
    }

    private static SearchRequest Request() =>
        new("everywhere", 1000, CountAll: true) { Facets = [new FacetRequest("round", 10_000, Divisor: 1)] };

    private static void AssertRounds(Dictionary<string, int> expected, SearchResult result)
    {
        var rounds = expected.Values.GroupBy(round => round).OrderByDescending(group => group.Key)
            .Select(group => new FacetCount(group.Key.ToString(CultureInfo.InvariantCulture), group.Count()));
        Assert.Equal(rounds, result.Facets.SelectMany(facet => facet.Values));
    }
}
