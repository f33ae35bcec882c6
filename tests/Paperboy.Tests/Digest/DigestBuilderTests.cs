using Paperboy.Catalog;
using Paperboy.Daily;
using Paperboy.Digest;
using Xunit;

namespace Paperboy.Tests.Digest;

public sealed class DigestBuilderTests
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    [Fact]
    public void The_first_digest_has_the_first_papers_in_their_order()
    {
        var content = Build(Papers(5), DigestHistory.None, most: 3)!;
        Assert.Equal(["arXiv:2603.00001", "arXiv:2603.00002", "arXiv:2603.00003"], content.Entries.Select(e => e.Id));
        Assert.Equal(5, content.EditionSize);
        Assert.Equal("Paper 1 · and 2 more", content.Subject);
        Assert.Equal("because of 1", content.Entries[0].Reason);
    }

    [Fact]
    public void What_a_reader_has_had_does_not_come_again()
    {
        var history = DigestHistory.None with { Received = new HashSet<string> { "arXiv:2603.00001" } };
        Assert.Equal("arXiv:2603.00002", Build(Papers(2), history)!.Entries.Single().Id);
    }

    [Fact]
    public void An_edition_that_has_not_grown_has_nothing_new()
    {
        // Papers 4 and 5 were there when the last digest was made, and did not make it.
        var history = new DigestHistory(Day, 5, new HashSet<string> { "arXiv:2603.00001", "arXiv:2603.00002", "arXiv:2603.00003" });
        Assert.Null(Build(Papers(5), history));
        Assert.Equal(["arXiv:2603.00006"], Build(Papers(6), history)!.Entries.Select(e => e.Id));
    }

    [Fact]
    public void An_edition_older_than_the_last_digests_is_no_news() =>
        Assert.Null(Build(Papers(3), DigestHistory.None with { LastEdition = Day.AddDays(1) }));

    [Fact]
    public void One_bad_paper_is_left_out_and_named_and_the_digest_goes()
    {
        var papers = Papers(3);
        papers[1] = papers[1] with { Paper = papers[1].Paper with { Title = null! } };
        var left = new List<string>();
        var content = DigestBuilder.Build(Day, Day, papers, DigestHistory.None, 10, (paper, _) => left.Add(paper.Id));
        Assert.Equal(2, content!.Entries.Count);
        Assert.Equal(["arXiv:2603.00002"], left);
    }

    [Fact]
    public void Texts_are_clean_and_authors_few()
    {
        var paper = Papers(1)[0];
        paper = paper with
        {
            Paper = paper.Paper with
            {
                Title = "Bounds for $\\alpha^2 \\le n$",
                Abstract = string.Concat(Enumerable.Repeat("A sentence of an abstract. ", 100)),
                Authors = [.. Enumerable.Range(1, 9).Select(i => $"Author{i} Example")],
            },
        };
        var entry = Build([paper], DigestHistory.None)!.Entries.Single();
        Assert.Equal("Bounds for α² ≤ n", entry.Title);
        Assert.Equal("Author1 Example, Author2 Example, Author3 Example and 6 more", entry.Authors);
        Assert.InRange(entry.Excerpt.Length, 300, 720);
    }

    private static DigestContent? Build(IReadOnlyList<EditionPaper> papers, DigestHistory history, int most = 10) =>
        DigestBuilder.Build(Day, Day, papers, history, most, (_, e) => throw e);

    private static List<EditionPaper> Papers(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i => new EditionPaper(
            new Paper
            {
                Number = i,
                Id = $"arXiv:2603.{i:D5}",
                Title = $"Paper {i}",
                Abstract = $"What paper {i} says.",
                Authors = ["Ada Example"],
                Categories = ["cs.CL"],
                Keywords = [],
                Published = null,
                Day = Day,
            },
            i,
            new Appearance(i, Day, AppearanceKind.Listed, "arxiv", null, 0),
            $"because of {i}")),
    ];
}
