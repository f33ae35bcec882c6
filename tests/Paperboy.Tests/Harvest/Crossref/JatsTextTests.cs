using System.Diagnostics;
using Paperboy.Harvest.Crossref;
using Xunit;

namespace Paperboy.Tests.Harvest.Crossref;

public sealed class JatsTextTests
{
    [Theory]
    [InlineData("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo.")]
    [InlineData("<jats:title>Abstract</jats:title>\n  <jats:p>\n   One\n   line.</jats:p>", "One line.")]
    [InlineData("<jats:sec><jats:title>Aim</jats:title><jats:p>Wait.</jats:p></jats:sec><jats:sec><jats:title>Result:</jats:title><jats:p>Won.</jats:p></jats:sec>", "Aim: Wait.\n\nResult: Won.")]
    [InlineData("<p>plain <italic>HTML</italic></p>", "plain HTML")]
    [InlineData("no tags at all", "no tags at all")]
    [InlineData("<jats:p>H<jats:sub>2</jats:sub>O and x<jats:sup>2</jats:sup></jats:p>", "H<sub>2</sub>O and x<sup>2</sup>")]
    [InlineData("p &lt; 0.05 &amp; q < 0.01, a<b, c>d", "p < 0.05 & q < 0.01, a<b, c>d")]
    [InlineData("<jats:list><jats:list-item><jats:p>First.</jats:p></jats:list-item><jats:list-item>Second.</jats:list-item></jats:list>", "First.\n\nSecond.")]
    [InlineData("<jats:alternatives><jats:tex-math>x^2</jats:tex-math><mml:math><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:math></jats:alternatives> grows", "$x^2$ grows")]
    [InlineData("<mml:math xmlns:mml=\"m\"><mml:mtext>22</mml:mtext><mml:mo>×</mml:mo><mml:annotation encoding=\"tex\">22 \\times</mml:annotation></mml:math>", "22×")]
    [InlineData("<jats:p>unclosed <jats:bold>and <jats:p>again", "unclosed and\n\nagain")]
    [InlineData("<jats:title>Only a heading</jats:title>", "Only a heading")]
    [InlineData("<", "<")]
    [InlineData("a<br/>b<!-- c -->", "a b")]
    public void Markup_becomes_text(string markup, string text) => Assert.Equal(text, JatsText.Of(markup));

    [Fact]
    public void A_title_is_one_line() => Assert.Equal("The role of AI in Aim: ecology", JatsText.Line("The role of\n  <scp>AI</scp>\n in <title>Aim</title><p>ecology</p>"));

    [Fact]
    public void Time_is_linear_whatever_stands_there()
    {
        var clock = Stopwatch.StartNew();
        foreach (var part in new[] { "<", "<a", "<p>", "<p", "&", "&amp;", "<sub>", "</math>", "<title>", "<tex-math>", "< a <" })
            JatsText.Of(string.Concat(Enumerable.Repeat(part, 50_000)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void No_text_of_tags_and_letters_makes_it_fail()
    {
        var random = new Random(3);
        string[] parts = ["<", ">", "/", "jats:", "p", "title", "sub", "tex-math", "mml:math", "annotation", "alternatives", " ", "&", "lt;", "x", "$", "\n", "<p>", "</p>"];
        for (var round = 0; round < 20_000; round++)
            Assert.NotNull(JatsText.Of(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => parts[random.Next(parts.Length)]))));
    }
}
