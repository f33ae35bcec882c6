namespace Paperboy.Harvest.Sample;

/// <summary>An invented researcher.</summary>
/// <param name="Name">As papers print it.</param>
/// <param name="Home">The number of the field in which most of the papers are written.</param>
/// <param name="Second">The number of another field of interest.</param>
/// <param name="Organization">Where the researcher works; invented too.</param>
internal sealed record Researcher(string Name, int Home, int Second, string Organization);

/// <summary>
/// Some 150 invented researchers with their fields and places of work. The same people write again and again, so that
/// authors' pages, and later who writes with whom, have something to show.
/// </summary>
internal sealed class Community
{
    private readonly List<Researcher> _all = [];
    private readonly int _fields;

    public Community(SeededRandom random, int fields)
    {
        _fields = fields;
        var names = random.Shuffled(Names.Cultures.SelectMany(culture => People(random, culture)));
        var places = random.Shuffled(Names.Organizations);
        for (var i = 0; i < names.Count; i++)
        {
            var home = i % fields;
            // Two or three places share a field, so that neighbours at the desk are co-authors.
            var place = places[((home * 2) + random.Below(3)) % places.Count];
            _all.Add(new Researcher(names[i], home, (home + random.Between(1, fields - 1)) % fields, place));
        }
    }

    /// <summary>The authors of one paper of this field, the first of them at home in it.</summary>
    public IReadOnlyList<Researcher> Authors(SeededRandom random, int field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(field, _fields);
        var count = Team(random);
        var first = Pick(random, p => p.Home == field ? 1 : 0, []);
        var authors = new List<Researcher> { first };
        while (authors.Count < count)
            authors.Add(Pick(random, p => Affinity(p, first, field), authors));
        return authors;
    }

    private static int Affinity(Researcher person, Researcher first, int field) =>
        (person.Organization == first.Organization ? 12 : 1) * (person.Home == field ? 12 : person.Second == field ? 6 : 1);

    private Researcher Pick(SeededRandom random, Func<Researcher, int> weight, List<Researcher> taken) =>
        _all[random.Weighted([.. _all.Select(p => taken.Contains(p) ? 0 : weight(p))])];

    // Two to twelve; most papers have three to six.
    private static int Team(SeededRandom random) => random.Below(10) switch
    {
        < 7 => random.Between(2, 6),
        < 9 => random.Between(4, 8),
        _ => random.Between(7, 12),
    };

    // Each family name once: two people whose names differ in the first name alone would be taken for one.
    private static IEnumerable<string> People(SeededRandom random, Culture culture)
    {
        var given = random.Shuffled(culture.Given);
        return random.Shuffled(culture.Family).Select((family, i) => $"{given[i % given.Count]} {family}");
    }
}
