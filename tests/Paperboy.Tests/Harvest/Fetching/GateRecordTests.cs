using System.Text.Json;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

public sealed class GateRecordTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_happens_a_gate_keeps_its_distance_and_opens_in_bounded_time(int seed)
    {
        var random = new Random(seed);
        var now = new DateTimeOffset(2026, 3, 17, 9, 0, 0, TimeSpan.Zero);
        var record = GateRecord.New(now);
        var row = 0;
        for (var i = 0; i < 5_000; i++)
        {
            // Sometimes the clock is set, mostly time passes.
            now += random.Next(20) == 0 ? TimeSpan.FromHours(random.Next(-2000, 100)) : TimeSpan.FromSeconds(random.Next(2000));
            record = record.At(now);
            Assert.InRange(record.Next, DateTimeOffset.MinValue, now + GateRule.LongestShut + Delay);
            if (record.IsShut(now) || record.Next > now)
                continue;

            record = record.Asked(now, Delay);
            Assert.Equal(now + Delay, record.Next);
            var answered = now;
            now += TimeSpan.FromSeconds(random.Next(180));
            if (random.Next(3) == 0)
            {
                record = record.Answered(now, answered, Delay);
                row = 0;
                Assert.Equal((answered + Delay, null), (record.Next, record.Reason));
                continue;
            }

            var failure = new ExchangeFailure(FetchFault.Unavailable, "no")
            {
                IsRefusal = random.Next(2) == 0,
                RetryAfter = random.Next(3) == 0 ? TimeSpan.FromSeconds(Math.Pow(10, random.Next(10))) : null,
            };
            record = record.Failed(now, Delay, failure, random.NextDouble());
            row++;
            Assert.Equal(row, record.Failures);
            Assert.True(record.Next >= now + Delay);
            Assert.Equal(record.State("g", now).Status, record.ShutUntil is null ? GateStatus.Waiting : GateStatus.Shut);
            Assert.True(record.ShutUntil is not null || record.Next <= now + GateRule.LongestWait);
            Assert.True(record.Refusals < GateRule.MostRefusals || record.ShutUntil is not null);
            Assert.Contains("no", record.Reason, StringComparison.Ordinal);
            if (failure.RetryAfter is { } asked && asked <= GateRule.LongestShut)
                Assert.True(record.Next >= now + asked);
            Assert.Equal(record, JsonSerializer.Deserialize<GateRecord>(JsonSerializer.Serialize(record)));
        }
    }

    [Fact]
    public void Waits_grow_to_a_bound_and_are_drawn_from_their_whole_length()
    {
        Assert.Equal([4, 8, 16, 32, 64, 128, 256, 300, 300], Enumerable.Range(1, 9).Select(n => GateRule.BackOff(n, false, 1).TotalSeconds));
        Assert.Equal([30, 60, 120, 240, 300], Enumerable.Range(1, 5).Select(n => GateRule.BackOff(n, true, 1).TotalSeconds));
        Assert.Equal(TimeSpan.Zero, GateRule.BackOff(9, true, 0));
        Assert.Equal(GateRule.LongestShut, GateRule.Shut(int.MaxValue));
    }
}
