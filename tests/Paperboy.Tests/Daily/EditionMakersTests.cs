using Paperboy.Catalog;
using Paperboy.Daily;
using Paperboy.Daily.Desk;
using Xunit;

namespace Paperboy.Tests.Daily;

public sealed class EditionMakersTests
{
    private static readonly DateOnly Day = new(2026, 1, 6);

    private static readonly IReadOnlyList<RankedPaper> Papers = EditionRanking.Rank(
    [
        new Appearance(1, Day, AppearanceKind.Listed, "arxiv", null, 0),
        new Appearance(2, Day, AppearanceKind.Featured, "hf", 9, 9),
    ]);

    [Fact]
    public void An_edition_that_nobody_touched_names_its_sources() => Assert.Equal(
        "By Paperboy, from what arXiv announced and what Hugging Face Daily Papers featured.", EditionMakers.Of(Papers, []).Sentence);

    [Fact]
    public void Curators_are_named_and_those_who_left_are_counted()
    {
        Assert.Equal(
            "Made by Ada, Bo and a former curator; the rest by Paperboy, from what arXiv announced and what Hugging Face Daily Papers featured.",
            EditionMakers.Of(Papers, [new Hand(1, "Ada"), new Hand(0, null), new Hand(2, "Bo")]).Sentence);
        Assert.Equal("Made by Ada.", EditionMakers.Of([], [new Hand(1, "Ada")]).Sentence);
        Assert.Equal("Made by 2 former curators.", EditionMakers.Of([], [new Hand(0, null), new Hand(0, null)]).Sentence);
    }
}
