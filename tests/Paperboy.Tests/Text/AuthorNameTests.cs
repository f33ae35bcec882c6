using FsCheck;
using FsCheck.Fluent;
using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class AuthorNameTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Lovelace", "Ada", "lovelace", "ada-lovelace")]
    [InlineData("  Ada   Lovelace ", "Lovelace", "Ada", "lovelace", "ada-lovelace")]
    [InlineData("Lovelace, Ada", "Lovelace", "Ada", "lovelace", "ada-lovelace")]
    [InlineData("Lovelace, Ada K.", "Lovelace", "Ada K.", "lovelace", "ada-k-lovelace")]
    [InlineData("Kurt G\\\"odel", "Gödel", "Kurt", "godel", "kurt-godel")]
    [InlineData("P\\'al Erd\\H{o}s", "Erdős", "Pál", "erdos", "pal-erdos")]
    [InlineData("{\\L}ukasz Wi{\\'s}niewski", "Wiśniewski", "Łukasz", "wisniewski", "lukasz-wisniewski")]
    [InlineData("S{\\o}ren Ve{\\ss}er", "Veßer", "Søren", "vesser", "soren-vesser")]
    [InlineData("Jan van der Berg", "van der Berg", "Jan", "berg", "jan-van-der-berg")]
    [InlineData("van der Berg, Jan", "van der Berg", "Jan", "berg", "jan-van-der-berg")]
    [InlineData("Carla De Rossi", "De Rossi", "Carla", "rossi", "carla-de-rossi")]
    [InlineData("van Berg", "van Berg", "", "berg", "van-berg")]
    [InlineData("Gabriela Garcia Marino", "Marino", "Gabriela Garcia", "marino", "gabriela-garcia-marino")]
    [InlineData("Garcia Marino, Gabriela", "Garcia Marino", "Gabriela", "marino", "gabriela-garcia-marino")]
    [InlineData("Sinead O'Malley", "O'Malley", "Sinead", "omalley", "sinead-omalley")]
    [InlineData("Anne Smith-Jones", "Smith-Jones", "Anne", "smithjones", "anne-smith-jones")]
    [InlineData("Plato", "Plato", "", "plato", "plato")]
    [InlineData("王小明", "王", "小明", "王", "u738bu5c0fu660e")]
    [InlineData("김 민준", "김", "민준", "김", "uae40-ubbfcuc900")]
    [InlineData("Иван Петров", "Петров", "Иван", "петров", "u438u432u430u43d-u43fu435u442u440u43eu432")]
    [InlineData("Ada Lovelace (Analytical Society)", "Lovelace", "Ada", "lovelace", "ada-lovelace")]
    [InlineData("Ada Lovelace*", "Lovelace", "Ada", "lovelace", "ada-lovelace")]
    public void A_name_is_split_folded_and_addressed(string source, string family, string given, string match, string slug)
    {
        var name = AuthorName.Parse(source);

        Assert.Equal((family, given, match, slug), (name.Family, name.Given, name.MatchSurname, name.Slug));
    }

    [Theory]
    [InlineData("Martin Lund Jr.", "Jr.", "Martin Lund Jr.")]
    [InlineData("Martin Lund, Jr.", "Jr.", "Martin Lund Jr.")]
    [InlineData("Lund, Martin, Jr.", "Jr.", "Martin Lund Jr.")]
    [InlineData("Lund, Jr., Martin", "Jr.", "Martin Lund Jr.")]
    [InlineData("Martin Lund III", "III", "Martin Lund III")]
    public void A_suffix_is_neither_family_nor_given_name(string source, string suffix, string display)
    {
        var name = AuthorName.Parse(source);

        Assert.Equal(("Lund", "Martin", suffix, display), (name.Family, name.Given, name.Suffix, name.Display));
    }

    [Fact]
    public void A_slug_of_any_text_is_never_empty_and_needs_no_escaping() =>
        Prop.ForAll(HostileText.Arbitrary, source =>
        {
            var slug = AuthorName.Parse(source).Slug;
            return slug.Length > 0 && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        }).Check(HostileText.Config);

    [Fact]
    public void The_name_as_shown_has_the_same_slug_as_its_source() =>
        Prop.ForAll(Gen.Elements("Ada Lovelace", "Lovelace, Ada", "P\\'al Erd\\H{o}s", "王小明", "Jan van der Berg, Jr.").ToArbitrary(), source =>
        {
            var name = AuthorName.Parse(source);
            return AuthorName.Parse(name.Display).Slug == name.Slug;
        }).Check(HostileText.Config);
}
