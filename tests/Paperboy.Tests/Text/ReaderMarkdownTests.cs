using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class ReaderMarkdownTests
{
    private static readonly string[] Tags = ["p", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a", "br", "hr", "bdi", "span"];

    private static readonly Dictionary<string, string[]> Attributes = new()
    {
        ["a"] = ["href", "rel"],
        ["span"] = ["class", "dir"],
        ["pre"] = ["tabindex", "dir"],
    };

    [Theory]
    [InlineData("One.\n\nTwo.", "<p dir=\"auto\">One.</p><p dir=\"auto\">Two.</p>")]
    [InlineData("*soft* and **loud**", "<p dir=\"auto\"><em>soft</em> and <strong>loud</strong></p>")]
    [InlineData("a `b < c` d", "<p dir=\"auto\">a <code dir=\"ltr\">b &lt; c</code> d</p>")]
    [InlineData("- one\n- two", "<ul dir=\"auto\"><li dir=\"auto\"><p dir=\"auto\">one</p></li><li dir=\"auto\"><p dir=\"auto\">two</p></li></ul>")]
    [InlineData("> said", "<blockquote dir=\"auto\"><p dir=\"auto\">said</p></blockquote>")]
    [InlineData("# No heading", "<p dir=\"auto\"># No heading</p>")]
    [InlineData("<b>raw</b>", "<p dir=\"auto\">&lt;b&gt;raw&lt;/b&gt;</p>")]
    [InlineData("&lt;script&gt; &amp; &copy;", "<p dir=\"auto\">&lt;script&gt; &amp; &#169;</p>")]
    [InlineData("```\n<x>\n```", "<pre tabindex=\"0\" dir=\"ltr\"><code>&lt;x&gt;</code></pre>")]
    public void Markdown_becomes_the_few_tags_that_comments_have(string markdown, string html) =>
        Assert.Equal(html, ReaderMarkdown.ToHtml(markdown));

    [Theory]
    [InlineData("[here](https://example.org/a?b=1&c=2)", "https://example.org/a?b=1&c=2", "here (example.org)")]
    [InlineData("https://example.org/paper", "https://example.org/paper", "https://example.org/paper")]
    [InlineData("<https://example.org/paper>", "https://example.org/paper", "https://example.org/paper")]
    [InlineData("[https://bank.example](https://evil.example/)", "https://evil.example/", "https://bank.example (evil.example)")]
    [InlineData("[https://evil.example.bank.example/](https://evil.example/)", "https://evil.example/", "https://evil.example.bank.example/ (evil.example)")]
    [InlineData("[bank](https://b\u0430nk.example/)", "https://b\u0430nk.example/", "bank (xn--bnk-6cd.example)")]
    public void A_link_tells_where_it_leads(string markdown, string href, string text)
    {
        var body = Parse(markdown);
        var link = body.QuerySelector("a")!;
        Assert.Equal(new Uri(href).AbsoluteUri, link.GetAttribute("href"));
        Assert.Equal("nofollow ugc noopener", link.GetAttribute("rel"));
        Assert.Equal(text, body.TextContent);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](//evil.example/)")]
    [InlineData("[x](/sign-out)")]
    [InlineData("[x](https://bank.example@evil.example/)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<mail@example.org>")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("ftp://example.org/")]
    public void What_leads_to_no_page_is_no_link(string markdown) => Assert.Empty(Parse(markdown).QuerySelectorAll("a, img"));

    [Fact]
    public void A_turned_direction_ends_with_its_piece_of_text()
    {
        var body = Parse("good \u202Egnp.exe\n\n[\u202Etxt](https://example.org/)");
        Assert.All(Leaves(body).Where(text => text.Data.Contains('\u202E', StringComparison.Ordinal)), text => Assert.Equal("bdi", text.ParentElement!.LocalName));
    }

    [Fact]
    public void Nothing_but_known_tags_and_attributes_comes_out_whatever_goes_in()
    {
        string[] pieces =
        [
            "<script>", "</p>", "<img src=x onerror=alert(1)>", "[", "](", ")", "javascript:alert(1)", "https://e.example/\"onclick=\"x", "*", "**", "_", "`", "```\n", "> ", "- ", "1. ",
            "\n", "\n\n", "    ", "&#x3C;svg onload=x&#x3E;", "![", "<!--", "-->", "<![CDATA[", "\u202E", "\u0000", "\\", "\"", "'", "<a href=", "| a | b |\n|---|---|\n", "~~", "# ", "---\n", "$x$", "www.e.example", "\uD800", "word ",
        ];
        var random = new Random(42);
        for (var i = 0; i < 3_000; i++)
        {
            var markdown = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            AssertHarmless(markdown);
        }
    }

    [Theory]
    [InlineData("> ", 5_000)]
    [InlineData("- ", 5_000)]
    [InlineData("[", 10_000)]
    [InlineData("![](", 2_500)]
    [InlineData("*a ", 3_300)]
    [InlineData("**_", 3_300)]
    [InlineData("`", 10_000)]
    [InlineData("<", 10_000)]
    [InlineData("a@", 5_000)]
    [InlineData("http://", 1_400)]
    public void Hostile_nesting_takes_no_time_and_does_no_harm(string piece, int times)
    {
        var markdown = string.Concat(Enumerable.Repeat(piece, times));
        var watch = Stopwatch.StartNew();
        AssertHarmless(markdown);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed} for {times} times “{piece}”");
    }

    private static void AssertHarmless(string markdown)
    {
        foreach (var element in Parse(markdown).QuerySelectorAll("*"))
        {
            Assert.True(Tags.Contains(element.LocalName), $"<{element.LocalName}> from {markdown}");
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes.GetValueOrDefault(element.LocalName, ["dir"])));
            if (element.LocalName == "a")
                Assert.Matches("^https?://", element.GetAttribute("href")!);
        }
    }

    private static IEnumerable<IText> Leaves(IElement body) => body.Descendants<IText>();

    private static IElement Parse(string markdown) => new HtmlParser().ParseDocument(ReaderMarkdown.ToHtml(markdown)).Body!;
}
