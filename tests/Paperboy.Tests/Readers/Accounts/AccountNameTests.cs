using Paperboy.Readers.Accounts;
using Paperboy.Web;
using Xunit;

namespace Paperboy.Tests.Readers.Accounts;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("Ada")]
    [InlineData("Jean-Luc O'Neill")]
    [InlineData("Nguyễn Văn A")]
    [InlineData("李小龍")]
    [InlineData("Зоя Ivanova")]
    [InlineData("יעל")]
    [InlineData("แอน")]
    [InlineData("R2-D2")]
    [InlineData("Müller")]
    public void Names_of_people_are_taken(string name)
    {
        Assert.True(AccountName.TryParse(name, out var parsed));
        Assert.Equal(name, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1234")]
    [InlineData("A\u0000b")]
    [InlineData("A\nb")]
    [InlineData("\u202Enimda")]
    [InlineData("A\u2066b")]
    [InlineData("Ad\u200Ba")]
    [InlineData("Ad\u00ADa")]
    [InlineData("\u3164")]
    [InlineData("\uFFA0a")]
    [InlineData("Z\u0301\u0302\u0303algo")]
    [InlineData("Аda")]
    [InlineData("αdmin")]
    [InlineData("<b>Ada</b>")]
    [InlineData("ada@example.org")]
    [InlineData("Ada ✓")]
    [InlineData("Ada\uD800")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_would_disturb_or_deceive_is_no_name(string name) => Assert.False(AccountName.TryParse(name, out _));

    [Fact]
    public void Blanks_become_single_ones()
    {
        Assert.True(AccountName.TryParse("  Ada   Lovelace ", out var name));
        Assert.Equal("Ada Lovelace", name);
    }

    [Fact]
    public void A_name_of_our_making_is_one() => Assert.True(AccountName.TryParse(AccountName.New(), out _));

    [Theory]
    [InlineData("/papers?q=a%20b&page=2", true)]
    [InlineData("/", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("papers", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/a\\b", false)]
    [InlineData("https://evil.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/a\r\nSet-Cookie: x=y", false)]
    [InlineData("/\t/evil.example", false)]
    public void After_signing_in_one_stays_in_the_house(string? path, bool stays) =>
        Assert.Equal(stays ? path : "/", PostedForm.LocalPath(path));
}
