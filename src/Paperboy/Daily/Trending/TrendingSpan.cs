using System.Diagnostics.CodeAnalysis;

namespace Paperboy.Daily.Trending;

/// <summary>Over which time what happened counts: 24 hours, 7 days or 30 days.</summary>
public sealed record TrendingSpan
{
    private TrendingSpan(string name, string words, string path, TimeSpan length)
    {
        Name = name;
        Words = words;
        Path = path;
        Length = length;
    }

    public static TrendingSpan Day { get; } = new("24h", "the last 24 hours", "/trending", TimeSpan.FromHours(24));

    public static TrendingSpan Week { get; } = new("week", "the last 7 days", "/trending/week", TimeSpan.FromDays(7));

    public static TrendingSpan Month { get; } = new("month", "the last 30 days", "/trending/month", TimeSpan.FromDays(30));

    public static IReadOnlyList<TrendingSpan> All { get; } = [Day, Week, Month];

    /// <summary>As the command line has it.</summary>
    public string Name { get; }

    public string Words { get; }

    /// <summary>Where its page is.</summary>
    public string Path { get; }

    public TimeSpan Length { get; }

    /// <summary>After which time what happened counts half: a quarter of the span, so that its oldest counts a sixteenth.</summary>
    public TimeSpan HalfLife => Length / 4;

    public static bool TryParse(string? name, [NotNullWhen(true)] out TrendingSpan? span)
    {
        span = All.FirstOrDefault(known => known.Name == name);
        return span is not null;
    }

    /// <summary>What something of this age counts still, from 1 down to a sixteenth.</summary>
    public double Decay(TimeSpan age) => Math.Pow(2, -(age / HalfLife));

    /// <summary>
    /// What something counts that happened evenly from one age to a smaller one, at most the span's length ago: the mean of
    /// <see cref="Decay"/> over that time, where it fell into the span, and 0 for the rest.
    /// </summary>
    public double MeanDecay(TimeSpan from, TimeSpan to)
    {
        var oldest = from < Length ? from : Length;
        if (from <= to || oldest <= to)
            return 0;
        var integral = (Decay(to) - Decay(oldest)) * (HalfLife / TimeSpan.FromSeconds(1)) / Math.Log(2);
        return integral / (from - to).TotalSeconds;
    }
}
