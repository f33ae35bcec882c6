using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class PaperTextPassagesTests
{
    private const string Source = "One lamp burns. Two lamps of $\\alpha^2 \\le n$ burn longer, we find. See https://example.org/lamps for three.";

    [Theory]
    [InlineData("One lamp burns.", "One lamp burns.")]
    [InlineData("Two lamps", "Two lamps …")]
    [InlineData("burn longer", "… burn longer …")]
    [InlineData("for three.", "… for three.")]
    [InlineData("α", "… α² ≤ n …")]
    [InlineData("example", "… https://example.org/lamps …")]
    [InlineData("lamp burns.|we find.", "… lamp burns. … we find.")]
    [InlineData("of α|n burn", "… of α² ≤ n burn …")]
    public void Passages_are_joined_by_ellipses_and_formulas_and_links_stay_whole(string passages, string shown)
    {
        var text = PaperText.Parse(Source);
        Assert.Equal(shown, text.Passages(Spans(text, passages)).ToPlainText());
    }

    [Fact]
    public void Styles_and_formulas_come_along()
    {
        var text = PaperText.Parse("A \\emph{very long} day, and $x^2$ ends it.");
        Assert.Equal("… <em>long</em> day …", text.Passages(Spans(text, "long day")).ToHtml());
        Assert.Contains("data-tex=\"x^2\"", text.Passages(Spans(text, "and x")).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_text_and_the_passages_all_their_characters_are_there_in_order()
    {
        var random = new Random(9);
        string[] parts = ["lamp ", "$\\frac{a}{b}$", "\\emph{x y} ", ". ", "https://example.org/a ", "\U0001F600", "$$n$$", "— ", "«q» ", "**b** "];
        for (var i = 0; i < 3_000; i++)
        {
            var text = PaperText.Parse(string.Concat(Enumerable.Range(0, random.Next(1, 15)).Select(_ => parts[random.Next(parts.Length)])));
            var plain = text.ToPlainText();
            var spans = new List<PlainSpan>();
            for (var at = random.Next(5); at < plain.Length; at = spans[^1].End + random.Next(6))
                spans.Add(new PlainSpan(at, Math.Min(plain.Length, at + 1 + random.Next(8))));
            var cut = text.Passages(spans);
            var shown = cut.ToPlainText();
            var place = 0;
            foreach (var span in spans)
            {
                var piece = plain[span.Start..span.End].Trim();
                var found = shown.IndexOf(piece, place, StringComparison.Ordinal);
                Assert.True(found >= 0 || piece.Length == 0, $"{plain} -> {shown} lacks {piece}");
                place = Math.Max(place, found);
            }

            Assert.Equal(shown, string.Concat(cut.Runs.Select(run => run.Text)));
            Assert.All(cut.Runs.Where(run => run.IsMath), run => Assert.Contains(run, text.Runs));
        }
    }

    private static IReadOnlyList<PlainSpan> Spans(PaperText text, string passages)
    {
        var plain = text.ToPlainText();
        return [.. passages.Split('|').Select(passage => (Start: plain.IndexOf(passage, StringComparison.Ordinal), passage.Length))
            .Select(found => new PlainSpan(found.Start, found.Start + found.Length))];
    }
}
