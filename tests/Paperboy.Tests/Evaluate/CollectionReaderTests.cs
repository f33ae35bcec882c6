using Paperboy.Cli;
using Paperboy.Evaluate.Collections;
using Xunit;

namespace Paperboy.Tests.Evaluate;

public sealed class CollectionReaderTests : IDisposable
{
    private readonly MadeCollection _made = MadeCollection.Small();

    public void Dispose() => _made.Dispose();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Files_may_be_plain_or_compressed_and_judgements_with_or_without_a_header(bool packed, bool header)
    {
        if (!header)
            _made.Write("qrels/test.tsv", File.ReadAllLines(_made.File("qrels/test.tsv"))[1..]);
        if (packed)
        {
            foreach (var name in new[] { "corpus.jsonl", "queries.jsonl", "qrels/test.tsv" })
                _made.Pack(name);
        }

        var (collection, task) = Read();
        Assert.Equal(["d1", "d2", "d3", "d4"], collection.Documents.Select(document => document.Id));
        Assert.Equal("Graphs of towers without a title.", collection.Documents[2].Whole);
        Assert.Equal(["q1", "q2"], task.Queries.Select(query => query.Id));
        Assert.Equal(2, Assert.Single(task.Facets).Grades["q1"]["d1"]);
        Assert.Equal(new LeftOut(1, 0, 1, 0), task.LeftOut);
    }

    [Fact]
    public void Documents_stand_in_the_order_of_their_ids_bytes()
    {
        _made.Write("corpus.jsonl", new[] { "\uFF5E", "b", "\U0001F600", "a", "B" }.Select(id => MadeCollection.Document(id, "", "x")).ToArray());
        Assert.Equal(["B", "a", "b", "\uFF5E", "\U0001F600"], CollectionReader.Read(_made.Path, default).Documents.Select(document => document.Id));
    }

    [Fact]
    public void A_query_of_which_nothing_is_relevant_is_left_out_and_counted()
    {
        _made.Write("qrels/test.tsv", "q1\td1\t1", "q2\td2\t0", "q3\td2\t-1");
        var task = Read().Task;
        Assert.Equal(["q1"], task.Queries.Select(query => query.Id));
        Assert.Equal(new LeftOut(0, 2, 0, 0), task.LeftOut);
    }

    [Theory]
    [InlineData("corpus.jsonl", "{\"_id\": \"d1\", \"title\": 5}", ":2: title is not a text")]
    [InlineData("corpus.jsonl", "{\"_id\": \"d0\"", ":2: broken JSON at byte 13")]
    [InlineData("corpus.jsonl", "[1]", ":2: the line is no JSON object")]
    [InlineData("corpus.jsonl", "{\"text\": \"without\"}", ":2: _id is missing")]
    [InlineData("corpus.jsonl", "{\"_id\": \"a\\tb\"}", ":2: _id holds a tab")]
    [InlineData("corpus.jsonl", "{\"_id\": \"first\"}", ":2: document first stands in the file twice")]
    [InlineData("queries.jsonl", "{\"_id\": \"first\"}", ":2: query first stands in the file twice")]
    [InlineData("queries.jsonl", "{\"_id\": \"\\ud800\"}", ":2: broken JSON")]
    [InlineData("qrels/test.tsv", "q1 d1 1", ":2: a judgement is query TAB document TAB grade; here are 1 columns")]
    [InlineData("qrels/test.tsv", "q1\td1\tmuch", ":2: the grade \"much\" is not a whole number")]
    [InlineData("qrels/test.tsv", "q1\td1\t7", ":2: document d1 has two grades for query q1: 1 and 7")]
    [InlineData("qrels/test.tsv", "q99\td1\t1", ":2: query q99 does not stand in")]
    public void What_is_broken_is_named_with_file_and_line(string file, string line, string fault)
    {
        _made.Write(file, file.EndsWith(".tsv", StringComparison.Ordinal) ? "q1\td1\t1" : "{\"_id\": \"first\"}", line);
        AssertRefused(_made.File(file) + fault);
    }

