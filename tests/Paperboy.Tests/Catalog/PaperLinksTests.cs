using Paperboy.Catalog;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class PaperLinksTests
{
    [Theory]
    [InlineData("arXiv:2601.00001", "/papers/arXiv:2601.00001")]
    [InlineData("arXiv:hep-th/9901001", "/papers/arXiv:hep-th/9901001")]
    [InlineData("doi:10.1000/a(b)%2f", "/papers/doi:10.1000/a%28b%29%252f")]
    [InlineData("x:\"<>", "/papers/x:%22%3C%3E")]
    public void Ids_keep_their_colons_and_slashes_and_nothing_else_that_means_something(string id, string expected) =>
        Assert.Equal(expected, PaperLinks.Page(id));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" JaVaScRiPt:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("//example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_addresses_of_the_web_are_links(string? address) => Assert.Null(PaperLinks.Web(address));

    [Fact]
    public void Every_category_of_arXiv_that_papers_carry_has_a_name()
    {
        Assert.Equal("Computation and Language", ArxivCategories.NameOf("cs.CL"));
        Assert.Equal("High Energy Physics: Theory", ArxivCategories.NameOf("hep-th"));
        Assert.Null(ArxivCategories.NameOf("cs.XX"));
    }
}
