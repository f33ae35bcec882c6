using System.Text;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>Words for the invented archive, with what authors and services do to texts.</summary>
internal sealed class InventedTexts(Random random)
{
    public static readonly string[] Licenses =
    [
        "http://arxiv.org/licenses/nonexclusive-distrib/1.0/", "http://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/licenses/by-nc-sa/4.0/", "http://creativecommons.org/publicdomain/zero/1.0/",
    ];

    private static readonly string[] Words =
    [
        "sparse", "patient", "lattice", "caches", "towers", "reading", "graphs", "small", "language", "models", "noise", "maps",
        "proofs", "tides", "kernels", "rivers", "bounded", "quiet", "entropy", "mirrors", "gradients", "weather", "archives",
        "robust", "letters", "fields", "spectral", "ladders", "attention", "salt", "orchards", "phases", "memory", "bridges",
        "discrete", "harbours", "planning", "ferns", "sampling", "clocks", "curvature", "lanterns", "parsing", "glaciers",
    ];

    private static readonly string[] Joints = ["of", "for", "with", "under", "without", "beyond", "from"];

    private static readonly string[] Oddities =
    [
        "$\\mathcal{O}(n \\log n)$ steps", "a gain of 12\\% on average", "what we call ``slow reading''", "for $p<0.05$ & above",
        "the Erd\\H{o}s--R\\'enyi case", "Schr\\\"odinger's \\emph{other} cat", "for all $x \\in \\mathbb{R}^{d}$", "na\u00EFve caf\u00E9s",
        "code at https://example.org/code?x=1&y=2", "\\textbf{bold} claims", "$\\alpha$-stable noise", "\u201Cquoted\u201D --- and dashed",
        "the set {a_1, a_2}", "x ~ N(0, 1)", "\uD835\uDD38-numbers",
    ];

    private static readonly string[] Families =
    [
        "Grimsvik", "Verdelune", "Nu\u00DFbaumer", "Olmedilla", "Zubizurrieta", "Wr\u00F3blikowski", "Karaoba", "Obiadinma", "O'Tarn",
        "van der Meerveld", "Xiah\u00F3u", "Tsukiyonoda", "al-Zaytuni", "Thistlewick", "Ivarsd\u00F3ttir", "Kulkarnavis",
    ];

    private static readonly string[] Given =
        ["Ada", "J\u00F6rg", "M.", "Li", "A. B.", "Siobh\u00E1n", "Jean-Luc", "Ayumi", "Nneka", "T.-Y.", "\u0141ukasz", "In\u00E9s"];

    private static readonly string[] Syllables = ["ka", "lo", "ven", "tir", "mo", "sel", "ra", "dun", "pi", "or", "nax", "bel", "qui", "zo"];

    public string Title()
    {
        // An invented name makes each title its own: what looks alike could be taken for one paper.
        var title = $"{Name()}: {Upper(Word())} {Word()} {Joint()} {Word()} {Word()}";
        title = random.Next(8) switch
        {
            0 => title + " with $\\alpha$-" + Word(),
            1 => title + ",\n  or " + Word() + " " + Joint() + " " + Word(),
            2 => title + " in ``" + Word() + "''",
            3 => title + " & " + Word() + " <" + Word() + ">",
            _ => title,
        };
        return title;
    }

    public string Abstract()
    {
        var text = new StringBuilder("  ");
        var sentences = 3 + random.Next(4);
        for (var i = 0; i < sentences; i++)
            text.Append(i == 0 ? "" : i % 3 == 2 ? "\n" : " ").Append(Sentence());
        return text.Append('\n').ToString();
    }

    public string Sentence()
    {
        var words = Enumerable.Range(0, 8 + random.Next(10)).Select(i => i % 4 == 3 ? Joint() : Word());
        return Upper(string.Join(' ', words)) + (random.Next(4) == 0 ? ", with " + Oddities[random.Next(Oddities.Length)] : "") + ".";
    }

    public InventedAuthor Author() => new(
        Families[random.Next(Families.Length)] + (random.Next(2) == 0 ? "" : "-" + Upper(Syllable() + Syllable())),
        Given[random.Next(Given.Length)],
        random.Next(30) == 0 ? "Jr." : null,
        random.Next(6) == 0 ? "University of Lower Saltmarsh" : null);

    public InventedFeature Feature(DateOnly day) => new(
        day, 1 + random.Next(90), random.Next(9),
        random.Next(2) == 0 ? $"https://github.com/example/{Name()}" : null, random.Next(500),
        [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => $"{Word()} {Word()}").Distinct()]);

    private string Name() => Upper(string.Concat(Enumerable.Range(0, 4).Select(_ => Syllable())));

    private string Syllable() => Syllables[random.Next(Syllables.Length)];

    private string Word() => Words[random.Next(Words.Length)];

    private string Joint() => Joints[random.Next(Joints.Length)];

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
