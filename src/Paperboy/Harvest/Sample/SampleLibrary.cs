using System.Globalization;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Sample;

/// <summary>
/// The sample library: invented papers, for a first look at Paperboy without any data. The same day and seed give the
/// same bytes on every machine; nothing is fetched and nobody in it exists.
/// </summary>
public static class SampleLibrary
{
    /// <summary>How many papers there are.</summary>
    public const int Papers = 300;

    /// <summary>How many days they are spread over; on Saturdays and Sundays nothing is announced.</summary>
    public const int Days = 30;

    /// <summary>The seed of the library that users see.</summary>
    public const int DefaultSeed = 20;

    private static readonly DateOnly Earliest = new(1991, 9, 1);

    /// <summary>Writes the library, in the order of announcement.</summary>
    /// <param name="lastDay">The last of the days; mostly today.</param>
    /// <param name="seed">Another seed, other papers.</param>
    /// <returns>Records with ids such as sample:2611-001: year and month of the announcement, and a number within it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The last day lies before the first preprint server.</exception>
    public static IReadOnlyList<PaperRecord> Generate(DateOnly lastDay, int seed = DefaultSeed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lastDay, Earliest);
        var random = new SeededRandom((ulong)(uint)seed);
        var desk = new SampleDesk(random);
        var firstDay = lastDay.AddDays(1 - Days);
        var records = new List<PaperRecord>(Papers);
        var (month, number) = (0, 0);
        foreach (var (day, count) in Volumes(random, firstDay))
        {
            (month, number) = day.Month == month ? (month, number) : (day.Month, 0);
            var picks = random.Shuffled(Enumerable.Range(0, count)).Take(random.Between(2, 4)).ToHashSet();
            for (var i = 0; i < count; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"sample:{day:yyMM}-{++number:D3}");
                records.Add(desk.Announce(id, day, day.DayNumber - firstDay.DayNumber, picks.Contains(i)));
            }
        }

        return records;
    }

    // Working days share the papers out evenly, then lend one another a few.
    private static IEnumerable<(DateOnly Day, int Count)> Volumes(SeededRandom random, DateOnly firstDay)
    {
        var days = Enumerable.Range(0, Days)
            .Select(firstDay.AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToList();
        var counts = days.Select((_, i) => (Papers / days.Count) + (i < Papers % days.Count ? 1 : 0)).ToArray();
        var order = random.Shuffled(Enumerable.Range(0, days.Count));
        for (var i = 0; i + 1 < order.Count; i += 2)
        {
            var lent = random.Below(3);
            counts[order[i]] -= lent;
            counts[order[i + 1]] += lent;
        }

        return days.Zip(counts);
    }
}
