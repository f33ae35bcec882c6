using Paperboy.Discover;
using Paperboy.Indexing;
using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Tests.Indexing;

public sealed class JournalNameTests
{
    [Theory]
    [InlineData("Journal of Shelves & Lamps", "Journal of Shelves & Lamps")]
    [InlineData("Proc. of the 5th Workshop (Volume 1: Long Papers)", "Proc. of the 5th Workshop (Volume 1: Long Papers)")]
    [InlineData("  The “Second”\tWorkshop ", "The Second Workshop")]
    [InlineData("Tools (LREC'14)", "Tools (LREC'14)")]
    [InlineData("--- (?) ---", "")]
    public void A_name_is_shown_as_it_came_but_for_quotes(string venue, string shown) =>
        Assert.Equal(shown, JournalName.Shown(JournalName.Of(venue)));

    [Fact]
    public void Whatever_a_venue_is_called_a_query_can_name_it()
    {
        const string signs = "abcÄßé学习 ABC 019 ()[]{}\"'“”«»„:;,.-_*+|&/\\!?#\t\n\u00A0\u200Bｆ（）\uD83D\uDE00~^`=@%$";
        var random = new Random(11);
        for (var i = 0; i < 5_000; i++)
        {
            var venue = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => signs[random.Next(signs.Length)]));
            var name = JournalName.Of(venue);
            if (name.Length == 0)
                continue;
            var read = QueryParser.Parse($"journal:\"{JournalName.Shown(name)}\"", PaperVocabulary.Queries);
            var written = read.ToString();
            Assert.True(
                written.Equals($"journal:\"{name}\"", StringComparison.OrdinalIgnoreCase)
                || written.Equals($"journal:{name}", StringComparison.OrdinalIgnoreCase),
                $"{venue} -> {name} -> {written}");
        }
    }
}
