using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries.Language;

public sealed class QueryCaretTests
{
    // ^ is the caret; what would be replaced stands in braces.
    [Theory]
    [InlineData("^", "{}", null, "")]
    [InlineData("graph neu^", "graph {neu}", null, "neu")]
    [InlineData("graph ne^ural nets", "graph {neural} nets", null, "ne")]
    [InlineData("graph ^", "graph {}", null, "")]
    [InlineData("^graph", "{}graph", null, "")]
    [InlineData("ti:gra^", "ti:{gra}", "title", "gra")]
    [InlineData("ti:^", "ti:{}", "title", "")]
    [InlineData("ti:(graph neu^)", "ti:(graph {neu})", "title", "neu")]
    [InlineData("ti:(graph ^", "ti:(graph {}", "title", "")]
    [InlineData("ti:(graph) tr^", "ti:(graph) {tr}", null, "tr")]
    [InlineData("-au:lec^un", "-au:{lecun}", "authors", "lec")]
    [InlineData("au:\"yann le^", "au:\"{yann le}", "authors", "yann le")]
    [InlineData("au:\"yann le^cun\" x", "au:\"{yann lecun}\" x", "authors", "yann le")]
    [InlineData("au:\"^", "au:\"{}", "authors", "")]
    [InlineData("5\" \"wide scr^", "5\" \"{wide scr}", null, "wide scr")]
    [InlineData("\"a b\"^", "\"a b\"{}", null, "")]
    [InlineData("cat:cs.^", "cat:{cs.}", "category", "cs.")]
    [InlineData("cat:cs.CL|cs.^", "cat:cs.CL|{cs.}", "category", "cs.")]
    [InlineData("has:co^", "has:{co}", "has", "co")]
    [InlineData("year:x^", "year:{x}", "year", "x")]
    [InlineData("sort:n^", "sort:{n}", "sort", "n")]
    [InlineData("graph OR tr^", "graph OR {tr}", null, "tr")]
    public void The_caret_stands_in_a_token(string text, string replaced, string? field, string typed)
    {
        var caret = text.IndexOf('^', StringComparison.Ordinal);
        var plain = text.Remove(caret, 1);
        var reading = QueryCaret.At(plain, caret, PaperQueries.Vocabulary);
        Assert.Equal(replaced, plain.Insert(reading.Replace.End, "}").Insert(reading.Replace.Start, "{"));
        Assert.Equal(field, reading.Field);
        Assert.Equal(typed, reading.Typed);
    }

    [Fact]
    public void A_caret_outside_of_the_text_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => QueryCaret.At("a", 2, PaperQueries.Vocabulary));
        Assert.Throws<ArgumentOutOfRangeException>(() => QueryCaret.At("a", -1, PaperQueries.Vocabulary));
    }
}
