using System.Text;
using Paperboy.Search.Suggest;
using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests.Suggest;

public sealed class SpellingCorrectorTests
{
    [Theory]
    [InlineData("transfomer", "transformer")]
    [InlineData("Transfomer networks", "Transformer networks")]
    [InlineData("tarnsformer", "transformer")]
    [InlineData("xransformer", "transformer")]
    [InlineData("deep lerning", "deep learning")]
    [InlineData("deeplearning", "deep learning")]
    [InlineData("trans former", "transformer")]
    [InlineData("ti:transfomer -attention", "ti:transformer -attention")]
    [InlineData("(ti:transfomer OR zebras) cat:cs.CL", "(ti:transformer OR zebras) cat:cs.CL")]
    [InlineData("  deep   \"lerning of graphs\" sort:new", "  deep   \"learning of graphs\" sort:new")]
    [InlineData("semi-supervized", "semi-supervised")]
    [InlineData("depe lerning", "deep learning")]
    public void Words_that_no_document_has_become_near_ones(string typed, string meant)
    {
        using var index = new SuggestIndex();
        string[] titles = ["Deep learning of graphs", "Transformer networks", "A transformer for deep learning", "Semi-supervised learning"];
        for (var i = 0; i < titles.Length; i++)
            index.Add(new IndexDocument($"{i}").Add("title", titles[i]).AddKeyword("category", "cs.CL"));
        index.Commit();
        Assert.Equal(meant, index.Suggest(typed));
    }

    [Theory]
    [InlineData("deep learning")]
    [InlineData("deep grap")] // of four letters one may be wrong, but no document has both
    [InlineData("")]
    [InlineData("  \"((")]
    [InlineData("lea")]
    [InlineData("GTP-4")]
    [InlineData("2503.11731")]
    [InlineData("-lerning")]
    [InlineData("lerni*")]
    [InlineData("cat:lerning")]
    [InlineData("xylophones")]
    public void What_is_right_or_no_word_or_finds_no_more_stays(string typed)
    {
        using var index = SuggestIndex.Of("Deep learning", "GPT-4 and learning", "graph theory");
        Assert.Null(index.Suggest(typed));
    }

    [Fact]
    public void Words_that_only_deleted_documents_have_are_not_suggested()
    {
        using var index = SuggestIndex.Of("Deep learning", "networks");
        Assert.Equal("learning", index.Suggest("lerning"));
        index.Delete("0");
        index.Commit();
        Assert.Null(index.Suggest("lerning"));
    }

    [Fact]
    public void A_word_that_documents_have_is_doubted_only_beside_one_far_more_frequent()
    {
        using var index = SuggestIndex.Of([.. Enumerable.Repeat("neural networks", 60), "nueral networks", "causal", "casual"]);
        Assert.Equal("neural", index.Suggest("nueral"));
        Assert.Null(index.Suggest("casual"));
    }

    [Fact]
    public void Near_words_are_those_of_a_scan_of_all_words()
    {
        var random = new Random(11);
        for (var round = 0; round < 12; round++)
        {
            using var index = new SuggestIndex();
            var documents = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            for (var i = 0; i < 300; i++)
            {
                string[] words = [.. Enumerable.Range(0, 6).Select(_ => Word(random))];
                index.Add(new IndexDocument($"{i}").Add("title", string.Join(' ', words)));
                foreach (var word in words)
                    (documents.TryGetValue(Exact(word), out var ids) ? ids : documents[Exact(word)] = []).Add($"{i}");
                if (i % 100 == 99)
                    index.Commit();
            }

            AssertNear(index, [.. documents.Keys], random);
        }
    }

    private static void AssertNear(SuggestIndex index, string[] words, Random random)
    {
        var snapshot = index.Searcher.Use();
        try
        {
            Assert.True(snapshot.Segments.Count > 1);
            for (var i = 0; i < 60; i++)
            {
                var typed = SpellingDistanceTests.Edited(random, words[random.Next(words.Length)]);
                for (var most = 1; most <= 2; most++)
                {
                    var expected = words.Select(word => (word, SpellingDistanceTests.Naive(typed, word))).Where(pair => pair.Item2 > 0 && pair.Item2 <= most);
                    var near = new List<NearWord>();
                    foreach (var segment in snapshot.Segments)
                        WordTable.Of(segment.Reader).FindNear(typed, most, near);
                    Assert.Equal(expected.Order(), near.Select(word => (word.Text, word.Distance)).Distinct().Order());
                }
            }
        }
        finally
        {
            snapshot.Release();
        }
    }

    private static string Exact(string word)
    {
        var reader = new TermReader(word, stackalloc byte[TermReader.BufferLength]);
        Assert.True(reader.Read());
        return Encoding.UTF8.GetString(reader.Exact);
    }

    private static string Word(Random random) =>
        new string([.. Enumerable.Range(0, random.Next(3, 8)).Select(_ => "abcden"[random.Next(6)])]) + new[] { "", "s", "ing", "ed" }[random.Next(4)];
}
