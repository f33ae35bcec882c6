using Paperboy.Catalog;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class LicencesTests
{
    [Theory]
    [InlineData("arxiv", "arXiv:2601.00001", null, true)]
    [InlineData("arxiv", "arXiv:2601.00001", "http://arxiv.org/licenses/nonexclusive-distrib/1.0/", true)]
    [InlineData("hf", "arXiv:2601.00001", null, true)]
    [InlineData("hf", "hf:1", null, false)]
    [InlineData("openalex", "openalex:W1", null, true)]
    [InlineData("acl", "ACL:2026.long.1", null, true)]
    [InlineData("crossref", "doi:10.1000/1", null, false)]
    [InlineData("crossref", "doi:10.1000/1", "https://creativecommons.org/licenses/by/4.0/legalcode", true)]
    [InlineData("crossref", "doi:10.1000/1", "https://creativecommons.org/licenses/by-nc-nd/4.0/", false)]
    [InlineData("crossref", "doi:10.1000/1", "https://www.springer.com/tdm", false)]
    [InlineData("s2", "s2:1", null, false)]
    [InlineData("file", "file:1", null, false)]
    [InlineData("file", "file:1", "CC0", true)]
    public void Only_abstracts_that_are_known_to_be_free_may_be_passed_on(string source, string id, string? license, bool may) =>
        Assert.Equal(may, Licences.MayPassOnAbstract(Invented.Record(("source", source), ("id", id), ("license", license), ("published", "2026"))));

    [Fact]
    public void The_anthology_before_2016_is_not_free_for_every_purpose() =>
        Assert.False(Licences.MayPassOnAbstract(Invented.Record(("source", "acl"), ("id", "ACL:P14-1001"), ("published", "2014"))));

    [Theory]
    [InlineData("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0")]
    [InlineData("https://creativecommons.org/licenses/by-nc-sa/4.0", "CC BY-NC-SA 4.0")]
    [InlineData("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0")]
    [InlineData("http://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark")]
    [InlineData("http://arxiv.org/licenses/nonexclusive-distrib/1.0/", "arXiv’s own licence")]
    [InlineData("cc-by", "CC BY")]
    [InlineData("CC BY-SA 4.0", "CC BY-SA 4.0")]
    [InlineData("CC0 1.0", "CC0 1.0")]
    [InlineData("Publisher's terms", "Publisher's terms")]
    [InlineData(" ", null)]
    public void Licences_have_the_names_that_people_use(string licence, string? name) => Assert.Equal(name, Licences.NameOf(licence));

    [Theory]
    [InlineData("CC BY 4.0", true)]
    [InlineData("CC BY-SA 3.0", true)]
    [InlineData("CC0 1.0", true)]
    [InlineData("Public Domain Mark", true)]
    [InlineData("ODC-BY 1.0", true)]
    [InlineData("CC BY-NC 4.0", false)]
    [InlineData("CC BY-ND 4.0", false)]
    [InlineData("CC BY-NC-SA 3.0", false)]
    [InlineData("arXiv’s own licence", false)]
    [InlineData(null, false)]
    public void Open_is_what_anybody_may_use_for_any_purpose(string? licence, bool open) => Assert.Equal(open, Licences.IsOpen(licence));

    [Fact]
    public void A_papers_abstract_is_as_free_as_the_record_that_gave_it()
    {
        using var folder = new TempFolder();
        using var database = folder.OpenDatabase();
        var papers = new PaperStore(database);
        var crossref = Invented.Record(("source", "crossref"), ("id", "doi:10.1000/1"), ("doi", "10.1000/1"), ("listed", null), ("published", "2026"));
        papers.Save([crossref], new ImportRun());
        Assert.Null(Licences.PublicAbstractOf(papers.Find("doi:10.1000/1")!));
        papers.Save([Invented.Record(("doi", "10.1000/1"))], new ImportRun());
        Assert.Equal("We measure how long a small cache waits.", Licences.PublicAbstractOf(papers.Find("arXiv:2601.00001")!));
    }
}
