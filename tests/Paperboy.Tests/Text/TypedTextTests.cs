using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("  two\r\nlines\u0000\u0007 ", "two\nlines")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("שלום", "שלום")]
    public void A_text_is_kept_without_control_characters(string typed, string kept)
    {
        Assert.True(TypedText.TryReadText(typed, 100, out var text));
        Assert.Equal(kept, text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u202E\u00A0")]
    [InlineData("\u0000\u0001")]
    [InlineData("eleven char")]
    public void What_shows_nothing_or_too_much_is_no_text(string? typed) => Assert.False(TypedText.TryReadText(typed, 10, out _));

    [Fact]
    public void A_line_has_no_second_one()
    {
        Assert.True(TypedText.TryReadLine("one\r\nline", 100, out var line));
        Assert.Equal("one line", line);
    }
}
