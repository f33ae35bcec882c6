using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Discover;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;
using Paperboy.Storage;
using Paperboy.Tests.Indexing;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Discover;

public sealed class ManyQueriesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperIndex _index;
    private readonly IndexService _service;
    private readonly PaperSearch _search;

    public ManyQueriesTests()
    {
        _database = _folder.OpenDatabase();
        _index = new PaperIndex(_folder.Data);
        _service = new IndexService(_database, _index, NullLogger<IndexService>.Instance);
        _search = new PaperSearch(_index, TestVectors.General(), new PaperStore(_database));
        Save([.. Invented.Lines(300)]);
    }

    public void Dispose()
    {
        _service.Dispose();
        _index.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Answers_are_those_of_single_searches_in_the_order_of_the_queries()
    {
        string[] queries = ["sparse towers", "nothinghasthisword", "noise", "sparse towers"];
        var many = new ManyQueries(_search).Run(queries, new PaperQuestion("", 7) { CountAll = true }, 2, _ => { }, CancellationToken.None);
        Assert.Equal(4, many.Queries);
        Assert.Equal(queries, many.Results.Select(r => r.Query));
        foreach (var result in many.Results)
        {
            var single = _search.Search(new PaperQuestion(result.Query, 7) { CountAll = true });
            Assert.Equal(single.Total, result.Total);
            Assert.Equal(single.Results.Select(r => new ScoredId(r.Paper.Id, r.Score)), result.Results);
        }

        Assert.Equal(7, many.Results[0].Results.Count);
        Assert.Empty(many.Results[1].Results);
    }

    [Fact]
    public void No_answer_is_kept_from_one_pass_to_the_next()
    {
        var passes = new List<double>();
        var many = new ManyQueries(_search).Run(["zebras"], new PaperQuestion("", 10), 3, share =>
        {
            passes.Add(share);
            if (passes.Count == 2)
                Save(Invented.Line(("id", "arXiv:2601.99999"), ("title", "Zebras at last")));
        }, CancellationToken.None);
        Assert.Equal([1 / 3.0, 2 / 3.0, 1.0], passes);
        Assert.Equal("arXiv:2601.99999", Assert.Single(many.Results[0].Results).Id);
    }

    [Fact]
    public void Percentiles_and_mean_are_over_the_medians_of_the_queries()
    {
        var answers = Enumerable.Range(1, 200).Reverse().Select(ms => Answer([ms, 1_000, 0])).ToList();
        var many = ManyAnswers.Of(answers);
        Assert.Equal((200, 101.0, 181.0, 199.0, 100.5), (many.Queries, many.P50Ms, many.P90Ms, many.P99Ms, many.MeanMs));
        Assert.Equal((7.0, 7.0, 7.0), (Single(7).P50Ms, Single(7).P90Ms, Single(7).P99Ms));

        static ManyAnswers Single(double ms) => ManyAnswers.Of([Answer([ms])]);
        static AnswerOfMany Answer(double[] times) => AnswerOfMany.Of(
            new SearchAnswer("x", QueryParser.Parse("x", new QueryVocabulary()), new SearchResult([], new SearchTotal(0, true), []), [], [], 0),
            times);
    }

    [Fact]
    public void A_stop_ends_it_between_two_queries()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => new ManyQueries(_search).Run(["sparse", "towers"], new PaperQuestion("", 10), 1_000, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void Queries_are_the_lines_of_a_file_without_blank_ones_windows_endings_and_a_byte_order_mark()
    {
        var file = _folder.File("queries.txt");
        File.WriteAllBytes(file, [.. "\uFEFFone word\r\n\r\n  \nGödel π\n\"a stray quote"u8]);
        Assert.Equal(["one word", "Gödel π", "\"a stray quote"], QueryFile.Read(file));
    }

    [Fact]
    public void A_file_that_holds_no_queries_is_named_with_the_reason()
    {
        var file = _folder.File("queries.txt");
        AssertRefused(file, "There is no file");
        AssertRefused(_folder.Path, "is a folder");
        File.WriteAllText(file, "\n \n");
        AssertRefused(file, "holds no query");
        File.WriteAllBytes(file, [.. "fine\n"u8, 0xC3, (byte)'\n']);
        AssertRefused(file + ":2", "not UTF-8", file);
    }

    private static void AssertRefused(string named, string reason, string? path = null)
    {
        var error = Assert.Throws<VerbFailedException>(() => QueryFile.Read(path ?? named));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private void Save(params string[] lines)
    {
        new PaperStore(_database).Save([.. lines.Select(RecordJson.Read)], new ImportRun());
        _service.Drain(CancellationToken.None);
    }
}
