using System.Globalization;
using System.Text.RegularExpressions;

namespace Paperboy.Harvest.Acl;

/// <summary>
/// Which files the ACL Anthology has. It publishes no list of them that can be asked for at the address of the files, so a
/// year's are its known venues'; one that is not there (404) was not held, or is not out yet.
/// </summary>
internal static partial class AclCollections
{
    /// <summary>From this year on a collection is a venue's, before it a letter's.</summary>
    private const int FirstYearOfVenues = 2020;
    private const int FirstYear = 1952;

    // The venues of most of the Anthology's papers, the greatest first.
    private static readonly string[] Venues =
    [
        "acl", "emnlp", "findings", "naacl", "eacl", "aacl", "ijcnlp", "coling", "lrec", "tacl", "cl", "conll", "semeval", "starsem",
        "wmt", "iwslt", "eamt", "amta", "mtsummit", "jeptalnrecital", "ccl", "icon", "ranlp", "nodalida", "gwc", "paclic", "rocling", "alta",
        "sigdial", "inlg", "bionlp", "bea", "blackboxnlp", "argmining", "wassa", "wnut", "woah", "clinicalnlp", "sdp", "gem", "repl4nlp", "law",
        "mwe", "sigmorphon", "sigtyp", "vardial", "latechclfl", "insights", "nllp", "finnlp", "trustnlp", "gebnlp", "codi", "crac", "mrl",
        "clpsych", "cmcl", "dravidianlangtech", "ltedi", "arabicnlp", "americasnlp", "fever", "nlp4dh", "smm4h", "tsar", "wat", "iwcs", "iwpt",
    ];

    // Letters that stand for venues in ids such as P19-1001.
    private static readonly Dictionary<string, char> Letters =
        ("acl:P emnlp:D naacl:N eacl:E coling:C cl:J tacl:Q conll:K ijcnlp:I lrec:L semeval:S starsem:S ws:W ranlp:R paclic:Y "
            + "rocling:O alta:U jeptalnrecital:F muc:M hlt:H anlp:A tinlap:T tipster:X")
        .Split(' ').ToDictionary(pair => pair[..^2], pair => pair[^1], StringComparer.Ordinal);

    /// <summary>The collections of some years and venues, the newest first.</summary>
    /// <param name="from">The first year.</param>
    /// <param name="until">The last year.</param>
    /// <param name="named">Venues (acl, tacl), letters (P), or whole collections (2020.splu, P19), which are taken whatever the years.</param>
    /// <exception cref="HarvestOrderException">A name is none.</exception>
    public static IReadOnlyList<(string Id, int Year)> Of(int from, int until, IReadOnlyList<string> named)
    {
        var found = new List<(string Id, int Year)>();
        foreach (var name in named.Where(name => Collection().IsMatch(name)))
            found.Add((name, YearOf(name)));
        string[] venues = named.Count == 0 ? [.. Venues.Concat(Letters.Keys).Distinct()] : [.. named.Where(name => !Collection().IsMatch(name))];
        if (venues.FirstOrDefault(name => !Venue().IsMatch(name)) is { } wrong)
            throw new HarvestOrderException($"“{wrong}” is no venue of the ACL Anthology: name venues such as acl or emnlp, or collections such as 2020.splu or P19.");
        for (var year = until; year >= Math.Max(from, FirstYear); year--)
        {
            foreach (var venue in venues)
                found.AddRange(Named(venue, year).Select(id => (id, year)));
        }

        return [.. found.Distinct()];
    }

    private static IEnumerable<string> Named(string venue, int year)
    {
        var ofYear = string.Create(CultureInfo.InvariantCulture, $"{year}.{venue}");
        if (year >= FirstYearOfVenues)
            return venue.Length > 1 ? [ofYear] : [];
        var letter = venue.Length == 1 ? char.ToUpperInvariant(venue[0]) : Letters.GetValueOrDefault(venue);

        // Some venues were taken in later, with ids of the new form.
        string[] old = letter == default ? [] : [string.Create(CultureInfo.InvariantCulture, $"{letter}{year % 100:D2}")];
        return venue.Length > 1 ? [.. old, ofYear] : old;
    }

    // Two digits: the Anthology begins in 1952, and its letters end with 2019.
    private static int YearOf(string collection) => collection.Contains('.', StringComparison.Ordinal)
        ? int.Parse(collection.AsSpan(0, 4), CultureInfo.InvariantCulture)
        : int.Parse(collection.AsSpan(1), CultureInfo.InvariantCulture) is var digits && digits >= FirstYear % 100 ? 1900 + digits : 2000 + digits;

    [GeneratedRegex(@"^((19|20)[0-9]{2}\.[a-z0-9]+|[A-Z][0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Collection();

    [GeneratedRegex("^([a-z0-9]{2,40}|[A-Z])$", RegexOptions.CultureInvariant)]
    private static partial Regex Venue();
}
