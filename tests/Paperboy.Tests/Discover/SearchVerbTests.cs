using System.Text.Json;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Discover;

/// <summary>A corpus and its queries, as somebody measures them from a shell.</summary>
public sealed class SearchVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_of_queries_over_an_imported_table_gives_times_and_results()
    {
        var corpus = Write("corpus.tsv", "Patient caches\tThey wait for graphs.", "no tab", "Sparse towers\tThey fall.");
        var import = await Run("import", corpus, "--json");
        Assert.Equal(3, import.ExitCode);
        Assert.Equal($"{corpus}:2", Rejection(import.Output));
        var queries = Write("queries.txt", "sparse tower", "caches", "nothinghasthis");
        var json = await Run("search", "--queries", queries, "--limit", "5", "--repeat", "2", "--json");
        Assert.True(json.ExitCode == 0, json.Errors);
        var answer = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(
            ["queries", "p50Ms", "p90Ms", "p99Ms", "meanMs", "results"], answer.EnumerateObject().Select(property => property.Name));
        Assert.Equal(3, answer.GetProperty("queries").GetInt32());
        Assert.True(answer.GetProperty("p50Ms").GetDouble() > 0);
        var results = answer.GetProperty("results");
        Assert.Equal("tsv:3", results[0].GetProperty("results")[0].GetProperty("id").GetString());
        Assert.True(results[0].GetProperty("results")[0].GetProperty("score").GetDouble() > 0);
        Assert.Equal("tsv:1", results[1].GetProperty("results")[0].GetProperty("id").GetString());
        Assert.Equal(0, results[2].GetProperty("total").GetProperty("value").GetInt32());
        var table = await Run("search", "--queries", queries);
        Assert.Contains("p99 ms", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_explains_each_score_when_asked()
    {
        await Run("import", Write("papers.tsv", "Patient caches\tThey wait.", "Caches\tPatient they are not."));
        var words = await Run("search", "patient", "caches", "--explain");
        Assert.Contains("tier 8 of 8: “patient caches” stands side by side as typed (title, word 1)", words.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await Run("search", "patient", "caches", "--explain", "--json")).Output).RootElement;
        foreach (var result in json.GetProperty("results").EnumerateArray())
        {
            var parts = result.GetProperty("explanation").GetProperty("terms").EnumerateArray().Sum(term => term.GetProperty("contribution").GetDouble());
            Assert.Equal(result.GetProperty("wordScore").GetDouble(), parts);
        }
    }

    [Fact]
    public async Task A_search_is_by_words_and_meaning_unless_another_mode_is_asked_for()
    {
        await Run("import", Write("papers.tsv", "Patient caches\tThey wait.", "Caches\tPatient they are not."));
        var hybrid = JsonDocument.Parse((await Run("search", "patient", "caches", "--json")).Output).RootElement;
        Assert.Equal("hybrid", hybrid.GetProperty("mode").GetString());
        foreach (var result in hybrid.GetProperty("results").EnumerateArray())
        {
            Assert.Equal("everyWord", result.GetProperty("ground").GetString());
            Assert.True(result.GetProperty("similarity").GetDouble() > 0, "the verb has embedded the papers");
            Assert.Equal(result.GetProperty("score").GetDouble(), result.GetProperty("wordPart").GetDouble() + result.GetProperty("meaningPart").GetDouble(), 9);
        }

        var words = JsonDocument.Parse((await Run("search", "patient", "caches", "--mode", "keyword", "--json")).Output).RootElement;
        Assert.Equal("keyword", words.GetProperty("mode").GetString());
        Assert.False(words.TryGetProperty("meaning", out _));
        Assert.False(words.TryGetProperty("withoutMeaning", out _));
        var sorted = JsonDocument.Parse((await Run("search", "patient", "caches", "--sort", "new", "--json")).Output).RootElement;
        Assert.Equal("keyword", sorted.GetProperty("mode").GetString());
        var queries = Write("queries.txt", "patient caches");
        var many = JsonDocument.Parse((await Run("search", "--queries", queries, "--mode", "semantic", "--json")).Output).RootElement;
        Assert.Equal(1, many.GetProperty("queries").GetInt32());
    }

    [Fact]
    public async Task An_embedder_that_is_away_leaves_the_words_and_is_named()
    {
        await Run("import", Write("papers.tsv", "Patient caches\tThey wait."));
        File.WriteAllText(_folder.File("data/paperboy.json"), """{"Embeddings":{"Kind":"ollama","Address":"http://127.0.0.1:9","Model":"none","Tries":1}}""");
        var search = await Run("search", "patient caches", "--json");
        Assert.Contains("Found by words only: ", search.Errors, StringComparison.Ordinal);
        var answer = JsonDocument.Parse(search.Output).RootElement;
        Assert.Equal("embedderAway", answer.GetProperty("withoutMeaning").GetProperty("because").GetString());
        Assert.Equal("tsv:1", answer.GetProperty("results")[0].GetProperty("id").GetString());
        Assert.Empty((await Run("search", "patient caches", "--mode", "keyword")).Errors);
    }

    [Fact]
    public async Task A_search_tells_how_it_was_read_in_which_order_and_what_it_counted()
    {
        await Run("import", Write(
            "papers.jsonl",
            Invented.Line(("upvotes", 3)),
            Invented.Line(("id", "arXiv:2601.00002"), ("title", "Small caches, great patience"), ("upvotes", 9), ("categories", new[] { "cs.LG" })),
            Invented.Line(("id", "arXiv:2601.00003"), ("title", "A cache"), ("abstract", "Of towers."), ("authors", new[] { "Cy Third" }))));
        var search = await Run("search", "\"small caches", "--sort", "top", "--facets", "--json");
        Assert.True(search.ExitCode == 0, search.Errors);
        Assert.Contains("The quote at 1 is never closed", search.Errors, StringComparison.Ordinal);
        var answer = JsonDocument.Parse(search.Output).RootElement;
        Assert.Equal("\"small caches\" sort:top", answer.GetProperty("canonical").GetString());
        Assert.Equal("top", answer.GetProperty("sort").GetString());
        Assert.Equal(0, answer.GetProperty("notes")[0].GetProperty("start").GetInt32());
        Assert.StartsWith("The quote at 1", answer.GetProperty("notes")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, answer.GetProperty("withEveryWord").GetInt32());
        Assert.Equal(["arXiv:2601.00002", "arXiv:2601.00001"], answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        var category = answer.GetProperty("facets")[0];
        Assert.Equal("category", category.GetProperty("name").GetString());
        Assert.Equal("cat:cs.CL", category.GetProperty("values")[0].GetProperty("condition").GetString());
        Assert.Equal(1, category.GetProperty("values")[0].GetProperty("papers").GetInt32());

        var plain = JsonDocument.Parse((await Run("search", "small caches", "--json")).Output).RootElement;
        Assert.Equal([8, 8, 0], plain.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("tier").GetInt32()));
        Assert.False(plain.TryGetProperty("facets", out _));
        Assert.Empty((await Run("search", "\"small caches", "--quiet")).Errors);
        Assert.Contains("at least 1 paper,", (await Run("search", "caches cat:cs", "--limit", "1", "--mode", "keyword")).Output, StringComparison.Ordinal);
        Assert.Contains("category: cs.CL 1, cs.LG 1", (await Run("search", "small caches", "--facets")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--sort takes relevance, new or top, not \"nonsense\"", "words", "--sort", "nonsense")]
    [InlineData(2, "--mode takes keyword, semantic or hybrid, not \"nonsense\"", "words", "--mode", "nonsense")]
    [InlineData(2, "--sort is for a QUERY, not for --queries", "--queries", "x.txt", "--sort", "new")]
    [InlineData(2, "either a QUERY or --queries FILE, not both", "words", "--queries", "x.txt")]
    [InlineData(2, "search takes a QUERY, or --queries FILE")]
    [InlineData(2, "search takes a QUERY, or --queries FILE", " ")]
    [InlineData(2, "--repeat is for --queries only", "words", "--repeat", "2")]
    [InlineData(2, "--repeat takes a whole number from 1 to 1000", "--queries", "x.txt", "--repeat", "0")]
    [InlineData(1, "There is no file nowhere.txt", "--queries", "nowhere.txt")]
    public async Task Wrong_use_is_answered_in_words(int exitCode, string words, params string[] arguments)
    {
        var ended = await Run(["search", .. arguments]);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Empty(ended.Output);
    }

    private static string Rejection(string output)
    {
        var rejection = JsonDocument.Parse(output).RootElement.GetProperty("rejections")[0];
        return $"{rejection.GetProperty("file").GetString()}:{rejection.GetProperty("line").GetInt32()}";
    }

    private Task<PaperboyProcess.Ended> Run(params string[] arguments) =>
        PaperboyProcess.Run([.. arguments, "--data", _folder.File("data")]);

    private string Write(string name, params string[] lines)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }
}
