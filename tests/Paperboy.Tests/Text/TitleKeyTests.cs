using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class TitleKeyTests
{
    [Theory]
    [InlineData("On {\\em Generalised} Tur\\'an Problems", "On generalised Turán problems.")]
    [InlineData("A $k$-Means  Approach: Revisited", "A k-means approach – revisited")]
    [InlineData("MoE$^2$ at the Edge", "MoE^2 at the edge")]
    [InlineData("``Less'' is More!", "“Less” is more")]
    [InlineData("Ef\ufb01cient Search", "EFFICIENT SEARCH")]
    [InlineData("Q\\&A &amp; More", "Q&A & more")]
    public void Two_spellings_of_one_title_have_one_key(string one, string other) =>
        Assert.Equal(TitleKey.Normalise(one), TitleKey.Normalise(other));

    [Theory]
    [InlineData("Deep Learning", "Deep Learning 2")]
    [InlineData("统计学习", "统计学")]
    public void Different_titles_have_different_keys(string one, string other) =>
        Assert.NotEqual(TitleKey.Normalise(one), TitleKey.Normalise(other));

    [Fact]
    public void A_title_without_letters_has_no_key() => Assert.Equal("", TitleKey.Normalise("?! — …"));
}
