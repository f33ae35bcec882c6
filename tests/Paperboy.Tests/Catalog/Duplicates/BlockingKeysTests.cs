using Paperboy.Catalog;
using Paperboy.Catalog.Duplicates;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog.Duplicates;

public sealed class BlockingKeysTests
{
    private static readonly PaperRecord Record = Invented.Record();

    [Theory]
    [InlineData("ON THE PATIENCE of small caches.", new[] { "Somebody Else" })]
    [InlineData("On thePatience of Small Caches", new[] { "B. Sample", "A. Example" })]
    [InlineData("The Patience of Small Cachs", new[] { "Sample, Ben", "Example, Ada" })]
    [InlineData("Patience: A Study", new[] { "Ada Example", "Ben Sample" })]
    public void Records_that_may_be_one_work_share_a_key(string title, string[] authors) =>
        Assert.NotEmpty(BlockingKeys.Of(Record).Intersect(BlockingKeys.Of(Record with { Title = title, Authors = authors })));

    [Theory]
    [InlineData("Straight Towers of Sparse Maps", new[] { "Ada Example", "Ben Sample" })]
    [InlineData("The Patience of Straight Towers", new[] { "Somebody Else" })]
    public void Others_share_none(string title, string[] authors) =>
        Assert.Empty(BlockingKeys.Of(Record).Intersect(BlockingKeys.Of(Record with { Title = title, Authors = authors })));

    [Fact]
    public void Editorials_of_different_people_do_not_meet() =>
        Assert.Empty(BlockingKeys.Of(Record with { Title = "Editorial" }).Intersect(BlockingKeys.Of(Record with { Title = "Editorial", Authors = ["Somebody Else"] })));

    [Fact]
    public void Without_authors_or_letters_there_are_none()
    {
        Assert.Empty(BlockingKeys.Of(Record with { Authors = [] }));
        Assert.Empty(BlockingKeys.Of(Record with { Authors = ["?"] }));
        Assert.Empty(BlockingKeys.Of(Record with { Title = "?! …" }));
    }

    [Fact]
    public void Keys_are_stored_and_never_change() =>
        Assert.Equal([PinnedTitle, PinnedAuthors], BlockingKeys.Of(Record));

    private const long PinnedTitle = -2997876258631195375;
    private const long PinnedAuthors = -198810807404347362;
}
