using Paperboy.Readers;
using Xunit;

namespace Paperboy.Tests.Readers;

public sealed class ReaderAddressTests
{
    [Theory]
    [InlineData("ann@example.org", "ann@example.org")]
    [InlineData("  Ann.B+papers@Example.ORG ", "Ann.B+papers@example.org")]
    [InlineData("ann@bücher.example", "ann@xn--bcher-kva.example")]
    [InlineData("root@localhost", "root@localhost")]
    public void An_address_is_kept_as_typed_with_its_domain_in_ascii(string text, string mailbox)
    {
        Assert.True(ReaderAddress.TryParse(text, out var address));
        Assert.Equal(mailbox, address.Mailbox);
    }

    [Fact]
    public void Case_does_not_make_another_reader()
    {
        Assert.True(ReaderAddress.TryParse("Ann@Example.org", out var one));
        Assert.True(ReaderAddress.TryParse("ann@example.ORG", out var other));
        Assert.Equal(one.Key, other.Key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.org")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.org")]
    [InlineData("Ann <ann@example.org>")]
    [InlineData("\"ann b\"@example.org")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann@example.org, ben@example.org")]
    [InlineData("ann@example.org\r\nBcc: ben@example.org")]
    [InlineData("ann@example.org\0")]
    [InlineData("a..b@example.org")]
    [InlineData(".a@example.org")]
    [InlineData("ann(comment)@example.org")]
    [InlineData("änn@example.org")]
    [InlineData("ann@exa mple.org")]
    [InlineData("ann@exam_ple.org")]
    public void What_is_no_plain_address_is_refused(string? text) => Assert.False(ReaderAddress.TryParse(text, out _));

    [Fact]
    public void Too_long_is_refused()
    {
        Assert.False(ReaderAddress.TryParse(new string('a', 65) + "@example.org", out _));
        Assert.False(ReaderAddress.TryParse("ann@" + string.Join('.', Enumerable.Repeat("abcdefgh", 40)) + ".org", out _));
    }
}
