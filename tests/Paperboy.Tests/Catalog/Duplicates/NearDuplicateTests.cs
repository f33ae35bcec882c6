using Paperboy.Catalog;
using Paperboy.Catalog.Duplicates;
using Xunit;

namespace Paperboy.Tests.Catalog.Duplicates;

public sealed class NearDuplicateTests
{
    private const string Abstract =
        "We ask how long a small cache waits before it gives up, and measure it on forty invented machines over one long winter. "
        + "A patient cache answers more questions than a hasty one, and the difference grows with the length of the queue.";

    private const string OtherAbstract =
        "Towers of sparse maps lean towards the sea in every dataset that we could draw by hand, which nobody had noticed before. "
        + "We straighten them with a loss that weighs bricks by their age, and report how many of them stand on the next day.";

    private static readonly string[] Authors = ["Ada Example", "Ben Sample", "Cleo Muster"];

    [Theory]
    [InlineData("On the Patience of Small Caches: A Study of Waiting", "On the patience of small caches — a study of waiting.")]
    [InlineData("On the Patience of $L_2$ Caches in Winter", "On the Patience of L\\_2 Caches in Winter")]
    [InlineData("Die Geduld kleiner Speicher und ihre Würde", "Die Geduld kleiner Speicher und ihre W\\\"urde")]
    [InlineData("Learning Word Patience for Low-resource Caches", "LearningWord Patience for Low-Resource Caches")]
    [InlineData("Towers & Maps in Sparse Winter Gardens", "Towers and Maps in Sparse Winter Gardens")]
    [InlineData("Decoding as Continuous Optimization of Towers", "Decoding as Continuous Optimisation of Towers")]
    [InlineData("Visually Grounded Generation of Towers", "Visuallly Grounded Generation of Towers")]
    [InlineData("Waiting Caches with Deep Multimodal Models", "Waiting Caches with Multimodal Deep Models")]
    [InlineData("Lag Mapping of Crowd-sourced Winter Comments", "Lag Mapping of Crowdsourced Winter Comments")]
    public void Typography_markup_and_slips_make_no_other_work(string title, string other) =>
        Assert.True(IsSame(Record("a") with { Title = title }, Record("b") with { Title = other }));

    [Theory]
    [InlineData("On the Patience of Caches, Part I", "On the Patience of Caches, Part II")]
    [InlineData("Findings of the 2019 Shared Task on Winter Caches", "Findings of the 2020 Shared Task on Winter Caches")]
    [InlineData("Overview of the Sixth Workshop on Winter Caches", "Overview of the Seventh Workshop on Winter Caches")]
    [InlineData("EasyCache2: A Framework for Patient Reading", "EasyCache3: A Framework for Patient Reading")]
    public void Parts_years_and_rounds_are_works_of_their_own_whatever_the_abstract(string title, string other) =>
        Assert.False(IsSame(Record("a") with { Title = title, Abstract = Abstract }, Record("b") with { Title = other, Abstract = Abstract }));

    [Theory]
    [InlineData("Supervised Waiting in Small Winter Caches", "Unsupervised Waiting in Small Winter Caches")]
    [InlineData("Convex Towers of Patient Winter Maps", "Nonconvex Towers of Patient Winter Maps")]
    [InlineData("The Patience of Small Caches in Winter", "The Patience of Large Caches in Winter")]
    public void A_word_of_another_meaning_is_no_slip(string title, string other) =>
        Assert.False(IsSame(Record("a") with { Title = title }, Record("b") with { Title = other }));

    [Fact]
    public void A_shortened_title_is_the_same_work_when_all_authors_are_and_it_says_enough()
    {
        var whole = Record("a") with { Title = "Patient Winter Caches on Small Machines: A Long Study of Waiting" };
        Assert.True(IsSame(whole, Record("b") with { Title = "Patient winter caches on small machines" }));
        Assert.False(IsSame(whole, Record("b") with { Title = "Patient winter caches on small machines", Authors = ["Ada Example", "Ben Sample", "Dora Other"] }));
        Assert.False(IsSame(
            Record("a") with { Title = "Winter Caches: A Long Study of Waiting" }, Record("b") with { Title = "Winter Caches" }));
    }

    [Fact]
    public void A_renamed_work_is_known_by_its_abstract_and_its_authors()
    {
        var preprint = Record("a") with { Title = "Zero-training Patience of Small Caches", Abstract = Abstract };
        var article = Record("b") with { Title = "Parameter-free Patience of Small Caches", Abstract = Abstract + " Code is at hand." };
        Assert.True(IsSame(preprint, article));
        Assert.False(IsSame(preprint, article with { Abstract = OtherAbstract }));
        Assert.False(IsSame(preprint, article with { Authors = ["Ada Example", "Else Who", "Somebody New"] }));
        Assert.False(IsSame(preprint, article with { Title = "Straight Towers" }));
    }

