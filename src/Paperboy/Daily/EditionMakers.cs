using Paperboy.Catalog;
using Paperboy.Daily.Desk;

namespace Paperboy.Daily;

/// <summary>Who made an edition.</summary>
/// <param name="Curators">Names, in the order in which they began.</param>
/// <param name="Former">How many more there were who have left.</param>
/// <param name="Announced">Sources that announced or published its papers, as they are called.</param>
/// <param name="Featured">Sources that featured some.</param>
public sealed record EditionMakers(
    IReadOnlyList<string> Curators, int Former, IReadOnlyList<string> Announced, IReadOnlyList<string> Featured)
{
    /// <summary>Made by Ada and Bo; the rest by Paperboy, from what arXiv announced.</summary>
    public string Sentence =>
        People() is not { } people ? $"By Paperboy{From()}."
        : From() is { Length: > 0 } from ? $"Made by {people}; the rest by Paperboy{from}."
        : $"Made by {people}.";

    internal static EditionMakers Of(IReadOnlyList<RankedPaper> papers, IReadOnlyList<Hand> hands)
    {
        var because = papers.Select(p => p.Because).OfType<Appearance>().ToList();
        return new EditionMakers(
            [.. hands.Select(hand => hand.Name).OfType<string>()],
            hands.Count(hand => hand.Name is null),
            Sources(because.Where(a => a.Kind != AppearanceKind.Featured)),
            Sources(because.Where(a => a.Kind == AppearanceKind.Featured)));
    }

    private static List<string> Sources(IEnumerable<Appearance> appearances) =>
        [.. appearances.CountBy(a => a.Source).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => SourceNames.Of(s.Key))];

    private string? People()
    {
        string[] former = Former switch { 0 => [], 1 => ["a former curator"], _ => [$"{Former} former curators"] };
        string[] all = [.. Curators, .. former];
        return all.Length == 0 ? null : And(all);
    }

    private string From()
    {
        string[] all =
        [
            .. Announced.Count > 0 ? [$"what {And(Announced)} announced"] : Array.Empty<string>(),
            .. Featured.Count > 0 ? [$"what {And(Featured)} featured"] : Array.Empty<string>(),
        ];
        return all.Length == 0 ? "" : ", from " + And(all);
    }

    private static string And(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
