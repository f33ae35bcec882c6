using Xunit;

namespace Paperboy.Search.Tests.Suggest;

public sealed class CompleterTests
{
    [Fact]
    public void Words_come_in_their_most_frequent_form_the_most_frequent_first()
    {
        using var index = SuggestIndex.Of("neural networks", "networks of neurons", "a network", "nets", "networks");
        Assert.Equal(["networks:4", "nets:1"], Terms(index.Complete("net")));
        Assert.Equal(["networks:4", "nets:1"], Terms(index.Complete("NE|xyz")).Where(term => term.StartsWith("net", StringComparison.Ordinal)));
        Assert.Equal(new TextSpan(5, 3), index.Complete("deep net").Replace);
    }

    [Fact]
    public void Words_typed_before_choose_what_occurs_with_them()
    {
        using var index = SuggestIndex.Of("graph neural models", "graph neural nets", "nets", "nets of fish", "nets of ropes");
        Assert.Equal(["nets:4", "neural:2"], Terms(index.Complete("ne")));
        Assert.Equal(["neural:2", "nets:4"], Terms(index.Complete("graph ne")));
        Assert.Equal(["nets:4"], Terms(index.Complete("ne| fish")));
        Assert.Equal(["nets:4", "neural:2"], Terms(index.Complete("unheard ne")));
    }

    [Fact]
    public void Titles_have_the_words_typed_and_one_with_the_prefix()
    {
        using var index = SuggestIndex.Of("graph neural models", "neural nets", "graph theory", "graphs of neurons");
        Assert.Equal(["0"], index.Complete("graph neura").Titles);
        Assert.Equal(["0", "3"], index.Complete("graph neur").Titles.Order());
        Assert.Empty(index.Complete("zebra gra").Titles);
    }

    [Fact]
    public void Parts_of_compounds_and_phrases_are_completed_in_place()
    {
        using var index = SuggestIndex.Of("semi-supervised learning", "deep learning");
        Assert.Equal(["semi-supervised:1"], Terms(index.Complete("semi-sup")));
        Assert.Equal(["deep learning:2"], Terms(index.Complete("\"deep lea")));
    }

    [Fact]
    public void Authors_are_found_by_any_of_their_names()
    {
        using var index = Papers();
        Assert.Equal(["\"Ada Lovelace\":2", "\"Ada Byron\":1"], Values(index.Complete("au:ada")));
        Assert.Equal(["\"Ada Lovelace\":2", "\"Stanisław Lem\":1"], Values(index.Complete("graph au:l")));
        Assert.Equal(["Ada Lovelace:2"], Values(index.Complete("au:\"lovel ad")));
        Assert.Equal(["\"Stanisław Lem\":1"], Values(index.Complete("au:stanisl")));
        Assert.Equal(["lovelace:2"], Terms(index.Complete("au:lov", withNames: false)));
        Assert.Empty(index.Complete("ti:lov").Items);
    }

    [Fact]
    public void Columns_are_completed_by_their_values_and_fields_by_their_names()
    {
        using var index = Papers();
        Assert.Equal(["cs.CL:2", "cs.LG:1"], Values(index.Complete("cat:C")));
        Assert.Equal(["cs.CL:2", "cs.LG:1", "math.NT:1"], Values(index.Complete("cat:")));
        Assert.Equal(["code:1", "project:0"], Values(index.Complete("has:")));
        Assert.Equal(["top:0"], Values(index.Complete("graph sort:t")));
        Assert.Contains("cat:", index.Complete("ca").Items.Where(item => item.Kind == CompletionKind.Field).Select(item => item.Text));
        Assert.Empty(index.Complete("year:20").Items);
        Assert.Empty(index.Complete("").Items);
        Assert.Empty(index.Complete("graph ").Items);
    }

    [Fact]
    public void Words_are_those_of_a_naive_count()
    {
        var random = new Random(5);
        using var index = new SuggestIndex();
        var documents = new List<string[]>();
        for (var i = 0; i < 900; i++)
        {
            // Of one letter, twice: no stem is of other words, so that forms and terms have the same counts.
            string[] words = [.. Enumerable.Range(0, 5).Select(_ => $"{"pqxz"[random.Next(4)]}{"pqxz"[random.Next(4)]}{random.Next(1, 6)}{"pqxz"[random.Next(4)]}")];
            documents.Add(words);
            index.Add(new IndexDocument($"{i}").Add("title", string.Join(' ', words)));
            if (i % 250 == 249)
                index.Commit();
        }

        index.Commit();
        foreach (var prefix in new[] { "p", "q", "x", "z", "pq", "zz", "xp3", "qx1z" })
        {
            var expected = documents.SelectMany(words => words.Distinct()).Where(word => word.StartsWith(prefix, StringComparison.Ordinal) && word != prefix)
                .GroupBy(word => word).Select(word => (Text: word.Key, Count: word.Count()))
                .OrderByDescending(word => word.Count).ThenBy(word => word.Text, StringComparer.Ordinal).Take(8);
            Assert.Equal(expected.Select(word => $"{word.Text}:{word.Count}"), Terms(index.Complete(prefix)));
        }
    }

    [Fact]
    public void Any_text_at_any_caret_is_completed_without_complaint()
    {
        using var index = Papers();
        var random = new Random(8);
        const string Signs = "a\"(:)-*gra cat:au:ti:sort:has:é学习“’|\ud83d\ude00\ud83d1.+_";
        for (var i = 0; i < 3000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => Signs[random.Next(Signs.Length)])]);
            var caret = random.Next(text.Length + 1);
            var completions = index.Searcher.Complete(new CompletionRequest(text, caret, Queries.Language.PaperQueries.Vocabulary, 5));
            Assert.InRange(completions.Replace.End, completions.Replace.Start, text.Length);
            index.Suggest(text);
        }
    }

    [Fact]
    public void A_warm_completion_allocates_a_bounded_amount()
    {
        using var index = Papers();
        for (var i = 0; i < 5; i++)
            index.Complete("graph l");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            index.Complete("graph l");
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 50, 1, 200_000);
    }

    private static SuggestIndex Papers()
    {
        var index = new SuggestIndex();
        index.Add(new IndexDocument("1").Add("title", "graph learning").Add("authors", "Ada Lovelace").AddKeyword("author", "Ada Lovelace")
            .AddKeyword("category", "cs.CL").AddKeyword("has", "code"));
        index.Commit();
        index.Add(new IndexDocument("2").Add("title", "graphs").Add("authors", "Ada Lovelace").AddKeyword("author", "Ada Lovelace")
            .AddKeyword("category", "cs.CL").AddKeyword("category", "math.NT"));
        index.Add(new IndexDocument("3").Add("title", "logic").Add("authors", "Ada Byron").AddKeyword("author", "Ada Byron")
            .Add("authors", "Stanisław Lem").AddKeyword("author", "Stanisław Lem").AddKeyword("category", "cs.LG"));
        index.Commit();
        return index;
    }

    private static IEnumerable<string> Terms(Completions completions) => Of(completions, CompletionKind.Term);

    private static IEnumerable<string> Values(Completions completions) => Of(completions, CompletionKind.Value);

    private static IEnumerable<string> Of(Completions completions, CompletionKind kind) =>
        completions.Items.Where(item => item.Kind == kind).Select(item => $"{item.Text}:{item.Documents}");
}
