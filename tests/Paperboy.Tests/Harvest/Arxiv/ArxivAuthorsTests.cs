using Paperboy.Harvest.Arxiv;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

public sealed class ArxivAuthorsTests
{
    [Theory]
    [InlineData("Ada Example", "Ada Example")]
    [InlineData("Ada Example and Ben Muster", "Ada Example|Ben Muster")]
    [InlineData("Ada Example, Ben Muster, and Chi Beispiel", "Ada Example|Ben Muster|Chi Beispiel")]
    [InlineData("Ada Example,Ben Muster,\n  Chi\n  Beispiel", "Ada Example|Ben Muster|Chi Beispiel")]
    [InlineData("Ada Example & Ben Muster", "Ada Example|Ben Muster")]
    [InlineData("Ferdinand Sand and Anders Land", "Ferdinand Sand|Anders Land")]
    [InlineData("Ada Example (1), Ben Muster (1 and 2) ((1) Nowhere, (2) Institute of A, B and C)", "Ada Example|Ben Muster")]
    [InlineData("Ada Example (Univ. of Nowhere), Ben Muster (Elsewhere, Inc.)", "Ada Example|Ben Muster")]
    [InlineData("Wei (David) Example", "Wei Example")]
    [InlineData("Ada Example (Nowhere, Ben Muster", "Ada Example|Ben Muster")]
    [InlineData("Ada Example), Ben Muster", "Ada Example|Ben Muster")]
    [InlineData("The NOWHERE Collaboration: A. Example, B. Muster", "The NOWHERE Collaboration|A. Example|B. Muster")]
    [InlineData("Ben Muster, Jr., Ada Example III, Chi Beispiel, IV", "Ben Muster Jr.|Ada Example III|Chi Beispiel IV")]
    [InlineData("Ada Example et al.", "Ada Example et al.")]
    [InlineData("Ada Example, et al.", "Ada Example")]
    [InlineData("Andr\\'{e} {M{\\\"u}ller, Jr.}, J.\\,B. Muster", "Andr\\'{e} {M{\\\"u}ller, Jr.}|J.\\,B. Muster")]
    [InlineData("", "")]
    [InlineData(" , : ,", "")]
    [InlineData("trailing\\", "trailing\\")]
    public void A_line_of_authors_splits_into_names(string line, string names) =>
        Assert.Equal(names, string.Join('|', ArxivAuthors.Split(line)));

    [Fact]
    public void Nonsense_ends_and_loses_no_letters_outside_parentheses()
    {
        var random = new Random(7);
        const string alphabet = "ab ,:&(){}\\and\n\"'";
        for (var i = 0; i < 20_000; i++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            var names = ArxivAuthors.Split(line);
            Assert.All(names, name => Assert.True(name.Any(char.IsLetter) && name == name.Trim()));
            if (!line.Contains('(', StringComparison.Ordinal) && !line.Contains("and", StringComparison.Ordinal))
                Assert.Equal(line.Count(char.IsLetter), names.Sum(name => name.Count(char.IsLetter)));
        }
    }
}
