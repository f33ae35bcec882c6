using System.Globalization;
using Paperboy.Daily.Trending;
using Paperboy.Readers.Events;

namespace Paperboy.Tests.Daily.Trending;

/// <summary>
/// Readers who vote by taste, drawn by a seed: papers differ in how good they are, readers in how much they vote and in which of
/// ten fields; most are there for months, one in ten for less than a week; half of the votes follow the morning's mail.
/// </summary>
internal sealed class SimulatedCommunity
{
    public const int Papers = 200;
    private const int Fields = 10;

    private readonly Random _random;
    private readonly TrendingSpan _span;
    private readonly List<(DateTimeOffset At, long Actor, string Paper)> _votes = [];
    private readonly Dictionary<long, DateTimeOffset> _since = [];
    private readonly double[] _quality = new double[Papers];
    private long _lastActor;

    /// <param name="seed">Of all that is drawn.</param>
    /// <param name="span">Over which the readers vote.</param>
    /// <param name="readers">How many.</param>
    /// <param name="votes">How many each has on average, in the span.</param>
    public SimulatedCommunity(int seed, TrendingSpan span, int readers = 2000, double votes = 6)
    {
        _random = new Random(seed);
        _span = span;
        for (var paper = 0; paper < Papers; paper++)
            _quality[paper] = Math.Exp(1.2 * Normal());
        for (var reader = 0; reader < readers; reader++)
        {
            var days = reader % 10 == 0 ? _random.NextDouble() * 7 : 7 + (_random.NextDouble() * 700);
            var actor = NewActor(At - TimeSpan.FromDays(days));
            foreach (var paper in Choose(1 + (int)(-Math.Log(1 - _random.NextDouble()) * (votes - 1))))
                Vote(actor, paper, VotingTime());
            if (days > 7)
                VoteEarlier(actor, (int)(-Math.Log(1 - _random.NextDouble()) * votes));
        }
    }

    public static DateTimeOffset At { get; } = new(2026, 3, 17, 18, 0, 0, TimeSpan.Zero);

    /// <summary>The paper that an id is of.</summary>
    public static int Number(string id) => int.Parse(id.AsSpan(id.Length - 5), CultureInfo.InvariantCulture);

    public static string Id(int paper) => $"arXiv:2603.{paper:D5}";

    /// <summary>New accounts, less than a week old.</summary>
    public IReadOnlyList<long> NewAccounts(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => NewActor(At - TimeSpan.FromDays(_random.NextDouble() * 7)))];

    /// <summary>Accounts of any age.</summary>
    public IReadOnlyList<long> OldAccounts(int count, double days) => [.. Enumerable.Range(0, count).Select(_ => NewActor(At - TimeSpan.FromDays(days)))];

    /// <summary>Papers as readers choose them, none twice.</summary>
    public IReadOnlyList<int> Choose(int count)
    {
        var field = _random.Next(Fields);
        var keys = new (double Key, int Paper)[Papers];
        for (var paper = 0; paper < Papers; paper++)
        {
            var weight = _quality[paper] * (paper % Fields == field ? 8 : 1);
            keys[paper] = (Math.Log(1 - _random.NextDouble()) / weight, paper); // weighted, without replacement: Efraimidis and Spirakis, 2006
        }

        return [.. keys.OrderByDescending(key => key.Key).Take(count).Select(key => key.Paper)];
    }

    /// <summary>Papers drawn evenly, none of them this one.</summary>
    public IReadOnlyList<int> Draw(int count, int most, int except) =>
        [.. Enumerable.Range(0, most).Where(paper => paper != except).OrderBy(_ => _random.Next()).Take(count)];

    /// <summary>A vote; an account votes no earlier than it is made.</summary>
    public void Vote(long actor, int paper, DateTimeOffset at) => _votes.Add((at > _since[actor] ? at : _since[actor], actor, Id(paper)));

    /// <summary>Some moment of the span, as readers have them.</summary>
    public DateTimeOffset VotingTime()
    {
        var at = At - (_span.Length * _random.NextDouble());
        if (_random.Next(2) == 0)
            return at;
        var morning = new DateTimeOffset(at.Date, TimeSpan.Zero).AddHours(7).AddMinutes(_random.NextDouble() * 90);
        return morning <= At && morning > At - _span.Length ? morning : at;
    }

    /// <summary>A number from 0 to 1.</summary>
    public double Share() => _random.NextDouble();

    /// <summary>Some moment of the last hours.</summary>
    public DateTimeOffset Within(TimeSpan last) => At - (last * _random.NextDouble());

    public TrendingFacts Facts() => new(
        At,
        [.. _votes.OrderBy(vote => vote.At).ThenBy(vote => vote.Actor).Select((vote, i) => new Event(i + 1, vote.At, vote.Actor, EventKind.Vote, vote.Paper, ""))],
        _since, [], [], new Dictionary<string, string>());

    public TrendingList Rank() => TrendingFormula.Rank(Facts(), _span);

    // What the reader voted for in the weeks before, among a thousand papers of then.
    private void VoteEarlier(long actor, int votes)
    {
        for (var i = 0; i < votes; i++)
        {
            var at = At - _span.Length - TimeSpan.FromDays(_random.NextDouble() * 50);
            if (at > _since[actor])
                _votes.Add((at, actor, Id(Papers + (int)(1000 * Math.Pow(_random.NextDouble(), 2)))));
        }
    }

    private long NewActor(DateTimeOffset since)
    {
        _since[++_lastActor] = since;
        return _lastActor;
    }

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
