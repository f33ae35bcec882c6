using System.Globalization;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>
/// An archive of papers that do not exist, of the form of arXiv's: announced on working days, with replacements, papers that
/// were taken away, and what authors type. The same seed gives the same archive.
/// </summary>
internal sealed class InventedArchive
{
    private static readonly string[] AllCategories =
        ["cs.CL", "cs.CV", "cs.LG", "cs.AI", "cs.IR", "stat.ML", "math.OC", "hep-th", "cond-mat.stat-mech", "q-bio.NC"];

    private readonly Random _random;
    private readonly InventedTexts _texts;
    private readonly Dictionary<string, InventedPaper> _papers = new(StringComparer.Ordinal);
    private readonly List<InventedAnnouncement> _announcements = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private int _days;

    private InventedArchive(int seed) => (_random, _texts) = (new Random(seed), new InventedTexts(new Random(seed + 1)));

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, InventedPaper> Papers => _papers;

    /// <summary>In their order.</summary>
    public IReadOnlyList<InventedAnnouncement> Announcements => _announcements;

    public IReadOnlyList<DateOnly> Days => [.. _announcements.Select(a => a.Day).Distinct()];

    /// <summary>All papers that can be had, the deleted ones left out.</summary>
    public IEnumerable<InventedPaper> Living => _papers.Values.Where(p => !p.IsDeleted);

    /// <param name="seed">Another seed, other papers.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day, included.</param>
    /// <param name="perDay">New papers of each working day.</param>
    /// <param name="holidays">Days on which nothing is announced.</param>
    public static InventedArchive Make(int seed, DateOnly from, DateOnly until, int perDay, params DateOnly[] holidays)
    {
        var archive = new InventedArchive(seed);
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (IsWorkingDay(day) && !holidays.Contains(day))
                archive.Announce(day, perDay, holidays);
        }

        return archive;
    }

    /// <summary>What a category's listing of a day shows: its own papers first, then those of others.</summary>
    public IEnumerable<(InventedAnnouncement Announcement, InventedPaper Paper, string Kind)> Listing(string category, DateOnly day) =>
        from announcement in _announcements
        where announcement.Day == day
        let paper = _papers[announcement.Id]
        where !paper.IsDeleted && paper.Categories.Any(c => IsWithin(c, category))
        let isOwn = IsWithin(paper.Primary, category)
        let kind = announcement.Version > 1 ? isOwn ? "replace" : "replace-cross" : isOwn ? "new" : "cross"
        orderby kind switch { "new" => 0, "cross" => 1, "replace" => 2, _ => 3 }, announcement.Id
        select (announcement, paper, kind);

    /// <summary>Whether a category is the given one, or lies in the given archive.</summary>
    public static bool IsWithin(string category, string whole) =>
        category == whole || category.StartsWith(whole + ".", StringComparison.Ordinal);

    private static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private void Announce(DateOnly day, int count, DateOnly[] holidays)
    {
        var before = day.AddDays(-1);
        while (!IsWorkingDay(before) || holidays.Contains(before))
            before = before.AddDays(-1);
        var earlier = _papers.Values.Where(p => !p.IsDeleted).Select(p => p.Id).ToList();
        for (var i = 0; i < count; i++)
            Add(NewPaper(day, Submitted(before)), 1);
        for (var i = 0; i < count / 5 && earlier.Count > 0; i++)
            Replace(Taken(earlier), day, Submitted(before));

        if (earlier.Count > 0 && ++_days % 3 == 1)
        {
            var gone = _papers[Taken(earlier)];
            _papers[gone.Id] = gone with { IsDeleted = true, Datestamp = day };
        }
    }

    private string Taken(List<string> ids)
    {
        var i = _random.Next(ids.Count);
        var id = ids[i];
        ids.RemoveAt(i);
        return id;
    }

    // Between the deadline of the day before and that of this day, in any time of the year.
    private DateTimeOffset Submitted(DateOnly day) =>
        new DateTimeOffset(day, new TimeOnly(2, 0), TimeSpan.Zero).AddSeconds(_random.Next(15 * 3600));

    private void Add(InventedPaper paper, int version)
    {
        _papers[paper.Id] = paper;
        _announcements.Add(new InventedAnnouncement(paper.Datestamp, paper.Id, version));
    }

    private void Replace(string id, DateOnly day, DateTimeOffset submitted)
    {
        var old = _papers[id];
        var replaced = old with
        {
            Versions = [.. old.Versions, submitted],
            Abstract = old.Abstract + " " + _texts.Sentence(),
            Comments = $"{10 + _random.Next(30)} pages, revised",
            Datestamp = day,
        };
        Add(replaced, replaced.Versions.Count);
    }

    private InventedPaper NewPaper(DateOnly day, DateTimeOffset submitted)
    {
        var month = submitted.ToString("yyMM", CultureInfo.InvariantCulture);
        var number = _numbers[month] = _numbers.GetValueOrDefault(month) + 1;
        var categories = Categories();
        var title = _texts.Title();
        return new InventedPaper
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{month}.{number:D5}"),
            Title = title,
            Abstract = _texts.Abstract(),
            Authors = [.. Enumerable.Range(0, 1 + _random.Next(5)).Select(_ => _texts.Author())],
            Categories = categories,
            Versions = [submitted],
            Datestamp = day,
            License = InventedTexts.Licenses[_random.Next(InventedTexts.Licenses.Length)],
            Comments = _random.Next(2) == 0 ? $"{4 + _random.Next(40)} pages, {_random.Next(12)} figures" : null,
            JournalReference = _random.Next(10) == 0 ? $"J. Inv. Res. {1 + _random.Next(40)} ({day.Year}) {_random.Next(900)}" : null,
            Doi = _random.Next(8) == 0 ? $"10.5555/inv.{month}.{number}" : null,
            ReportNumber = _random.Next(20) == 0 ? $"INV-{day.Year}-{number}" : null,
            Feature = _random.Next(12) == 0 ? _texts.Feature(day) : null,
        };
    }

    private List<string> Categories()
    {
        // The first ones are the crowded ones.
        var chosen = new List<string> { AllCategories[Math.Min(_random.Next(AllCategories.Length), _random.Next(AllCategories.Length))] };
        while (_random.Next(5) < 2 && chosen.Count < 4)
        {
            var other = AllCategories[_random.Next(AllCategories.Length)];
            if (!chosen.Contains(other))
                chosen.Add(other);
        }

        return chosen;
    }
}
