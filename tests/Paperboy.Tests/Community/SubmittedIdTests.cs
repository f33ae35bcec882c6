using Paperboy.Community;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class SubmittedIdTests
{
    [Theory]
    [InlineData("2503.11731", "arXiv:2503.11731")]
    [InlineData(" arXiv:2503.11731v2 ", "arXiv:2503.11731")]
    [InlineData("https://arxiv.org/abs/2503.11731v3", "arXiv:2503.11731")]
    [InlineData("http://export.arxiv.org/pdf/2503.11731.pdf", "arXiv:2503.11731")]
    [InlineData("https://huggingface.co/papers/2503.11731", "arXiv:2503.11731")]
    [InlineData("https://arxiv.org/abs/hep-th/9901001", "arXiv:hep-th/9901001")]
    [InlineData("10.48550/arXiv.2503.11731", "arXiv:2503.11731")]
    [InlineData("https://doi.org/10.1000/XYZ(1)", "doi:10.1000/xyz(1)")]
    [InlineData("doi:10.1000/xyz", "doi:10.1000/xyz")]
    [InlineData("https://aclanthology.org/P19-1001/", "ACL:P19-1001")]
    [InlineData("ACL:2020.acl-main.1", "ACL:2020.acl-main.1")]
    public void Ids_and_addresses_of_known_sites_are_understood(string typed, string id)
    {
        Assert.True(SubmittedId.TryParse(typed, out var read));
        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("hello")]
    [InlineData("http://127.0.0.1:8080/abs/2503.11731")]
    [InlineData("http://localhost/2503.11731")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]/10.1000/xyz")]
    [InlineData("https://arxiv.org.evil.example/abs/2503.11731")]
    [InlineData("https://evil.example/?x=arxiv.org/abs/2503.11731")]
    [InlineData("https://arxiv.org@evil.example/abs/2503.11731")]
    [InlineData("https://evil.example#arxiv.org/abs/2503.11731")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://arxiv.org/abs/2503.11731")]
    [InlineData("2503.11731\r\nHost: evil.example")]
    [InlineData("arXiv:2503.11731 arXiv:2503.11732")]
    public void Everything_else_is_refused(string? typed) => Assert.False(SubmittedId.TryParse(typed, out _));
}
