using System.Runtime.InteropServices;

namespace Paperboy.Recommend.Features;

/// <summary>
/// How often each author's papers were announced and picked, up to a day that only moves forward: what is asked of it can never come
/// from later. Authors are recognised by name alone, so namesakes are one author; how many papers a name has says how much it tells.
/// </summary>
internal sealed class AuthorHistory
{
    // After half a year a pick counts half as recent.
    private const double HalfLife = 180;

    private readonly Dictionary<ulong, AuthorRecord> _records;
    private readonly List<Event> _events = [];
    private int _next;

    /// <summary>Prepares the events of known papers; none counts before <see cref="Advance"/> has passed its day.</summary>
    public AuthorHistory(PickFacts facts)
    {
        _records = [];
        var listed = facts.Candidates.ToDictionary(c => c.Paper, c => c.Authors);
        foreach (var candidate in facts.Candidates)
            AddEvents(candidate.Authors, candidate.Day, announced: true, picked: 0);
        foreach (var label in facts.Labels)
        {
            var known = listed.TryGetValue(label.Paper, out var authors);
            AddEvents(known ? authors! : label.Authors, label.Day, announced: !known, label.Weight);
        }

        _events.Sort((one, other) => (one.Day, one.Author).CompareTo((other.Day, other.Author)));
    }

    /// <summary>A history that stands still: as a model keeps it.</summary>
    /// <param name="until">All before this day has been counted.</param>
    /// <param name="records">By the hash of the author's name.</param>
    public AuthorHistory(DateOnly until, Dictionary<ulong, AuthorRecord> records) => (Until, _records) = (until, records);

    /// <summary>What happened before this day is counted, and nothing else.</summary>
    public DateOnly Until { get; private set; }

    public IReadOnlyDictionary<ulong, AuthorRecord> Records => _records;

    /// <summary>By what an author is looked up.</summary>
    public static ulong KeyOf(string author) => TermHash.Of(author, 'a');

    /// <summary>Counts what happened before a day.</summary>
    /// <exception cref="InvalidOperationException">The day lies before one that was counted already.</exception>
    public void Advance(DateOnly until)
    {
        if (until < Until)
            throw new InvalidOperationException($"The history stands at {Until:yyyy-MM-dd} and cannot go back to {until:yyyy-MM-dd}.");
        Until = until;
        for (; _next < _events.Count && _events[_next].Day < until; _next++)
        {
            var happened = _events[_next];
            ref var record = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, happened.Author, out _);
            if (happened.Announced)
                record = record with { Papers = record.Papers + 1 };
            if (happened.Picked > 0)
                record = Picked(record, happened);
        }
    }

    /// <summary>What is known of an author; zeros of one without papers.</summary>
    public AuthorRecord Of(string author) => _records.GetValueOrDefault(KeyOf(author));

    /// <summary>An author's picks, each worth half after half a year.</summary>
    public double RecentPicks(in AuthorRecord record) => record.Picks == 0 ? 0 : record.Recent * Decay(Until.DayNumber - record.LastPick);

    private static AuthorRecord Picked(in AuthorRecord record, in Event pick)
    {
        var recent = record.Picks == 0 ? 0 : record.Recent * Decay(pick.Day.DayNumber - record.LastPick);
        return record with { Picks = record.Picks + pick.Picked, Recent = (float)(recent + pick.Picked), LastPick = pick.Day.DayNumber };
    }

    private static double Decay(int days) => Math.Pow(0.5, days / HalfLife);

    private void AddEvents(IReadOnlyList<string> authors, DateOnly day, bool announced, float picked)
    {
        foreach (var author in authors.Select(KeyOf).Distinct())
            _events.Add(new Event(day, author, announced, picked));
    }

    private readonly record struct Event(DateOnly Day, ulong Author, bool Announced, float Picked);
}

/// <summary>What is known of an author.</summary>
/// <param name="Papers">That were announced, or picked without having been.</param>
/// <param name="Picks">Of them, by their weights.</param>
/// <param name="Recent">The same, each halved by its age on the day of the last one.</param>
/// <param name="LastPick">That day's number; 0 without picks.</param>
internal readonly record struct AuthorRecord(float Papers, float Picks, float Recent, int LastPick);
