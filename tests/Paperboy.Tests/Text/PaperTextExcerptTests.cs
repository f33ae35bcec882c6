using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class PaperTextExcerptTests
{
    [Theory]
    [InlineData("Short enough.", 40, "Short enough.")]
    [InlineData("One sentence ends here. Another goes on for long.", 30, "One sentence ends here.")]
    [InlineData("No sentence ends in this one for a while", 20, "No sentence ends in…")]
    [InlineData("Too early. Then the words go on and on without an end", 40, "Too early. Then the words go on and on…")]
    [InlineData("We follow Smith et al. In this work more is said", 30, "We follow Smith et al. In…")]
    [InlineData("A formula $a + b + c + d$ is long", 16, "A formula…")]
    [InlineData("Code is at https://example.org/some/place here", 20, "Code is at…")]
    [InlineData("Indivisible", 5, "Indi…")]
    public void An_excerpt_ends_after_a_sentence_or_a_word(string source, int length, string excerpt) =>
        Assert.Equal(excerpt, PaperText.Parse(source).Excerpt(length).ToPlainText());

    [Fact]
    public void An_excerpt_keeps_its_styles() =>
        Assert.Equal("A <em>quick</em> fox…", PaperText.Parse("A \\emph{quick} fox jumps").Excerpt(13).ToHtml());

    [Fact]
    public void A_length_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PaperText.Parse("a").Excerpt(0));
}
