using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

public sealed class HostGateTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Requests_keep_their_distance()
    {
        var starts = new List<DateTimeOffset>();
        using var house = new FetchHouse(new Answering((_, _) =>
        {
            starts.Add(_clock.GetUtcNow());
            return Answering.Page("good");
        }), clock: _clock);
        for (var i = 0; i < 100; i++)
            await house.Get();
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.Equal(TimeSpan.FromSeconds(3), pair.Second - pair.First));
        Assert.Equal(TimeSpan.FromSeconds(3 * 99), _clock.TotalWaited);
    }

    [Fact]
    public async Task Many_threads_of_two_installations_on_one_folder_ask_one_at_a_time()
    {
        using var folder = new TempFolder();
        var (inside, most, starts) = (0, 0, new List<DateTimeOffset>());
        async Task<HttpResponseMessage> Slowly(HttpRequestMessage request, int number)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            lock (starts)
                starts.Add(_clock.GetUtcNow());
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            return Answering.Page("good");
        }

        using var one = new FetchHouse(new Answering(Slowly), folder, _clock);
        using var other = new FetchHouse(new Answering(Slowly), folder, _clock);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).Get())));
        Assert.Equal(1, most);
        Assert.Equal(60, starts.Count);
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task A_slow_reply_counts_from_its_head()
    {
        using var house = new FetchHouse(new Answering((_, _) => Answering.Page("good")), clock: _clock);
        var rules = FetchHouse.Rules;
        var request = new FetchRequest(new Uri("https://papers.example/list"), rules);
        await house.Client.GetAsync(request, async (reply, cancel) =>
        {
            _clock.Pass(TimeSpan.FromSeconds(2));
            return await FetchHouse.Text(reply, cancel);
        }, CancellationToken.None);
        await house.Get();
        Assert.Equal([TimeSpan.FromSeconds(1)], _clock.Waits);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_hold_anybody_up()
    {
        using var house = new FetchHouse(new Answering((_, _) => Answering.Page("good")), clock: _clock);
        await house.Get();
        _clock.Pass(TimeSpan.FromDays(-400));
        await house.Get();
        Assert.Equal(TimeSpan.FromSeconds(3), _clock.TotalWaited);
    }

    [Fact]
    public async Task A_gate_that_is_shut_opens_in_time_though_the_clock_was_set_back()
    {
        using var house = new FetchHouse(Answering.After(5, 429), clock: _clock);
        await house.Failure();
        _clock.Pass(TimeSpan.FromDays(-400));
        Assert.Equal(FetchFault.Refused, (await house.Failure()).Fault);
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal("good", await house.Get());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"written\":")]
    [InlineData("null")]
    public async Task A_state_that_cannot_be_read_costs_one_delay(string text)
    {
        using var house = new FetchHouse(new Answering((_, _) => Answering.Page("good")), clock: _clock);
        Directory.CreateDirectory(house.Folder.Data.Gates);
        await File.WriteAllTextAsync(Path.Combine(house.Folder.Data.Gates, "test.json"), text);
        Assert.Equal("good", await house.Get());
        Assert.Equal(TimeSpan.FromSeconds(3), _clock.TotalWaited);
    }

    [Fact]
    public async Task A_shut_gate_says_why_and_until_when_and_is_opened_by_hand_from_another_process()
    {
        using var house = new FetchHouse(Answering.After(5, 429), clock: _clock);
        Assert.Equal(GateStatus.Open, house.State.Status);
        var failure = await house.Failure();
        Assert.Equal(FetchFault.Refused, failure.Fault);
        Assert.Contains("it refused 5 times in a row, at last: it answered 429 TooManyRequests", failure.Message, StringComparison.Ordinal);

        using var other = new Gates(house.Folder.Data, _clock);
        var state = Assert.Single(other.All());
        Assert.Equal(("test", GateStatus.Shut, 5), (state.Gate, state.Status, state.Refusals));
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromHours(1), state.Until);
        Assert.Contains("it refused 5 times in a row", state.Reason, StringComparison.Ordinal);

        Assert.Contains("nothing is asked of test until 2026-03-17", (await house.Failure()).Message, StringComparison.Ordinal);
        other.Open("test");
        Assert.Equal(GateStatus.Open, other.StateOf("test").Status);
        Assert.Equal("good", await house.Get());
        Assert.Equal(GateStatus.Open, house.State.Status);
        Assert.Empty(Directory.GetFiles(house.Folder.Data.Gates, "*.open"));
    }

    [Fact]
    public async Task Who_waits_long_goes_on_when_the_gate_is_opened_by_hand()
    {
        using var house = new FetchHouse(Answering.After(1, 503, ("Retry-After", "600")), clock: _clock);
        var state = house.State;
        _clock.Waiting = _ =>
        {
            if (_clock.TotalWaited != TimeSpan.FromSeconds(60))
                return;
            state = house.State;
            house.Gates.Open("test");
        };
        Assert.Equal("good", await house.Get());
        Assert.Equal(GateStatus.Waiting, state.Status);
        Assert.Contains("503", state.Reason, StringComparison.Ordinal);
        Assert.InRange(_clock.TotalWaited, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task A_gate_that_goes_on_being_refused_is_shut_for_longer_each_time_up_to_a_bound()
    {
        using var house = new FetchHouse(Answering.After(int.MaxValue, 429), clock: _clock);
        var hours = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            await house.Failure();
            hours.Add((house.State.Until!.Value - _clock.GetUtcNow()).TotalHours);
            _clock.Pass(house.State.Until.Value - _clock.GetUtcNow());
        }

        Assert.Equal([1, 2, 4, 8, 12, 12, 12], hours);
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("")]
    [InlineData("Arxiv")]
    public void A_gate_with_a_name_that_is_no_name_is_refused(string name)
    {
        using var folder = new TempFolder();
        using var gates = new Gates(folder.Data, _clock);
        Assert.Throws<ArgumentException>(() => gates.StateOf(name));
    }
}
