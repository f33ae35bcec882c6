using System.Text.RegularExpressions;
using Paperboy.Catalog;
using Paperboy.Harvest.Sample;
using Xunit;

namespace Paperboy.Tests.Harvest.Sample;

/// <summary>What can be held of good prose by rule; held for several seeds, since each draws other words.</summary>
public sealed partial class SampleProseTests
{
    private static readonly IReadOnlyList<PaperRecord> Records =
        [.. Enumerable.Range(SampleLibrary.DefaultSeed, 6).SelectMany(seed => SampleLibrary.Generate(new DateOnly(2026, 11, 20), seed))];

    [Fact]
    public void No_two_papers_of_a_library_share_a_title()
    {
        foreach (var library in Records.Chunk(SampleLibrary.Papers))
            Assert.Equal(library.Length, library.Select(r => r.Title).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void No_two_abstracts_of_a_library_are_alike()
    {
        foreach (var library in Records.Chunk(SampleLibrary.Papers))
            Assert.Equal(library.Length, library.Select(r => r.Abstract).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Abstracts_have_ninety_to_a_hundred_and_eighty_words() =>
        Assert.All(Records, r => Assert.InRange(r.Abstract.Split(' ').Length, 90, 180));

    [Fact]
    public void Nothing_of_a_template_is_left() =>
        Assert.All(Records, r => Assert.DoesNotMatch(TemplateMarks(), r.Title + " " + r.Abstract + " " + r.Comment));

    [Fact]
    public void Articles_fit_the_words_that_follow() =>
        Assert.All(Records, r => Assert.DoesNotMatch(WrongArticle(), r.Title + ". " + r.Abstract));

    [Fact]
    public void Sentences_begin_with_a_capital_and_end_with_a_stop()
    {
        Assert.All(Records, r => Assert.Matches(@"^\p{Lu}", r.Abstract));
        Assert.All(Records, r => Assert.Matches(@"\.$|\.''$", r.Abstract));
        Assert.All(Records, r => Assert.DoesNotMatch(@"[.?!] \p{Ll}|  | [.,;:]|\.\.", r.Abstract));
    }

    [Fact]
    public void Braces_and_dollars_are_balanced()
    {
        Assert.All(Records, r => Assert.Equal(r.Abstract.Count(c => c == '{'), r.Abstract.Count(c => c == '}')));
        Assert.All(Records, r => Assert.Equal(0, r.Abstract.Count(c => c == '$') % 2));
    }

    [Fact]
    public void Abstracts_show_what_pages_must_be_able_to_set()
    {
        foreach (var mark in new[] { "$", @"\emph{", @"\href{", @"\%", "``", "“", "*" })
            Assert.Contains(Records.Take(SampleLibrary.Papers), r => r.Abstract.Contains(mark, StringComparison.Ordinal));
        Assert.Contains(Records.Take(SampleLibrary.Papers), r => Accent().IsMatch(r.Abstract));
    }

    [Fact]
    public void Figures_of_an_abstract_agree_with_one_another()
    {
        var seen = 0;
        foreach (var match in Records.Select(r => FromTo().Match(r.Abstract)).Where(m => m.Success))
        {
            seen++;
            var (from, to) = (Number(match.Groups["from"].Value), Number(match.Groups["to"].Value));
            Assert.True(match.Groups["verb"].Value is "rises" or "raises" ? to > from : to < from, match.Value);
        }

        Assert.True(seen > 100, $"{seen} abstracts were checked");
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\[\]]|<[A-Za-z0-9]+>")]
    private static partial Regex TemplateMarks();

    // A number is read as it is spoken: an 8, an 11, an 18. What sounds unlike its spelling: a unit, a one, an hour, an nDCG.
    [GeneratedRegex(
        @"\b[Aa] (?!uni(?!n)|use|usu|one\b|once|eu)[aeiouAEIO]|\b[Aa]n (?!hour|[Hh]onest|[aeiouAEIOU8]|11|18|nDCG|F1|SDR)\w|\b[Aa] (8|11\b|18\b)")]
    private static partial Regex WrongArticle();

    [GeneratedRegex(@"\\(['^~]\{?\w|""\{|c\{|v\{)")]
    private static partial Regex Accent();

    [GeneratedRegex(@"(?<verb>rises|raises|falls|lowers)[^.]*? from (?<from>[0-9]+\.[0-9]+)[^.]*? to (?<to>[0-9]+\.[0-9]+)")]
    private static partial Regex FromTo();
}
