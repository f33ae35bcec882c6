using System.Text;
using System.Text.RegularExpressions;
using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests.Text;

/// <summary>Words for each rule of the description at https://snowballstem.org/algorithms/english/stemmer.html.</summary>
public sealed class Porter2Tests
{
    [Theory]
    [InlineData("caresses caress ponies poni ties tie cries cri gas gas this this gaps gap kiwis kiwi crisis crisi bus bus")]
    [InlineData("agreed agre feed feed plastered plaster bled bled motoring motor sing sing luxuriated luxuri hopping hop hoping hope falling fall")]
    [InlineData("happy happi cry cri by by say say enjoy enjoy youth youth boyish boyish")]
    [InlineData("relational relat conditional condit valency valenc hesitancy hesit digitizer digit conformably conform radically radic differently differ")]
    [InlineData("operator oper feudalism feudal decisiveness decis hopefulness hope callousness callous formality formal sensitivity sensit")]
    [InlineData("sensibility sensibl apology apolog geology geolog fearlessly fearless quickly quick skillfully skill")]
    [InlineData("triplicate triplic formative format formalize formal electricity electr electrical electr hopeful hope goodness good")]
    [InlineData("revival reviv allowance allow inference infer airliner airlin gyroscopic gyroscop adjustable adjust defensible defens")]
    [InlineData("irritant irrit replacement replac adjustment adjust dependent depend adoption adopt communism communism activate activ")]
    [InlineData("angularity angular homologous homolog effective effect bowdlerize bowdler probate probat rate rate cease ceas controll control roll roll")]
    [InlineData("skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl")]
    [InlineData("sky sky news news atlas atlas cosmos cosmos bias bias andes andes inning inning innings inning proceed proceed exceeds exceed")]
    [InlineData("generate generat generally general communication communic arsenal arsenal arsenic arsenic")]
    [InlineData("networks network learning learn generalization general transformers transform neural neural diffusion diffus retrieval retriev")]
    [InlineData("model's model models' model it it be be a a ion ion")]
    public void Words_are_reduced_to_their_stems(string wordsAndStems)
    {
        var words = wordsAndStems.Split(' ');
        for (var i = 0; i < words.Length; i += 2)
            Assert.Equal((words[i], words[i + 1]), (words[i], Stem(words[i])));
    }

    [Fact]
    public void No_word_grows_or_breaks_the_stemmer()
    {
        var random = new Random(5);
        string[] pieces = ["y", "e", "ing", "ed", "ly", "ation", "bl", "iz", "'s", "'", "ss", "ies", "tt", "ness", "a", "k", "ogi", "ll"];
        for (var i = 0; i < 20_000; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)]));
            var stem = Stem(word);
            Assert.True(stem.Length <= word.Length, word);
            Assert.DoesNotContain('Y', stem);
        }
    }

    [Fact]
    public void Generated_words_have_the_published_stems()
    {
        var random = new Random(6);
        string[] pieces =
        [
            "y", "e", "ing", "ed", "ly", "ation", "bl", "iz", "'s", "s", "ss", "ies", "tt", "ness", "a", "k", "ogi", "ll",
            "gener", "commun", "arsen", "ational", "ful", "ment", "ement", "ence", "ous", "iviti", "ize", "izer", "ative",
            "u", "io", "ee", "eed", "eedly", "edly", "ingly", "us", "w", "x", "sky", "entli", "alize", "icate", "ion", "t",
        ];
        AssertStemsArePublished([.. Enumerable.Range(0, 60_000).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)])))]);
    }

    [Fact]
    public void The_words_of_real_abstracts_have_the_published_stems()
    {
        var path = SharedData.Require("papers", "arxiv-2025-2026.jsonl.gz");
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var paper in SharedData.ReadLines(path).Take(20_000))
        {
            var text = paper.GetProperty("abstract").GetString()!.ToLowerInvariant();
            foreach (var word in Regex.EnumerateMatches(text, "[a-z]+(?:'[a-z]+)?"))
                words.Add(text.Substring(word.Index, word.Length));
        }

        Assert.True(words.Count > 20_000, $"only {words.Count} words");
        AssertStemsArePublished(words);
    }

    private static void AssertStemsArePublished(IReadOnlyCollection<string> words)
    {
        words = [.. words.Where(word => word[0] != '\'').Distinct()];
        var published = Stemwords.English(words);
        var differ = words.Zip(published).Where(pair => Stem(pair.First) != pair.Second)
            .Select(pair => $"{pair.First}: {Stem(pair.First)}, published {pair.Second}").ToList();
        Assert.True(differ.Count == 0, $"{differ.Count} of {words.Count} differ: {string.Join('\n', differ.Take(40))}");
    }

    private static string Stem(string word)
    {
        var bytes = Encoding.ASCII.GetBytes(word);
        return Encoding.ASCII.GetString(bytes.AsSpan(0, Porter2.Stem(bytes)));
    }
}
