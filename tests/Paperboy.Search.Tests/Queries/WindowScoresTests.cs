using Paperboy.Search.Columns;
using Paperboy.Search.Queries;
using Xunit;

namespace Paperboy.Search.Tests.Queries;

public sealed class WindowScoresTests
{
    [Fact]
    public void Eight_at_a_time_the_same_places_are_taken_as_one_by_one()
    {
        var random = new Random(8);
        var (places, scores) = (new int[WindowBits.Length], new int[WindowBits.Length]);
        var (plainPlaces, plainScores) = (new int[WindowBits.Length], new int[WindowBits.Length]);
        for (var run = 0; run < 500; run++)
        {
            var window = new WindowScores();
            for (var i = random.Next(1, 4_000); i > 0; i--)
                window.Scores[random.Next(random.Next(1, WindowBits.Length))] += random.Next(1, 50);
            var least = random.Next(1, 80);
            var plain = window.TakeScalar(least, plainPlaces, plainScores);
            Assert.Equal(plain, window.TakeVectors(least, places, scores));
            Assert.Equal(plainPlaces[..plain], places[..plain]);
            Assert.Equal(plainScores[..plain], scores[..plain]);
            Assert.Equal(plain, window.Take(least, places, scores));
            Assert.False(window.Scores.AsSpan().ContainsAnyExcept(0));
        }
    }

    [Fact]
    public void The_first_and_the_last_place_of_a_window_are_taken()
    {
        var window = new WindowScores();
        window.Scores[0] = window.Scores[^1] = 7;
        var (places, scores) = (new int[WindowBits.Length], new int[WindowBits.Length]);
        Assert.Equal(2, window.Take(7, places, scores));
        Assert.Equal([0, WindowBits.Length - 1], places[..2]);
    }

    [Fact]
    public void A_table_of_contributions_has_what_they_are_one_by_one()
    {
        var random = new Random(9);
        var table = new int[Bm25.LengthCodes];
        for (var run = 0; run < 2_000; run++)
        {
            var ranking = new Bm25(
                new IndexSchema([new("text", 1)]) { K1 = random.NextSingle() * 3, B = random.NextSingle() }, 1 + (random.NextDouble() * 400));
            var weight = Bm25.Weight(random.NextDouble() * 16, random.Next(1, 6));
            var frequency = random.Next(1, 300);
            ranking.FillTable(weight, frequency, table);
            for (var code = 0; code < table.Length; code++)
                Assert.Equal(ranking.Contribution(weight, frequency, (byte)code), table[code]);
        }
    }
}
