using Paperboy.Daily.Trending;
using Paperboy.Readers.Events;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Daily.Trending;

public sealed class TrendingListsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly TrendingLists _lists;
    private readonly long _curator;

    public TrendingListsTests()
    {
        _database = _folder.OpenDatabase();
        _lists = new TrendingLists(new TrendingStore(_database), _time);
        _curator = _database.NewReader(_time.Now.AddDays(-100));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_list_is_kept_for_a_minute_and_for_five_seconds_when_something_has_happened()
    {
        var first = _lists.Of(TrendingSpan.Day);
        _time.Pass(TimeSpan.FromSeconds(59));
        Assert.Same(first, _lists.Of(TrendingSpan.Day));
        _time.Pass(TimeSpan.FromSeconds(1));
        var second = _lists.Of(TrendingSpan.Day);
        Assert.NotSame(first, second);

        _database.Note(_time.Now, _curator, EventKind.Pick, "arXiv:2601.00001", "2026-03-17");
        _time.Pass(TimeSpan.FromSeconds(4));
        Assert.Empty(_lists.Of(TrendingSpan.Day).Papers);
        _time.Pass(TimeSpan.FromSeconds(55)); // a machine that was slow to make the list rests longer than five seconds
        Assert.Single(_lists.Of(TrendingSpan.Day).Papers);
        Assert.Single(_lists.Of(TrendingSpan.Month).Papers);
    }

    [Fact]
    public void A_list_is_of_the_moment_in_which_it_was_made()
    {
        _database.Note(_time.Now.AddDays(-2), _curator, EventKind.Pick, "arXiv:2601.00001", "2026-03-15");
        Assert.Equal([0, 1, 1], TrendingSpan.All.Select(span => _lists.Of(span).Papers.Count));
        Assert.Equal(_time.Now, _lists.Of(TrendingSpan.Week).At);
    }

    [Fact]
    public async Task Votes_of_many_threads_are_all_counted()
    {
        const int threads = 8;
        const int votes = 25;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < votes; i++)
                {
                    _database.Note(_time.Now, _database.NewReader(_time.Now.AddDays(-100)), EventKind.Vote, "arXiv:2601.00001");
                    _lists.Of(TrendingSpan.Day);
                }
            },
            TestContext.Current.CancellationToken)));
        _time.Pass(TrendingLists.Kept);
        Assert.Equal(threads * votes, Assert.Single(Assert.Single(_lists.Of(TrendingSpan.Day).Papers).Parts).Count);
    }
}
