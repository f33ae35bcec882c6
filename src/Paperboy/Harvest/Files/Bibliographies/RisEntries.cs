using Paperboy.Catalog.Bibliographies;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>What the tags of RIS and of the Web of Science mean.</summary>
internal static class RisEntries
{
    private static readonly char[] Between = [';', '\n'];

    public static IEnumerable<(BibliographyEntry Entry, string? Fault)> Read(string text) => RisReader.Read(text).Select(entry =>
        ((BibliographyEntry Entry, string? Fault))(entry.All("PT").Any() ? OfScience(entry) : OfRis(entry), null));

    private static BibliographyEntry OfRis(RisEntry entry) => new(entry.Line)
    {
        // ST is the short title, and for some programs the only one.
        Title = entry.First("TI", "T1", "CT", "BT", "ST"),
        Abstract = Paragraphs(entry.All("AB", "N2").FirstOrDefault()),
        Authors = Names(entry.All("AU", "A1")),
        Keywords = Words(entry.All("KW"), Between),
        Venue = entry.First("JO", "JF", "T2", "JA", "J2", "BT", "CY"),
        Date = entry.First("DA", "PY", "Y1") is { } first && char.IsAsciiDigit(first[0]) ? first : entry.First("PY", "Y1"),
        Ids = [.. entry.All("DO").SelectMany(EntryIds.OfDoi), .. entry.All("UR", "L1", "L2", "M3", "N1", "JO", "T2").SelectMany(EntryIds.In)],
        Address = entry.All("UR", "L2").SelectMany(urls => Words([urls], Between)).FirstOrDefault(),
    };

    private static BibliographyEntry OfScience(RisEntry entry) => new(entry.Line)
    {
        Title = entry.First("TI"),
        Abstract = entry.First("AB"),
        Authors = Names((entry.All("AF").Any() ? entry.All("AF") : entry.All("AU")).SelectMany(names => names.Split('\n'))),
        Keywords = Words(entry.All("DE").Select(words => words.ReplaceLineEndings(" ")), [';']),
        Venue = entry.First("SO"),
        Date = entry.First("PY"),
        Month = entry.First("PD"),
        Ids = [.. entry.All("DI").SelectMany(EntryIds.OfDoi)],
    };

    // Some write several into one value; a comma stands inside each.
    private static List<string> Names(IEnumerable<string> names) => Words(names, Between);

    private static List<string> Words(IEnumerable<string> values, char[] between) =>
        [.. values.SelectMany(value => value.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    // Lines of a value are wrapped text.
    private static string? Paragraphs(string? text) => text?.ReplaceLineEndings(" ");
}
