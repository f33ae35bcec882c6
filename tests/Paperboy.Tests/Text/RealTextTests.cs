using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

/// <summary>The reading of real papers: nothing lost, and less left over than was counted when this was written.</summary>
public sealed class RealTextTests
{
    [Theory]
    [InlineData("seed:392", "abstract", "Generalized Turán problems", "generalized Turán problems")]
    [InlineData("seed:050", "abstract", "Bailíng", "\"Bailing\"")]
    [InlineData("seed:155", "abstract", "<2MB", "30%")]
    [InlineData("seed:221", "abstract", "a finite sample setting", "")]
    [InlineData("seed:094", "abstract", "<projektor>", "novel two-stage performance")]
    [InlineData("seed:181", "abstract", "V*Bench (80.3%)", "")]
    [InlineData("seed:157", "abstract", "T5 & GPT-like", "generalized & unified")]
    [InlineData("seed:134", "abstract", "a quantity Ψ to", "Spearman's ρ and")]
    [InlineData("seed:338", "abstract", "“teacher” model (77.4%)", "")]
    [InlineData("seed:375", "abstract", "0.25°", "")]
    [InlineData("seed:386", "abstract", "Lovász'", "")]
    [InlineData("seed:249", "abstract", "Tülu 3", "")]
    [InlineData("seed:351", "abstract", "x′(t) = Ax(t) + Bu(t)", "91%")]
    [InlineData("seed:187", "abstract", "VLMs (Vision", "“background”")]
    [InlineData("seed:160", "title", "MoE²", "")]
    [InlineData("seed:062", "abstract", "1M~60M", "")]
    public void The_accidents_of_real_listings_are_mended(string id, string field, string fragment, string other)
    {
        var text = RealText.Read("listing-534").First(text => text.Id == id && text.Field == field);

        var plain = PaperText.Parse(text.Source).ToPlainText();

        Assert.Contains(fragment, plain, StringComparison.Ordinal);
        Assert.Contains(other, plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_address_in_the_listings_ends_where_its_sentence_goes_on()
    {
        foreach (var text in RealText.Read("listing-534"))
        {
            foreach (var run in PaperText.Parse(text.Source).Runs.Where(run => run.Href is not null))
                Assert.DoesNotMatch("[.,;:)}\\]]$", run.Href!);
        }
    }

    [Fact]
    public void Every_listing_is_safe_html()
    {
        foreach (var text in RealText.Read("listing-534"))
            PaperTextPropertyTests.AssertSafe(PaperText.Parse(text.Source).ToHtml());
    }

    // The bounds are the counts at the time of writing, rounded up: what is left is not TeX (set differences, regular
    // expressions, braces that are meant) or was cut or garbled by its source.
    [Theory]
    [InlineData("listing-534", 0, 8, 0)]
    [InlineData("hf-daily-2024-2026", 2, 40, 40)]
    [InlineData("arxiv-2025-2026", 15, 200, 150)]
    [InlineData("arxiv-1993-2019-half", 35, 700, 210)]
    [InlineData("acl-anthology", 3, 65, 35)]
    public void Little_markup_is_left_over(string file, int backslashes, int braces, int dollars)
    {
        var left = new Dictionary<char, int> { ['\\'] = 0, ['{'] = 0, ['$'] = 0 };
        foreach (var text in RealText.Read(file))
        {
            var read = PaperText.Parse(text.Source);
            Assert.True(read.Runs.Length > 0 || string.IsNullOrWhiteSpace(text.Source), $"nothing is left of {text.Id} {text.Field}");
            Count(left, read);
        }

        Assert.InRange(left['\\'], 0, backslashes);
        Assert.InRange(left['{'], 0, braces);
        Assert.InRange(left['$'], 0, dollars);
    }

    private static void Count(Dictionary<char, int> left, PaperText read)
    {
        foreach (var sign in left.Keys)
        {
            if (read.Runs.Any(run => !run.IsMath && run.Href is null && run.Text.Contains(sign, StringComparison.Ordinal)))
                left[sign]++;
        }
    }
}
