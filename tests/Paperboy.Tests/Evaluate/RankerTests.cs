using Paperboy.Discover;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Modes;
using Xunit;

namespace Paperboy.Tests.Evaluate;

/// <summary>The plain formulas against twins that score every document, word by word.</summary>
public sealed class RankerTests
{
    private static readonly string[] Words = ["sparse", "patient", "towers", "graph", "proofs", "maps", "noise", "model", "cache"];

    [Fact]
    public void BM25_is_the_formula_over_all_documents()
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var documents = Documents(random, 40);
            var query = Sentence(random, random.Next(1, 6));
            var average = documents.Average(document => Stems(document.Whole).Length);
            var expected = Ranked(documents, document =>
            {
                var words = Stems(document.Whole);
                return Stems(query).Sum(word =>
                {
                    var having = documents.Count(other => Stems(other.Whole).Contains(word));
                    var count = words.Count(w => w == word);
                    return Math.Log(1 + ((documents.Length - having + 0.5) / (having + 0.5)))
                        * count * 2.2 / (count + (1.2 * (0.25 + (0.75 * words.Length / average))));
                });
            });
            AssertSame(expected, new Bm25Ranker(Terms(documents)), query);
        }
    }

    [Fact]
    public void TfIdf_is_the_cosine_of_the_weighted_counts()
    {
        var random = new Random(12);
        for (var round = 0; round < 60; round++)
        {
            var documents = Documents(random, 30);
            var query = documents[random.Next(documents.Length)].Whole;
            var idf = Words.Select(Stem).ToDictionary(
                word => word, word => 1 + Math.Log((1.0 + documents.Length) / (1 + documents.Count(d => Stems(d.Whole).Contains(word)))));
            double[] Vector(string text) => [.. Words.Select(Stem).Select(word =>
                Stems(text).Count(w => w == word) is > 0 and var n ? (1 + Math.Log(n)) * idf[word] : 0)];
            var expected = Ranked(documents, document => Cosine(Vector(query), Vector(document.Whole)));
            AssertSame(expected, new TfIdfRanker(TermIndex.Of(documents, withWholes: false, default)), query);
        }
    }

    [Fact]
    public void Equal_documents_stand_in_the_order_of_their_ids_at_any_depth()
    {
        CollectionDocument[] documents = [.. Enumerable.Range(0, 50).Select(i => new CollectionDocument($"d{i:D2}", "sparse towers", ""))];
        foreach (var depth in new[] { 1, 7, 50, 100 })
        {
            Assert.Equal(
                documents.Take(depth).Select(document => document.Id),
                new Bm25Ranker(Terms([.. documents, new CollectionDocument("z", "noise", "")])).Rank("towers", depth, default).Select(d => d.Id));
        }
    }

    [Fact]
    public void Words_that_say_nothing_and_words_unknown_find_nothing()
    {
        var terms = Terms(new CollectionDocument("d", "The patient cache", "of the towers"));
        Assert.Empty(new Bm25Ranker(terms).Rank("of the zebras", 10, default));
        Assert.Equal(3, terms.LengthOf(0));
    }

    [Fact]
    public void Keyword_ranks_as_the_page_does_with_scores_that_never_rise_and_no_sign_an_operator()
    {
        using var bench = new RankingBench(new Collection("made", "", [.. Documents(new Random(2), 200), new CollectionDocument("z", "Side by side", "A sparse noise is not a model.")]));
        var ranker = new SearchRanker(bench.Words(default), SearchMode.Keyword);
        var ranking = ranker.Rank("sparse noise", 1_000, default);
        Assert.Equal(ranking, ranking.OrderByDescending(document => document.Score).ThenBy(document => document.Id, StringComparer.Ordinal));
        Assert.True(ranking[0].Score > 3 * (1 << 15), "the best holds the words side by side: an upper tier");
        Assert.NotEmpty(ranker.Rank("-sparse \"no such phrase\" cat:cs.CL (noise", 10, default));
        Assert.Equal(ranking.Take(5), ranker.Rank("sparse noise", 5, default));
    }

    [Fact]
    public void The_scratch_index_is_gone_with_the_bench_also_when_a_mode_was_stopped()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var bench = new RankingBench(new Collection("made", "", Documents(new Random(4), 5)));
        Assert.Throws<OperationCanceledException>(() => bench.Words(stopped.Token));
        bench.Words(default);
        var scratch = bench.Scratch!;
        Assert.True(Directory.Exists(scratch));
        bench.Dispose();
        Assert.False(Directory.Exists(scratch));
    }

    [Fact]
    public void A_compound_is_a_term_beside_its_parts_where_that_is_asked_for()
    {
        CollectionDocument[] documents = [new("d", "GPT-4", "")];
        Assert.Equal(3, TermIndex.Of(documents, withWholes: true, default).LengthOf(0));
        Assert.Equal(2, TermIndex.Of(documents, withWholes: false, default).LengthOf(0));
    }

    private static TermIndex Terms(params CollectionDocument[] documents) => TermIndex.Of(documents, withWholes: true, default);

    private static void AssertSame((string Id, double Score)[] expected, IRanker ranker, string query)
    {
        foreach (var depth in new[] { 3, 1_000 })
        {
            var found = ranker.Rank(query, depth, default);
            Assert.Equal(Math.Min(depth, expected.Length), found.Count);
            for (var i = 0; i < found.Count; i++)
            {
                Assert.Equal(expected[i].Score, found[i].Score, 9);
                Assert.Equal(expected.Single(e => e.Id == found[i].Id).Score, found[i].Score, 9);
            }
        }
    }

    private static (string Id, double Score)[] Ranked(CollectionDocument[] documents, Func<CollectionDocument, double> score) =>
        [.. documents.Select(document => (document.Id, Score: score(document))).Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal)];

    private static double Cosine(double[] a, double[] b)
    {
        var length = Math.Sqrt(a.Sum(x => x * x)) * Math.Sqrt(b.Sum(x => x * x));
        return length == 0 ? 0 : a.Zip(b, (x, y) => x * y).Sum() / length;
    }

    private static CollectionDocument[] Documents(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new CollectionDocument($"d{i:D3}", Sentence(random, random.Next(0, 4)), Sentence(random, random.Next(1, 12))))];

    private static string Sentence(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static string[] Stems(string text) => [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Stem)];

    // As Porter2 has them.
    private static string Stem(string word) => word switch
    {
        "sparse" => "spars",
        "towers" => "tower",
        "proofs" => "proof",
        "maps" => "map",
        "noise" => "nois",
        "cache" => "cach",
        _ => word,
    };
}
