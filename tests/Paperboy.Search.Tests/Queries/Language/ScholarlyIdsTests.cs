using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries.Language;

public sealed class ScholarlyIdsTests
{
    [Theory]
    [InlineData("arXiv:2503.11731", "arXiv:2503.11731")]
    [InlineData("ARXIV:0704.0001v12", "arXiv:0704.0001")]
    [InlineData("http://export.arxiv.org/abs/hep-th/9901001v1", "arXiv:hep-th/9901001")]
    [InlineData("https://arxiv.org/pdf/2503.11731.pdf", "arXiv:2503.11731")]
    [InlineData("https://www.arxiv.org/html/2503.11731v1#S3", "arXiv:2503.11731")]
    [InlineData("alphaxiv.org/abs/2503.11731", "arXiv:2503.11731")]
    [InlineData("cs/0112017", "arXiv:cs/0112017")]
    [InlineData("[arXiv:2503.11731],", "arXiv:2503.11731")]
    [InlineData("10.48550/arXiv.2503.11731v2", "arXiv:2503.11731")]
    [InlineData("10.1000/xyz.", "doi:10.1000/xyz")]
    [InlineData("https://dx.doi.org/10.1109/5.771073", "doi:10.1109/5.771073")]
    [InlineData("ACL:2020.acl-main.1", "ACL:2020.acl-main.1")]
    [InlineData("https://aclanthology.org/P19-1001.pdf", "ACL:P19-1001")]
    public void Signs_and_addresses_make_an_id_certain(string run, string value) =>
        Assert.Equal(new RecognisedId(value, IsCertain: true), ScholarlyIds.Recognise(run));

    [Theory]
    [InlineData("2503.11731", "arXiv:2503.11731")]
    [InlineData("1412.6980v9", "arXiv:1412.6980")]
    public void A_bare_number_may_be_an_id(string run, string value) =>
        Assert.Equal(new RecognisedId(value, IsCertain: false), ScholarlyIds.Recognise(run));

    [Theory]
    [InlineData("")]
    [InlineData("graph")]
    [InlineData("3.14159")]
    [InlineData("2513.11731")]
    [InlineData("2503.1173")]
    [InlineData("1412.69801")]
    [InlineData("10.1000")]
    [InlineData("10/1000")]
    [InlineData("https://example.org/abs/2503.11731")]
    [InlineData("P19-1001")]
    [InlineData("and/or")]
    public void Other_runs_are_none(string run) => Assert.Null(ScholarlyIds.Recognise(run));
}
