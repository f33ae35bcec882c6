using Xunit;

namespace Paperboy.Search.Tests;

public sealed class HighlighterTests
{
    [Theory]
    [InlineData("Learning to rank: learned rankers.", "learn ranking", "[Learning] to [rank]: [learned] rankers.")]
    [InlineData("We use GPT-4 here", "gpt-4", "We use [GPT-4] here")]
    [InlineData("We use GPT4 here", "gpt-4", "We use [GPT4] here")]
    [InlineData("The Schrödinger bridge", "schrodinger", "The [Schrödinger] bridge")]
    [InlineData("深度学习方法", "学习方", "深度[学习方]法")]
    [InlineData("The β-VAE of O'Brien", "beta obrien", "The [β]-VAE of [O'Brien]")]
    [InlineData("see arXiv:2503.11731v2", "2503.11731", "see arXiv:[2503.11731]v2")]
    [InlineData("nothing here", "", "nothing here")]
    [InlineData("", "word", "")]
    public void The_words_to_show_are_marked(string text, string words, string marked)
    {
        var terms = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new PassageTerm(word));
        foreach (var span in Highlighter.Find(text, [.. terms]).Reverse())
            text = text.Insert(span.End, "]").Insert(span.Start, "[");
        Assert.Equal(marked, text);
    }
}
