using Paperboy.Web;
using Xunit;

namespace Paperboy.Tests.Web;

public sealed class PageRoutesTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("1", 1)]
    [InlineData("50", 50)]
    [InlineData("51", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData(" 2", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("٣", null)]
    public void Page_numbers_are_whole_and_bounded(string? text, int? expected) =>
        Assert.Equal(expected, PageRoutes.PageNumber(text, 50));
}
