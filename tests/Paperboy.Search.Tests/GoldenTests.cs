using Paperboy.Search.Queries.Language;
using Paperboy.Search.TestProgram;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>Indexes that earlier builds wrote (docs/testing.md says how) open and answer as they did then.</summary>
public sealed class GoldenTests
{
    private static readonly QueryVocabulary Vocabulary = new(
        QueryField.Text("title", "ti"),
        QueryField.Text("authors", "au"),
        QueryField.KeywordTree("category", "cat"),
        QueryField.Number("votes", "votes"),
        QueryField.Date("date", "date"));

    // From the rules by which GoldenIndex makes documents: numbers below 300 that are not multiples of ten, but g1.
    private static readonly int[] Numbers = [.. Enumerable.Range(2, 298).Where(number => number % 10 != 0)];

    public static TheoryData<string> Formats => [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!)];

    private static string Root => Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_index_of_this_format_opens_and_answers_as_ever(string format)
    {
        using var folder = new TemporaryFolder().Copy(Path.Combine(Root, format));
        var check = IndexCheck.Check(folder.Path);
        Assert.Empty(check.Problems);
        Assert.Equal((2, 270L), (check.Segments, check.Documents));
        Assert.Contains(Directory.GetFiles(folder.Path), file => file.EndsWith(".del", StringComparison.Ordinal));

        using var searcher = Searcher.Open(folder.Path);
        Assert.Equal(2, searcher.CommittedSequence);
        Assert.Equal(["g123"], Found(searcher, "tharn123"));
        Assert.Empty(Found(searcher, "tharn120"));
        Assert.Empty(Found(searcher, "tharn1"));
        Assert.Equal(["g1"], Found(searcher, "replaced"));
        Assert.Equal(["g1"], Found(searcher, "votes:<0"));
        Assert.Equal(Where(_ => true), Found(searcher, "drelling"));
        Assert.Equal(Where(n => n % 4 == 0), Found(searcher, "\"velmatic snorvel\""));
        Assert.Equal(Where(n => n % 3 == 0), Found(searcher, "ti:snorvel"));
        Assert.Equal(Where(n => n % 2 == 1), Found(searcher, "au:unterlik"));
        Assert.Equal(Where(n => n % 7 == 0), Found(searcher, "cat:yy"));
        Assert.Equal(Where(n => n % 5 == 0 && n % 6 == 3), Found(searcher, "cat:zz.qa date:2023"));
        Assert.Equal(Where(n => n % 7 == 0 && n > 250), Found(searcher, "votes:>250"));
        Assert.Equal(Where(n => n >= 290), Found(searcher, "tharn29*").Where(id => id != "g29"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_index_of_this_format_counts_scores_and_goes_on(string format)
    {
        using var folder = new TemporaryFolder().Copy(Path.Combine(Root, format));
        using var writer = IndexWriter.Open(folder.Path, GoldenIndex.Schema);
        using var searcher = Searcher.Open(folder.Path);
        var result = Search(searcher, "drelling");
        Assert.Equal(Numbers.Length, result.Total.Value);
        Assert.Equal(Numbers.Count(n => n % 5 != 0), Count(result.Facets[0], "zz.QB"));
        Assert.Equal(Numbers.Count(n => n % 7 == 0), Count(result.Facets[0], "yy.AA"));
        Assert.Equal(Numbers.Count(n => n % 6 == 5), Count(result.Facets[1], "2025"));

        // The same documents, written by this build, score the same.
        using var fresh = new TemporaryFolder();
        GoldenIndex.Write(fresh.Path);
        using var other = Searcher.Open(fresh.Path);
        foreach (var query in new[] { "drelling", "drellings snorvel", "quorpian velmatic", "\"snorvel then velmatic\"", "tharn55 oskelund" })
            Assert.Equal(Search(other, query).Hits, Search(searcher, query).Hits);

        Assert.Equal(format == "format-2" ? 0 : Numbers.Length, searcher.VectorCounts().Sum(count => count.Documents));
        if (format != "format-2")
        {
            var request = new NearestRequest([GoldenIndex.VectorOf(77)], 10);
            Assert.Equal("g77", searcher.Nearest(request)[0].Id);
            Assert.Equal(other.Nearest(request).Select(Bare), searcher.Nearest(request).Select(Bare));
            Assert.Equal(other.VectorOf("g78")!.Values.ToArray(), searcher.VectorOf("g78")!.Values.ToArray());
            var crowded = format == "format-3" ? 0 : GoldenIndex.CrowdingOf(77);
            Assert.Equal(crowded, searcher.Nearest(request with { CrowdingShare = 1 }).Single(of => of.Id == "g77").Crowding, 0.00002);
            Assert.Equal(crowded, searcher.VectorOf("g77")!.Crowding, 0.00002);
        }

        writer.Delete("g123");
        writer.MergeAll();
        writer.Commit(3);
        Assert.True(searcher.Refresh());
        Assert.Empty(Found(searcher, "tharn123"));
        Assert.Empty(IndexCheck.Check(folder.Path).Problems);
    }

    private static (string Id, float Similarity) Bare(Neighbour neighbour) => (neighbour.Id, neighbour.Similarity);

    private static long Count(FacetResult facet, string value) => facet.Values.Single(count => count.Value == value).Documents;

    private static IEnumerable<string> Where(Func<int, bool> condition) =>
        Numbers.Where(condition).Select(number => $"g{number}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Found(Searcher searcher, string query) =>
        Search(searcher, query).Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal);

    private static SearchResult Search(Searcher searcher, string query) =>
        searcher.Search(new SearchRequest(QueryParser.Parse(query, Vocabulary), 1000, CountAll: true)
        {
            Facets = [new("category", 10), new("date", 10, Divisor: 10_000)],
        });
}