    [Theory]
    [InlineData("corpus.jsonl")]
    [InlineData("queries.jsonl")]
    [InlineData("qrels/test.tsv")]
    public void A_missing_file_is_named(string file)
    {
        File.Delete(_made.File(file));
        AssertRefused($"There is no {_made.File(file)} or ");
    }

    [Fact]
    public void A_split_that_is_not_there_is_named_with_those_that_are()
    {
        var collection = CollectionReader.Read(_made.Path, default);
        var error = Assert.Throws<VerbFailedException>(() => CollectionReader.ReadSearch(collection, "train", default));
        Assert.Contains("train.tsv.gz; there are test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_or_not_UTF8_is_named_with_the_line()
    {
        _made.Pack("corpus.jsonl");
        var packed = File.ReadAllBytes(_made.File("corpus.jsonl.gz"));
        File.WriteAllBytes(_made.File("corpus.jsonl.gz"), packed[..^20]);
        AssertRefused("the compressed file is damaged from here on");
        File.Delete(_made.File("corpus.jsonl.gz"));
        File.WriteAllBytes(_made.File("corpus.jsonl"), [.. "{\"_id\": \"d1\"}\n{\"_id\": \"d"u8, 0xC3, .. "\"}\n"u8]);
        AssertRefused(_made.File("corpus.jsonl") + ":2: the line is not UTF-8");
    }

    [Theory]
    [InlineData("{\"d1\": [\"d2\", \"d3\", \"d9\"]}")]
    [InlineData("{\"d1\": {\"cands\": [\"d2\", \"d3\", \"d9\"], \"cand_source\": [[], [], []]}}")]
    public void Pools_are_ranked_under_each_facet_with_the_text_of_the_querys_own_document(string json)
    {
        File.Delete(_made.File("queries.jsonl"));
        File.Delete(_made.File("qrels/test.tsv"));
        _made.Write("qrels/method.tsv", "query-id\tcorpus-id\tscore", "d1\td2\t3", "d1\td3\t0");
        _made.Write("qrels/result.tsv", "d1\td3\t1");
        var pools = _made.Write("pools.json", json);
        var task = PoolReader.Read(CollectionReader.Read(_made.Path, default), pools, "test", default);
        Assert.Equal(["method", "result"], task.Facets.Select(facet => facet.Name));
        var query = Assert.Single(task.Queries);
        Assert.StartsWith("Patient caches\nA cache", query.Text, StringComparison.Ordinal);
        Assert.Equal(["d2", "d3"], query.Pool!.Order());
        Assert.Equal(new LeftOut(0, 0, 0, 1), task.LeftOut);
    }

    [Theory]
    [InlineData("{\"d1\": [\"d2\", 3]}", "the pool of query d1 is no list of ids")]
    [InlineData("{\"d1\": [\"d2\"], \"d1\": []}", "query d1 stands there twice")]
    [InlineData("[]", "it is no JSON object")]
    [InlineData("{\"d1\":\n [}", ":2: broken JSON")]
    [InlineData("{\"d2\": [\"d3\"]}", "query q1 has no pool")]
    [InlineData("{\"q1\": [\"d1\"], \"q2\": [], \"q8\": []}", null)]
    public void Broken_pools_are_named(string json, string? fault)
    {
        var pools = _made.Write("pools.json", json);
        var collection = CollectionReader.Read(_made.Path, default);
        if (fault is null)
            Assert.Equal(1, PoolReader.Read(collection, pools, "test", default).LeftOut.QueriesWithoutJudgements);
        else
            Assert.Contains(fault, Assert.Throws<VerbFailedException>(() => PoolReader.Read(collection, pools, "test", default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_no_index_takes_is_named()
    {
        _made.Write("corpus.jsonl", MadeCollection.Document(new string('x', 513), "", ""));
        AssertRefused(_made.File("corpus.jsonl") + ":1: _id has more than 512 bytes");
    }

    private (Collection Collection, RankingTask Task) Read()
    {
        var collection = CollectionReader.Read(_made.Path, default);
        return (collection, CollectionReader.ReadSearch(collection, "test", default));
    }

    private void AssertRefused(string words) =>
        Assert.Contains(words, Assert.Throws<VerbFailedException>(() => Read()).Message, StringComparison.Ordinal);
}
