using Paperboy.Search.Queries.Language;
using Paperboy.Search.Tests.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests;

public sealed class PassageTermsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Searcher _searcher;

    public PassageTermsTests()
    {
        using (var writer = IndexWriter.Open(_folder.Path, new IndexSchema([new("title", 2), new("abstract", 1)])))
        {
            for (var i = 0; i < 200; i++)
                writer.Upsert(new IndexDocument($"{i}").Add("title", "a lantern of").Add("abstract", i % 20 == 0 ? "a graph of trees" : "a tree of"));
            writer.Commit(1);
        }

        _searcher = Searcher.Open(_folder.Path);
    }

    public void Dispose()
    {
        _searcher.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("graph of the tree", "abstract", "graph|tree")]
    [InlineData("of the", "abstract", "of|the")]
    [InlineData("\"of the\" graph", "abstract", "of the|graph")]
    [InlineData("tree", "abstract", "tree")]
    [InlineData("graph ti:lantern abs:\"of trees\"", "abstract", "graph|of trees")]
    [InlineData("graph ti:lantern abs:\"of trees\"", "title", "graph|lantern")]
    [InlineData("ti:lantern", "title", "lantern")]
    [InlineData("cat:cs.CL -tree graph year:2024", "abstract", "graph")]
    [InlineData("(graph OR shelf) -lamp", "abstract", "graph|shelf")]
    [InlineData("sort:new", "abstract", "")]
    public void What_a_field_is_asked_for_is_shown_but_for_function_words(string query, string field, string terms) =>
        Assert.Equal(terms, string.Join('|', Terms(query, field, "a text").Select(term => term.Text)));

    [Fact]
    public void A_prefix_stands_for_the_words_of_the_text_that_begin_so()
    {
        var text = "Grüße to GRAPHS, a graphic and a paragraph; graphs again.";
        Assert.Equal(["GRAPHS", "graphic"], Terms("graph*", "abstract", text).Select(term => term.Text));
        Assert.Equal(["GRAPHS", "graphic", "graphs"], Marked(text, Terms("graph*", "abstract", text)));
        Assert.Equal(["Grüße"], Marked(text, Terms("grus*", "abstract", text)));
    }

    [Fact]
    public void Rare_words_weigh_more()
    {
        var weights = Terms("lantern graph shelf", "title", "").Select(term => term.Weight).ToList();
        Assert.True(weights[0] > 0);
        Assert.Equal(weights.Order(), weights);
        Assert.Equal(3, weights.Distinct().Count());
    }

    [Fact]
    public void Phrases_are_marked_where_they_stand_and_words_everywhere()
    {
        const string text = "A tree. Trees of graphs, graphs of trees.";
        Assert.Equal(["graphs of trees"], Marked(text, [new PassageTerm("graph of trees")]));
        Assert.Equal(["tree", "Trees", "trees"], Marked(text, [new PassageTerm("trees")]));
        Assert.Empty(Highlighter.Find("", [new PassageTerm("trees")]));
    }

    [Theory]
    [InlineData("graph", null, true)]
    [InlineData("graph sort:relevance", SortOrder.Relevance, true)]
    [InlineData("au:graph sort:top", SortOrder.Top, false)]
    [InlineData("gra* cat:cs -tree", null, false)]
    [InlineData("cat:cs (a OR \"b c\") sort:new", SortOrder.New, true)]
    public void A_query_knows_what_order_it_asks_for_and_whether_it_ranks(string text, SortOrder? asked, bool ranks)
    {
        var query = PaperQueries.Parse(text);
        Assert.Equal(asked, query.AskedSort);
        Assert.Equal(ranks, query.HasRankedWords("authors"));
        var sorted = query.WithSort(SortOrder.Top);
        Assert.Equal(SortOrder.Top, sorted.Sort);
        Assert.EndsWith("sort:top", sorted.ToString(), StringComparison.Ordinal);
        Assert.Equal(query.ToString(), (asked is { } order ? sorted.WithSort(order) : sorted.WithSort(SortOrder.Relevance)).ToString());
    }

    private static IEnumerable<string> Marked(string text, IReadOnlyList<PassageTerm> terms) =>
        Highlighter.Find(text, terms).Select(span => text.Substring(span.Start, span.Length));

    private IReadOnlyList<PassageTerm> Terms(string text, string field, string shown)
    {
        var query = PaperQueries.Parse(text);
        return PassageTerms.Of(query, _searcher.Search(new SearchRequest(query, 1) { WithTermWeights = true }), field, shown);
    }
}