    [Theory]
    [InlineData(new[] { "Example, Ada", "Sample, Ben", "Muster, Cleo" }, true)]
    [InlineData(new[] { "A. Example", "B. Sample", "C. Muster" }, true)]
    [InlineData(new[] { "Cleo Muster", "Ben Sample", "Ada Example" }, true)]
    [InlineData(new[] { "Example Ada", "Sample Ben", "Muster Cleo" }, true)]
    [InlineData(new[] { "Ada Example", "and others" }, true)]
    [InlineData(new[] { "Ada Example", "Ben Sample", "Cleo Muster", "Dora New" }, true)]
    [InlineData(new[] { "Ada Example", "Ben Sampel", "Kleo Muster" }, true)]
    [InlineData(new[] { "Zoe Example", "Yan Sample", "Xu Muster" }, false)]
    [InlineData(new[] { "Cleo Muster", "Dora New", "Emil Late", "Fay More" }, false)]
    [InlineData(new string[0], false)]
    public void Authors_agree_in_other_orders_forms_and_lengths(string[] authors, bool agree) =>
        Assert.Equal(agree, IsSame(Record("a"), Record("b") with { Authors = authors }));

    [Theory]
    [InlineData(2026, true)]
    [InlineData(2028, true)]
    [InlineData(2024, true)]
    [InlineData(2029, false)]
    public void Years_may_lie_two_apart(int year, bool isSame) =>
        Assert.Equal(isSame, IsSame(Record("a"), Record("b") with { Published = Year(year) }));

    [Fact]
    public void An_old_paper_that_is_posted_years_later_is_known_by_its_abstract() =>
        Assert.True(IsSame(Record("a") with { Abstract = Abstract }, Record("b") with { Abstract = Abstract, Published = Year(2011) }));

    [Theory]
    [InlineData("Introduction")]
    [InlineData("Editorial")]
    [InlineData("Preface to the Special Issue")]
    [InlineData("Rejoinder")]
    public void Titles_of_front_matter_never_join_by_themselves(string title)
    {
        Assert.False(IsSame(Record("a") with { Title = title }, Record("b") with { Title = title }));
        Assert.True(IsSame(Record("a") with { Title = title, Abstract = Abstract }, Record("b") with { Title = title, Abstract = Abstract }));
    }

    [Theory]
    [InlineData("arXiv:2601.00001", "arXiv:2601.00002")]
    [InlineData("ACL:2026.long.1", "ACL:2026.long.2")]
    [InlineData("doi:10.1000/1", "doi:10.1000/2")]
    public void Two_ids_of_one_registry_are_two_works(string id, string other) =>
        Assert.False(IsSame(Record("a") with { Ids = [id], Abstract = Abstract }, Record("b") with { Ids = [other], Abstract = Abstract }));

    [Fact]
    public void A_source_tells_its_own_works_apart_unless_all_is_equal()
    {
        var one = Record("a") with { Title = "Patient Winter Caches: A Study", Abstract = Abstract };
        Assert.False(IsSame(one, one with { Key = "a:2", Title = "Patient Winter Caches" }));
        Assert.True(IsSame(one, one with { Key = "a:2" }));
    }

    [Fact]
    public void Sameness_has_no_direction()
    {
        PaperRecord[] records =
        [
            Record("a"), Record("b") with { Title = "On patience of small cachs" }, Record("c") with { Authors = ["Ada Example"] },
            Record("d") with { Title = "Towers", Abstract = Abstract }, Record("e") with { Published = Year(2029) },
            Record("f") with { Title = "On the Patience of Small Caches: Part II" },
        ];
        foreach (var one in records)
        {
            foreach (var other in records)
                Assert.Equal(IsSame(one, other), IsSame(other, one));
        }
    }

    private static bool IsSame(PaperRecord one, PaperRecord other) => NearDuplicate.IsSame(one, other);

    private static PaperRecord Record(string source) => new()
    {
        Source = source,
        Key = source + ":1",
        Title = "On the Patience of Small Caches",
        Authors = Authors,
        Published = Year(2026),
        Body = "",
    };

    private static PartialDate? Year(int year) =>
        PartialDate.TryParse(year.ToString(System.Globalization.CultureInfo.InvariantCulture), out var date) ? date : null;
}
