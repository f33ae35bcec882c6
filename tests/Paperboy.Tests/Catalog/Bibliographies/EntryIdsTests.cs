using Paperboy.Catalog.Bibliographies;
using Xunit;

namespace Paperboy.Tests.Catalog.Bibliographies;

public sealed class EntryIdsTests
{
    [Theory]
    [InlineData("2020.acl-main.1", "10.18653/v1/2020.acl-main.1")]
    [InlineData("P19-1001", "10.18653/v1/p19-1001")]
    [InlineData("P14-1001", "10.3115/v1/p14-1001")]
    [InlineData("P05-1001", null)]
    [InlineData("nonsense", null)]
    public void The_doi_of_a_paper_of_the_Anthology_follows_from_its_id_and_leads_back(string id, string? doi)
    {
        Assert.Equal(doi, EntryIds.DoiOfAcl(id));
        if (doi is not null)
            Assert.Equal("ACL:" + id, EntryIds.AclOfDoi(doi));
    }

    [Fact]
    public void A_doi_of_another_form_names_no_paper_of_the_Anthology()
    {
        Assert.Null(EntryIds.AclOfDoi("10.18653/v1/w"));
        Assert.Null(EntryIds.AclOfDoi("10.1000/P19-1001"));
    }

    [Theory]
    [InlineData("10.18653/V1/P19-1001", "ACL:P19-1001 doi:10.18653/v1/p19-1001")]
    [InlineData("https://doi.org/10.48550/arXiv.2503.11731", "arXiv:2503.11731")]
    [InlineData("10.1000/X", "doi:10.1000/x")]
    [InlineData("not one", "")]
    public void A_field_for_a_doi_gives_the_ids_behind_it(string value, string ids) => Assert.Equal(ids, string.Join(' ', EntryIds.OfDoi(value)));

    [Fact]
    public void Names_are_divided_by_and_where_no_brace_holds_it() =>
        Assert.Equal(
            ["Gödel, Kurt", "The Sand and Sea Team", "Anderson, Andy"],
            BibTexText.Names("G{\\\"o}del, Kurt AND {The Sand and Sea Team}\n  and Anderson, Andy and others and "));

    [Theory]
    [InlineData(@"{{EEG}} on $\alpha_{1}$ and {\o}re \& \$5", @"EEG on $\alpha_{1}$ and øre & \$5")]
    [InlineData(@"no end $x", "no end $x")]
    [InlineData(@"\$5 to \$6", @"\$5 to \$6")]
    public void Formulas_stay_and_words_become_plain(string tex, string text) =>
        Assert.Equal(text.Replace("no end $x", @"no end \$x", StringComparison.Ordinal), BibTexText.WithFormulas(tex));
}
