using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries.Language;

public sealed class ProseTests
{
    private static readonly QueryVocabulary Vocabulary = new([QueryField.Text("title", "ti"), QueryField.Keyword("category", "cat")]);

    [Fact]
    public void No_sign_of_prose_is_an_operator()
    {
        const string Prose = "Why -not \"one phrase\", ti:graph (cat:cs OR k-NN) AND sort:new neur*?";
        var query = QueryParser.ParseWords(Prose, Vocabulary);
        Assert.Empty(query.Root.Required);
        Assert.Empty(query.Notes);
        Assert.Null(query.AskedSort);
        Assert.Equal(
            ["Why", "not", "one", "phrase", "ti", "graph", "cat", "cs", "OR", "k-NN", "AND", "sort", "new", "neur"],
            query.Root.Words.Select(word => word.Text));
        Assert.All(query.Root.Words, word => Assert.Equal(word.Text, Prose.Substring(word.Place.Start, word.Place.Length)));
        Assert.True(QueryParser.ParseWords(" \"-\" ", Vocabulary).IsEmpty);
    }

    [Fact]
    public void Of_prose_that_is_longer_the_first_256_words_are_read()
    {
        var query = QueryParser.ParseWords(string.Join(' ', Enumerable.Range(0, 1_000).Select(i => $"word{i}")), Vocabulary);
        Assert.Equal(256, query.Root.Words.Count);
        Assert.Equal("word255", query.Root.Words[^1].Text);
    }
}
