using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries;

/// <summary>What explanations say; that their numbers are those of the ranking, <see cref="QueryOracleTests"/> tests.</summary>
public sealed class ExplainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Searcher _searcher;

    public ExplainerTests()
    {
        using var writer = IndexWriter.Open(_folder.Path, RandomPapers.Schema);
        writer.Upsert(Paper("side", "On learning", "We train some auxiliary models and a model").AddKeyword("category", "cs.LG").Set("votes", 7));
        writer.Upsert(Paper("near", "On learning", "An auxiliary set of small models"));
        writer.Upsert(Paper("forms", "Modelling with auxiliaries", "auxiliaries"));
        writer.Upsert(Paper("title", "Models, a survey of everything that is auxiliary", ""));
        writer.Upsert(Paper("apart", "Models", "auxiliary"));
        writer.Upsert(Paper("half", "Models", "of birds"));
        writer.Upsert(Paper("none", "Birds", "fly"));
        writer.Commit(1);
        _searcher = Searcher.Open(_folder.Path);
    }

    public void Dispose()
    {
        _searcher.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("side", "tier 8 of 8: “auxiliary models” stands side by side as typed (abstract, word 4)")]
    [InlineData("near", "tier 7 of 8: the words of “auxiliary models” stand near each other and in order as typed (abstract, words 2 to 6)")]
    [InlineData("title", "tier 6 of 8: all words of “auxiliary models” are in the title as typed")]
    [InlineData("apart", "tier 5 of 8: all words of “auxiliary models” are there as typed, but not together")]
    [InlineData("forms", "tier 2 of 8: all words of “auxiliary models” are in the title; “auxiliary”, “models” only in another form")]
    [InlineData("half", "tier 0 of 8: “auxiliary” is missing")]
    [InlineData("none", "not found by this query\ntier 0 of 8: it has none of the words\nscore 0: no word of the query is in it that could rank it")]
    public void The_tier_is_explained_by_where_the_words_stand(string id, string lines) =>
        Assert.StartsWith(lines, Explain("auxiliary models", id).ToString(), StringComparison.Ordinal);

    // By hand: idf ln(1 + 2.5 / 5.5) and ln(1 + 1.5 / 6.5), norm 1.2 (0.25 + 0.75 * 12 / 7.857).
    [Fact]
    public void The_score_is_explained_by_its_terms()
    {
        var explanation = Explain("auxiliary models cat:cs votes:>10", "side");
        Assert.Equal(
            """
            not found by this query
            tier 8 of 8: “auxiliary models” stands side by side as typed (abstract, word 4)
            0.25 = 0.14 for “auxiliary” (in 5 of 7 documents; once in the abstract) + 0.11 for “models” (in 6 of 7 documents; twice in the abstract); the document counts 12 words, the average is 8
            meets cat:cs
            does not meet votes:>=11
            """,
            explanation.ToString());
    }

    [Fact]
    public void A_document_that_is_not_there_has_no_explanation() =>
        Assert.Null(_searcher.Explain(QueryParser.Parse("x", RandomPapers.Vocabulary), "nowhere"));

    private Explanation Explain(string query, string id) => _searcher.Explain(QueryParser.Parse(query, RandomPapers.Vocabulary), id)!;

    private static IndexDocument Paper(string id, string title, string text) =>
        new IndexDocument(id).Add("title", title).Add("abstract", text);
}
