using Paperboy.Catalog;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class WordDifferenceTests
{
    [Theory]
    [InlineData("a b c", "a b c", "a b c")]
    [InlineData("", "", "")]
    [InlineData("", "a b", "+a b")]
    [InlineData("a b", "", "-a b")]
    [InlineData("we keep nine lamps", "we keep ten lamps", "we keep|-nine|+ten|lamps")]
    [InlineData("the end of it", "at the end of it all", "+at|the end of it|+all")]
    [InlineData("a b c a b b a", "c b a b a c", "-a b|c|+b|a b|-b|a|+c")]
    [InlineData("one  two\nthree", "one two three", "one two three")]
    public void Words_that_went_and_came_stand_in_reading_order(string before, string after, string expected) =>
        Assert.Equal(expected, Write(WordDifference.Between(before, after)));

    [Fact]
    public void The_script_is_the_shortest_and_leads_from_one_text_to_the_other()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var before = Words(random);
            var after = Words(random);
            var runs = WordDifference.Between(string.Join(' ', before), string.Join(' ', after));
            Assert.Equal(before, Texts(runs, WordChange.Inserted));
            Assert.Equal(after, Texts(runs, WordChange.Deleted));
            Assert.Equal(
                before.Length + after.Length - (2 * LongestCommon(before, after)),
                runs.Where(run => run.Change != WordChange.Kept).Sum(run => run.Text.Split(' ').Length));
        }
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_one_deletion_and_one_insertion_whatever_their_length()
    {
        var before = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => "a" + i));
        var after = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => "b" + i));
        Assert.Equal([WordChange.Deleted, WordChange.Inserted], WordDifference.Between(before, after).Select(run => run.Change));
    }

    private static string[] Words(Random random) =>
        [.. Enumerable.Range(0, random.Next(30)).Select(_ => ((char)('a' + random.Next(4))).ToString())];

    private static string[] Texts(IReadOnlyList<WordRun> runs, WordChange without) =>
        [.. runs.Where(run => run.Change != without).SelectMany(run => run.Text.Split(' '))];

    // The plain table of all prefixes.
    private static int LongestCommon(string[] one, string[] other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
                table[i, j] = one[i - 1] == other[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
        }

        return table[one.Length, other.Length];
    }

    private static string Write(IReadOnlyList<WordRun> runs) => string.Join('|', runs.Select(run =>
        (run.Change switch { WordChange.Deleted => "-", WordChange.Inserted => "+", _ => "" }) + run.Text));
}
