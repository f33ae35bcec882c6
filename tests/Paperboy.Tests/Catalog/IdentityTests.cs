using Paperboy.Catalog;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class IdentityTests
{
    [Fact]
    public void A_record_is_known_by_every_id_that_it_names() => Assert.Equal(
        ["arxiv:2503.11731", "id:openalex:W1", "doi:10.1000/x", "id:ACL:P19-1001", "id:pmid:7"],
        Identity.Keys(Record("openalex:W1", ids: ["arXiv:2503.11731v2", "doi:10.1000/X", "ACL:P19-1001", "pmid:7", "no id", "broken"])));

    [Theory]
    [InlineData("10.18653/v1/P19-1001", "id:ACL:P19-1001")]
    [InlineData("10.18653/v1/2020.acl-main.1", "id:ACL:2020.acl-main.1")]
    [InlineData("10.3115/v1/w14-0101", "id:ACL:W14-0101")]
    [InlineData("10.48550/arXiv.2503.11731", "arxiv:2503.11731")]
    public void Some_dois_hold_another_id(string doi, string key) => Assert.Contains(key, Identity.Keys(Record("crossref:1", doi: doi)));

    [Theory]
    [InlineData("arXiv:806.1256", "arxiv:0806.1256")]
    [InlineData("arXiv:1309.734", "arxiv:1309.7340")]
    [InlineData("arXiv:1510.0497699999999", "arxiv:1510.04977")]
    [InlineData("arXiv:1702.0145100000002", "arxiv:1702.01451")]
    public void An_id_that_a_spreadsheet_took_for_a_number_is_the_one_that_was_meant(string id, string key) =>
        Assert.Contains(key, Identity.Keys(Record(id)));

    [Fact]
    public void The_arxiv_id_is_found_among_the_others() =>
        Assert.Equal("arXiv:2503.11731", Record("s2:1", ids: ["arXiv:2503.11731"]).ArxivId!.ToString());

    private static PaperRecord Record(string id, string? doi = null, string[]? ids = null) =>
        Invented.Record(("source", "any"), ("id", id), ("doi", doi), ("ids", ids ?? []));
}
