using Paperboy.Tests.Support;

namespace Paperboy.Tests.Pages;

/// <summary>The papers on which the pages are tested: two days, one hostile paper, one with formulas, one of many authors.</summary>
internal static class InventedPapers
{
    public const string Day = "2026-01-06";
    public const string Formulas = "arXiv:2601.10001";
    public const string Hostile = "arXiv:2601.10002";
    public const string Crowd = "arXiv:2601.10003";
    public const string Versioned = "arXiv:2001.00009";
    public const string Old = "arXiv:hep-th/9901001";
    public const string HostileTitle = "<script>alert(1)</script> & <img src=x onerror=alert(2)> \"Quoted\"";

    public static IEnumerable<string> Lines()
    {
        // 50 listed papers: an edition of two pages.
        for (var i = 0; i < 50; i++)
        {
            yield return Invented.Line(
                ("id", $"arXiv:2601.0{i:D4}"), ("listed", Day), ("title", $"Patient lanterns and what they teach, part {i}"),
                ("abstract", "A lantern that waits sees more than one that runs. We count how much more. The count is honest and small."),
                ("authors", new[] { "Ada Example", $"Ben Sample{i}" }), ("categories", new[] { "cs.CL", "cs.LG" }));
        }

        for (var i = 0; i < 9; i++)
        {
            yield return Invented.Line(
                ("source", "hf"), ("id", $"arXiv:2601.0{i:D4}"), ("listed", null), ("featured", Day), ("upvotes", 40 - i),
                ("title", $"Patient lanterns and what they teach, part {i}"), ("repository", "https://example.org/lanterns"));
        }

        yield return Invented.Line(
            ("id", Formulas), ("listed", "2026-01-07"), ("title", "A bound of $O(n \\log n)$ for tidy shelves"),
            ("abstract", "We show $\\alpha^2 \\le n$ for every shelf, and $\\frac{broken$ stays as it was written. An $n$-ary shelf ($k$, $m$) is $O$ptimal."));
        yield return Invented.Line(
            ("id", Hostile), ("listed", "2026-01-07"), ("title", HostileTitle),
            ("abstract", "</p><script>alert(3)</script> \\href{javascript:alert(4)}{press} <svg onload=alert(5)>"),
            ("authors", new[] { "<b onmouseover=alert(6)>Eve</b>", "Bobby \"); DROP" }), ("categories", new[] { "<i>x", "cs.CR" }),
            ("repository", "javascript:alert(7)"), ("projectPage", "data:text/html,x"), ("organization", "<u>Org</u>"),
            ("comment", "<script>alert(8)</script>"), ("keywords", new[] { "<em>k" }));
        yield return Invented.Line(
            ("id", Crowd), ("listed", "2026-01-07"), ("title", "A paper of many hands"),
            ("authors", Enumerable.Range(0, 900).Select(i => $"Hand Number{i}").ToArray()));
        yield return Invented.Line(
            ("id", Old), ("listed", "2026-01-07"), ("title", "An old identifier, with a slash"), ("doi", "10.1000/Old(1)"),
            ("categories", new[] { "hep-th" }), ("venue", "Journal of Shelves & Lamps"), ("published", "1999-01-02"));
        foreach (var line in VersionedLines())
            yield return line;
    }

    // One paper in two versions, counted and summed up by others, and taken back.
    private static IEnumerable<string> VersionedLines()
    {
        const string first = "We keep nine lamps in a row and count who comes back to them in the evening, which nobody had counted before us in any town.";
        const string second = "We keep ten lamps in a row and count who comes back to them in the evening, which nobody had counted before us in any large town. Code is at hand.";
        yield return Version(1, "Nine Lamps in a Row", first, ["Ada Example", "Ben Sample"]);
        yield return Version(2, "Ten Lamps in a Row", second, ["Ada Example", "Cleo Muster"]);
        yield return Invented.Line(
            ("source", "s2"), ("id", "s2:lamps"), ("ids", new[] { Versioned }), ("title", "Ten Lamps in a Row"), ("abstract", null), ("categories", null),
            ("listed", null), ("published", "2020"), ("citations", 1_204), ("influentialCitations", 31), ("updated", "2026-01-05"),
            ("tldr", "Ten lamps bring more people back than nine do."), ("topics", new[] { "Illumination" }), ("retracted", true));
    }

    private static string Version(int version, string title, string text, string[] authors) => Invented.Line(
        ("id", Versioned), ("listed", null), ("published", "2020"), ("version", version), ("title", title), ("abstract", text), ("authors", authors),
        ("versions", Enumerable.Range(1, version).Select(v => new { version = v, date = $"2020-0{v}-03" }).ToArray()),
        ("license", "http://creativecommons.org/licenses/by/4.0/"), ("withdrawn", version == 2));
}
