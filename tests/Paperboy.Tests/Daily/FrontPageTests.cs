using Paperboy.Catalog;
using Paperboy.Daily;
using Xunit;

namespace Paperboy.Tests.Daily;

public sealed class FrontPageTests
{
    [Theory]
    [InlineData(5, 20, 100)]
    [InlineData(36, 20, 100)]
    [InlineData(36, 180, 2000)]
    [InlineData(36, 60, 0)]
    public void Every_paper_stands_once_and_by_rank(int count, int title, int text)
    {
        var papers = Papers(count, title, text);
        var front = FrontPage.MakeUp(papers, first: true);
        PaperView[] shown = [front.Lead!, .. front.Under, .. front.Beside, .. front.Sections.SelectMany(s => s.Papers)];
        Assert.Equal(papers.Select(p => p.Paper.Id), shown.Select(v => v.Paper.Id));
        Assert.InRange(front.Beside.Count, 2, 6);
        Assert.True(front.Under.Count % 2 == 0);
    }

    [Fact]
    public void A_short_lead_gets_more_stories_under_it_than_a_long_one()
    {
        var (small, large) = (FrontPage.MakeUp(Papers(36, 20, 80), true), FrontPage.MakeUp(Papers(36, 20, 80, leadText: 1200), true));
        Assert.True(small.Under.Count + small.Beside.Count >= 2);
        Assert.True(large.Beside.Count >= small.Beside.Count || large.Under.Count <= small.Under.Count);
    }

    [Fact]
    public void Few_papers_and_later_pages_have_no_lead()
    {
        Assert.Null(FrontPage.MakeUp(Papers(4, 20, 80), first: true).Lead);
        Assert.Null(FrontPage.MakeUp(Papers(36, 20, 80), first: false).Lead);
        Assert.Empty(FrontPage.MakeUp([], first: true).Sections);
    }

    [Fact]
    public void Featured_papers_and_the_others_stand_apart()
    {
        var sections = FrontPage.MakeUp(Papers(36, 20, 80), first: true).Sections;
        Assert.Equal(2, sections.Count);
        Assert.Equal("Featured", sections[0].Title);
    }

    private static List<EditionPaper> Papers(int count, int title, int text, int leadText = 0) =>
    [
        .. Enumerable.Range(1, count).Select(rank => new EditionPaper(
            new Paper
            {
                Number = rank,
                Id = $"arXiv:2601.{rank:D5}",
                Title = Words(title),
                Abstract = Words(rank == 1 && leadText > 0 ? leadText : text),
                Authors = ["Ada Example"],
                Categories = [],
                Keywords = [],
                Published = null,
                Day = null,
            },
            rank,
            new Appearance(rank, new DateOnly(2026, 1, 6), rank <= 20 ? AppearanceKind.Featured : AppearanceKind.Listed, "hf", 1, 1),
            "Because")),
    ];

    private static string Words(int characters) => string.Concat(Enumerable.Repeat("lamp ", (characters / 5) + 1))[..characters];
}
