using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

public sealed class PaperTextPropertyTests
{
    private static readonly HtmlParser Browser = new();

    [Fact]
    public void No_source_can_bring_its_own_elements_attributes_or_schemes() =>
        Prop.ForAll(HostileText.Arbitrary, source =>
        {
            AssertSafe(PaperText.Parse(source).ToHtml());
            return true;
        }).Check(HostileText.Config);

    [Fact]
    public void A_browser_reads_the_plain_text() =>
        Prop.ForAll(HostileText.Arbitrary, source =>
        {
            var text = PaperText.Parse(source);
            return Read(text.ToHtml()).TextContent == text.ToPlainText()
                && Read(text.ToHtml(links: false)).TextContent == text.ToPlainText();
        }).Check(HostileText.Config);

    [Fact]
    public void Without_formulas_there_are_no_math_elements() =>
        Prop.ForAll(HostileText.WithoutMath, source =>
        {
            var text = PaperText.Parse(source);
            return !text.HasMath && Read(text.ToHtml()).QuerySelector(".math") is null;
        }).Check(HostileText.Config);

    [Fact]
    public void Marks_change_no_character_and_cover_what_they_were_asked_to() =>
        Prop.ForAll(HostileText.Arbitrary, Gen.Choose(0, 40).ListOf(6).ToArbitrary(), (source, numbers) =>
        {
            var text = PaperText.Parse(source);
            var n = numbers.ToArray();
            PlainSpan[] spans = [new(n[0], n[0] + n[1]), new(n[2], n[2] + n[3]), new(n[4], n[4] - n[5])];
            var html = text.ToHtml(marks: spans);
            AssertSafe(html);
            var body = Read(html);
            var marked = body.QuerySelectorAll("mark").Sum(mark => mark.TextContent.Length);
            var asked = Enumerable.Range(0, text.ToPlainText().Length).Count(i => spans.Any(span => span.Start <= i && i < span.End));
            return body.TextContent == text.ToPlainText() && (text.HasMath || text.ToPlainText().Any(char.IsSurrogate) ? marked >= asked : marked == asked);
        }).Check(HostileText.Config);

    [Fact]
    public void Plain_text_has_no_controls_overrides_half_surrogates_or_spare_spaces() =>
        Prop.ForAll(HostileText.Arbitrary, source =>
        {
            var plain = PaperText.Parse(source).ToPlainText();
            return plain.Trim() == plain && !plain.Contains("  ", StringComparison.Ordinal)
                && !plain.Any(c => char.IsControl(c) || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u200b' or '\ufeff')
                && plain.EnumerateRunes().All(rune => rune.Value != 0xfffd);
        }).Check(HostileText.Config);

    [Fact]
    public void An_excerpt_is_short_whole_and_safe() =>
        Prop.ForAll(HostileText.Arbitrary, Gen.Choose(1, 60).ToArbitrary(), (source, length) =>
        {
            var text = PaperText.Parse(source);
            var excerpt = text.Excerpt(length);
            AssertSafe(excerpt.ToHtml());
            return excerpt.ToPlainText().Length <= length
                && excerpt.Runs.All(run => !run.IsMath || text.Runs.Contains(run))
                && excerpt.Runs.All(run => run.Href is null || text.Runs.Any(whole => whole.Href == run.Href && whole.Text == run.Text));
        }).Check(HostileText.Config);

    internal static void AssertSafe(string html)
    {
        foreach (var element in Read(html).QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, (string[])["a", "em", "strong", "code", "span", "mark"]);
            foreach (var attribute in element.Attributes)
            {
                Assert.Contains($"{element.LocalName}.{attribute.Name}", (string[])["a.href", "a.rel", "span.class", "span.data-tex"]);
                if (attribute.Name == "href")
                    Assert.Matches("^(https?://|mailto:)", attribute.Value);
            }
        }
    }

    private static IHtmlElement Read(string html) => Browser.ParseDocument($"<!doctype html><body>{html}").Body!;
}
