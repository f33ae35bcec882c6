using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class PaperTextScaleTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{\\em ")]
    [InlineData("\\emph{")]
    [InlineData("\\footnote{x")]
    [InlineData("$")]
    [InlineData("$$ ")]
    [InlineData("$x\\$")]
    [InlineData("\\(")]
    [InlineData("\\[ \\(")]
    [InlineData("\\begin{align}")]
    [InlineData("\\'")]
    [InlineData("\\\"a")]
    [InlineData("`")]
    [InlineData("*a ")]
    [InlineData("_b ")]
    [InlineData("<i>")]
    [InlineData("<sup>")]
    [InlineData("&amp;")]
    [InlineData("&")]
    [InlineData("[x")]
    [InlineData("www.")]
    [InlineData("://")]
    [InlineData("https://a")]
    [InlineData("x^{")]
    [InlineData("~")]
    public void The_look_ahead_grows_in_step_with_the_source(string piece)
    {
        // The end that every beginning looks for stands at the far end only.
        const string end = "} $ $$ \\) \\] \\end{align} ' ` * _ </i> </sup> ; ](http://a.org)";
        // Longer than the reach of any look-ahead, so that its bound has taken effect at both lengths.
        var once = Scanned(piece, 60_000, end);
        var twice = Scanned(piece, 120_000, end);

        Assert.True(twice <= (2.1 * once) + 1000, $"{once} characters looked at ahead, then {twice}");
    }

    [Theory]
    [InlineData("{", "}")]
    [InlineData("{\\bf ", "}")]
    [InlineData("\\href{https://a.org}{", "}")]
    [InlineData("\\footnote{", "}")]
    [InlineData("\\unknown{", "}")]
    [InlineData("<i>", "</i>")]
    public void Ten_thousand_levels_need_no_stack(string open, string close)
    {
        var source = string.Concat(Enumerable.Repeat(open, 10_000)) + "core" + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.Contains("core", PaperText.Parse(source).ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "}")]
    [InlineData("\\sqrt{", "}")]
    [InlineData("\\hat", "")]
    [InlineData("^", "")]
    [InlineData("\\frac", "")]
    public void A_formula_nested_beyond_reason_reads_as_its_source(string open, string close)
    {
        var tex = string.Concat(Enumerable.Repeat(open, 500)) + "x" + string.Concat(Enumerable.Repeat(close, 500));

        Assert.Equal(tex, MathText.ToUnicode(tex));
    }

    [Fact]
    public void A_text_without_signs_is_one_run()
    {
        var text = PaperText.Parse("A plain title of words, with commas.");

        Assert.Equal(new TextRun("A plain title of words, with commas."), Assert.Single(text.Runs));
    }

    private static long Scanned(string piece, int length, string end)
    {
        var parser = new PaperTextParser(string.Concat(Enumerable.Repeat(piece, length / piece.Length)) + end);
        parser.Parse();
        return parser.Map.Scanned;
    }
}
