using FsCheck;
using FsCheck.Fluent;

namespace Paperboy.Tests.Text;

/// <summary>Random sources put together from what has a meaning somewhere between TeX, Markdown, HTML and Unicode.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "<", ">", "&", "\"", "'", "\\", "{", "}", "$", "$$", "`", "``", "''", "~", "*", "**", "_", "^", "[", "]", "(", ")", "-", "--", "%",
        "\\(", "\\)", "\\[", "\\]", "\\'", "\\\"", "\\c", "\\frac", "\\sqrt", "\\hat", "\\left", "\\unknown", "\\begin{align}",
        "\\end{align}", "\\begin{itemize}", "\\item", "\\href{", "\\url{", "\\textbf{", "\\emph", "{\\em ", "\\footnote{", "\\cite{", "\\\\",
        "<script>", "</script>", "<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:x\">",
        "javascript:alert(1)", "https://example.org/a_b", "https://", "http://evil\"onmouseover=x", "www.example.org.", "data:text/html,x",
        "](http://a.org)", "&amp;", "&lt;", "&#60;", "&#x202e;", "&#0;", "&amp;lt;", "\u0000", "\u0007", "\u202e", "\u2066", "\u200b", "\ufeff",
        "\ud800", "\udc00", "\ud83d\ude00", "\u0301", "\u0092", "\ufb01", "\u00a0", "\r\n", "\t", "  ", " ", "a", "b", "Tur", "5", "10", "é", "文", ".", ",", "\u0338",
    ];

    public static Config Config { get; } = FsCheck.Config.QuickThrowOnFailure.WithReplay(42, 43).WithMaxTest(2000).WithEndSize(60);

    public static Arbitrary<string> Arbitrary { get; } = Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    /// <summary>The same without anything that could begin a formula.</summary>
    public static Arbitrary<string> WithoutMath { get; } = Gen.Elements(Pieces
            .Where(piece => !piece.Contains('$', StringComparison.Ordinal) && !piece.Contains('\\', StringComparison.Ordinal)).ToArray())
        .ListOf().Select(string.Concat).ToArbitrary();
}
