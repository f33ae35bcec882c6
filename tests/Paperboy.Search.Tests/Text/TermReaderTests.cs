using System.Text;
using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests.Text;

public sealed class TermReaderTests
{
    [Theory]
    [InlineData("Graph Networks, (deep)!", "graph network deep")]
    [InlineData("Schrödinger SCHRODINGER Schro\u0308dinger", "schroding schroding schroding")]
    [InlineData("Ångström naïve Łukasz straße", "angstrom naiv lukasz strass")]
    [InlineData("GPT-4", "gpt 4 gpt4")]
    [InlineData("k-NN kNN", "k nn knn knn")]
    [InlineData("see 2503.11731.", "see 2503 11731 2503.11731")]
    [InlineData("C++ and C# too", "c c++ and c c# too")]
    [InlineData("pre\u2010training", "pre train pretrain")]
    [InlineData("a-b-c-d-e-f-g", "a b c d e f g")]
    [InlineData("model's model\u2019s don\u2019t", "model model don't")]
    [InlineData("深度学习", "深度 度学 学习")]
    [InlineData("学", "学")]
    [InlineData("用BERT模型", "用 bert 模型")]
    [InlineData("ภาษา", "ภา าษ ษา")]
    [InlineData("ﬁne ＡＢＣ x² 𝐱", "fine abc x2 x")]
    [InlineData("Δεδομένα Москва", "δεδομενα москва")]
    [InlineData("", "")]
    [InlineData(" -- ... \u0301 \ud800 +", "")]
    public void Text_becomes_terms(string text, string terms) => Assert.Equal(terms, string.Join(' ', Terms(text)));

    [Fact]
    public void Terms_know_where_they_stand()
    {
        const string Text = "On GPT-4's 学习机";
        var found = new List<string>();
        var reader = new TermReader(Text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
            found.Add(Text.Substring(reader.Span.Start, reader.Span.Length));
        Assert.Equal(["On", "GPT", "4's", "GPT-4's", "学习", "习机"], found);
    }

    [Fact]
    public void The_whole_of_a_compound_makes_a_text_no_longer()
    {
        var overlaps = new List<bool>();
        var reader = new TermReader("x-vector", stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
            overlaps.Add(reader.IsOverlap);
        Assert.Equal([false, false, true], overlaps);
    }

    [Fact]
    public void Any_text_is_read_to_its_end_with_terms_of_bounded_length()
    {
        var random = new Random(9);
        var buffer = new byte[TermReader.BufferLength];
        for (var i = 0; i < 5_000; i++)
        {
            var text = RandomText(random);
            var reader = new TermReader(text, buffer);
            var count = 0;
            while (reader.Read())
            {
                Assert.InRange(reader.Term.Length, 1, TermForms.MostBytes);
                Assert.InRange(reader.Exact.Length, 1, TermForms.MostBytes);
                Assert.InRange(reader.Span.Start, 0, text.Length - 1);
                Assert.InRange(reader.Span.End, reader.Span.Start + 1, text.Length);
                Encoding.UTF8.GetString(reader.Term);
                Assert.True(++count <= 2 * text.Length, text);
            }
        }
    }

    [Theory]
    [InlineData("z", 1, 64)]
    [InlineData("é", 1, 64)]
    [InlineData("λ", 2, 64)]
    [InlineData("ж", 2, 64)]
    [InlineData("क", 3, 63)]
    [InlineData("ﬃ", 3, 63)]
    public void A_very_long_word_is_cut_between_characters_wherever_it_stands(string letter, int bytes, int cut)
    {
        var word = string.Concat(Enumerable.Repeat(letter, 100));
        var term = Assert.Single(Terms(word));
        Assert.Equal(cut, Encoding.UTF8.GetByteCount(term));
        Assert.Equal(0, cut % bytes);
        Assert.Equal(term, Terms("in " + word + "tail")[1]);
    }

    private static string RandomText(Random random)
    {
        const string Pool = "aZ9-._+#'\u2019 \u0301\u0e01\u0e31学カ\ud835\udc31é\ud800\udc00ßﬃ";
        return string.Concat(Enumerable.Range(0, random.Next(40)).Select(
            _ => random.Next(4) == 0 ? (char)random.Next(char.MaxValue) : Pool[random.Next(Pool.Length)]));
    }

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
            terms.Add(Encoding.UTF8.GetString(reader.Term));
        return terms;
    }
}
