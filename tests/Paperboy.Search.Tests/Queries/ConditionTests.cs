using System.Globalization;
using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries;

/// <summary>Faults that the oracle found, each by itself.</summary>
public sealed class ConditionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_facet_of_numbers_far_apart_counts_the_greatest_too()
    {
        using var searcher = Index([.. new[] { long.MinValue, -3, 5, 5, 200_000, long.MaxValue }.Select((votes, i) => Paper($"{i}", "x", "").Set("votes", votes))]);
        var values = Ask(searcher, "x", facets: new FacetRequest("votes", 10, 1)).Facets[0].Values;
        Assert.Equal([long.MaxValue, 200_000, 5, -3, long.MinValue], values.Select(value => long.Parse(value.Value, CultureInfo.InvariantCulture)));
        Assert.Equal([1, 1, 2, 1, 1], values.Select(value => value.Documents));
    }

    [Fact]
    public void A_word_of_a_field_is_met_by_every_document_of_a_window()
    {
        using var searcher = Index(Paper("a", "deep", "nets"), Paper("b", "deep", "nets"), Paper("c", "nets", "deep"), Paper("d", "deep", "nets"));
        Assert.Equal(["a", "b", "d"], Found(searcher, "nets ti:deep"));
    }

    [Fact]
    public void Numbers_of_64_bits_sort_by_all_of_them()
    {
        using var searcher = Index(
            Paper("a", "x", "").Set("votes", 5_000_000_000), Paper("b", "x", "").Set("votes", 6_000_000_000), Paper("c", "x", ""),
            Paper("d", "x", "").Set("votes", long.MinValue), Paper("e", "x", "").Set("votes", long.MaxValue));
        Assert.Equal(["e", "b", "a", "d", "c"], Found(searcher, "x sort:top"));
    }

    [Fact]
    public void Conditions_of_which_one_has_no_document_left_find_nothing()
    {
        using var searcher = Index(Paper("a", "graph", "x"), Paper("b", "tree", "nets"));
        Assert.Empty(Found(searcher, "bush* ti:gra* abs:nets"));
        Assert.Empty(Found(searcher, "ti:nets gra*"));
    }

    [Fact]
    public void Beside_a_condition_that_scores_a_free_word_has_to_match()
    {
        using var searcher = Index(
            Paper("a", "graph tree", "neural nets"), Paper("b", "tree", "neural nets"), Paper("c", "graph", "neural nets"), Paper("d", "graph", "nets neural"));
        Assert.Equal(["a", "c"], Found(searcher, "graph bush \"neural nets\"").Order());
        Assert.Equal(["a", "b", "c"], Found(searcher, "graph tree +bush|neural -\"nets neural\"").Order());
    }

    [Fact]
    public void A_list_of_words_in_a_field_finds_documents_with_one_of_them_there()
    {
        using var searcher = Index(Paper("a", "graph", "x"), Paper("b", "x", "graph tree"), Paper("c", "tree", "graph"), Paper("d", "y", "z"));
        Assert.Equal(["a", "c"], Found(searcher, "ti:(graph tree)").Order());
        var total = searcher.Search(new SearchRequest(QueryParser.Parse("ti:(graph tree)", RandomPapers.Vocabulary), 1)).Total;
        Assert.Equal(new SearchTotal(1, false), total);
    }

    [Fact]
    public void Of_very_many_words_no_document_has_every_one()
    {
        var words = string.Join(' ', Enumerable.Range(0, 70).Select(i => $"w{i}x"));
        using var searcher = Index(Paper("a", "", words), Paper("b", "", "w1x w2x"), Paper("c", "", "other"));
        var found = Ask(searcher, words);
        Assert.Equal([("a", 0), ("b", 0)], found.Hits.Select(hit => (hit.Id, hit.Tier)));
        Assert.Equal((2, 0), (found.Total.Value, found.WithEveryWord));
        Assert.Equal(["a"], Found(searcher, $"\"{words}\""));
        Assert.Equal(["b"], Found(searcher, $"w1x -\"{words}\""));
    }

    [Fact]
    public void Values_with_other_letters_than_A_to_Z_are_found_as_they_stand()
    {
        using var searcher = Index(Paper("a", "x", "").AddKeyword("category", "Écologie.FR"), Paper("b", "x", "").AddKeyword("category", "écologie"));
        Assert.Equal(["a"], Found(searcher, "cat:Écologie.fr"));
        Assert.Equal(["a"], Found(searcher, "cat:Éco*"));
        Assert.Equal(["b"], Found(searcher, "cat:éCOLOGIE"));
    }

    [Fact]
    public void A_prefix_without_spaces_needs_all_that_stands_before_it()
    {
        using var searcher = Index(Paper("a", "深度学习", ""), Paper("b", "度学", ""), Paper("c", "深度", "x"), Paper("d", "", "模型abcd 模型"), Paper("e", "abcd", ""));
        Assert.Equal(["a"], Found(searcher, "深度学*"));
        Assert.Equal(["d"], Found(searcher, "模型ab*"));
    }
    [Fact]
    public void A_facet_that_cannot_be_counted_is_refused_by_its_name()
    {
        using var searcher = Index(Paper("a", "x", "").Set("votes", 1));
        Assert.Contains("'votes'", Assert.Throws<ArgumentOutOfRangeException>(() => Ask(searcher, "x", new FacetRequest("votes", 1, -5))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ask(searcher, "x", new FacetRequest("votes", -1, 1)));
        Assert.Empty(Ask(searcher, "x", new FacetRequest("no such column", 5)).Facets[0].Values);
    }

    [Fact]
    public void A_tier_does_not_depend_on_the_other_documents_of_the_segment()
    {
        using var writer = IndexWriter.Open(_folder.Path, RandomPapers.Schema);
        writer.Upsert(Paper("a", "", "the model it works"));
        writer.Commit(1);
        writer.Upsert(Paper("b", "", "its"));
        writer.Commit(2);
        using var searcher = Searcher.Open(_folder.Path);
        Assert.Equal(4, Ask(searcher, "models its works").Hits[0].Tier);
        writer.MergeAll();
        writer.Commit(3);
        searcher.Refresh();
        Assert.Equal(4, Ask(searcher, "models its works").Hits[0].Tier);
    }

    private static IndexDocument Paper(string id, string title, string text) =>
        new IndexDocument(id).Add("title", title).Add("abstract", text);

    private static SearchResult Ask(Searcher searcher, string query, params FacetRequest[] facets) =>
        searcher.Search(new SearchRequest(QueryParser.Parse(query, RandomPapers.Vocabulary), 100, CountAll: true)
        {
            Facets = facets,
            SortColumns = ("date", "votes"),
        });

    private static IEnumerable<string> Found(Searcher searcher, string query) => Ask(searcher, query).Hits.Select(hit => hit.Id);

    private Searcher Index(params IndexDocument[] documents)
    {
        using var writer = IndexWriter.Open(_folder.Path, RandomPapers.Schema);
        foreach (var document in documents)
            writer.Upsert(document);
        writer.Commit(1);
        return Searcher.Open(_folder.Path);
    }
}
