using Paperboy.Readers;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers;

public sealed class LinkSignerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_opens_after_a_restart_and_for_its_purpose_alone()
    {
        var token = new LinkSigner(_folder.Data).Sign("unsubscribe", "ann 1");
        var signer = new LinkSigner(_folder.Data);
        Assert.True(signer.TryOpen("unsubscribe", token, out var content));
        Assert.Equal("ann 1", content);
        Assert.False(signer.TryOpen("confirm", token, out _));
    }

    [Fact]
    public void No_changed_link_opens()
    {
        var signer = new LinkSigner(_folder.Data);
        var token = signer.Sign("unsubscribe", "ann");
        for (var i = 0; i < token.Length; i++)
        {
            // The last letter of each half also carries bits that mean nothing, so a change is one that decodes to other bytes.
            foreach (var letter in "Aa0_-.!")
            {
                var changed = token[..i] + letter + token[(i + 1)..];
                Assert.True(changed == token || !signer.TryOpen("unsubscribe", changed, out var content) || content == "ann");
            }
        }

        foreach (var bad in new[] { "", ".", "..", "a", "a.", ".b", token[..^4], new string('A', 5_000) + "." + token })
            Assert.False(signer.TryOpen("unsubscribe", bad, out _));
    }

    [Fact]
    public void The_key_is_its_owners_alone_and_two_who_start_together_have_the_same()
    {
        var signers = Enumerable.Range(0, 8).Select(_ => new LinkSigner(_folder.Data)).ToList();
        var tokens = new string[signers.Count];
        Parallel.For(0, signers.Count, i => tokens[i] = signers[i].Sign("p", "c"));
        Assert.Single(tokens.Distinct());
        var key = Assert.Single(Directory.GetFiles(_folder.Data.Keys));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
    }

    [Fact]
    public void A_damaged_key_is_named_and_never_replaced()
    {
        Directory.CreateDirectory(_folder.Data.Keys);
        var file = Path.Combine(_folder.Data.Keys, "links.key");
        File.WriteAllText(file, "short");
        var fault = Assert.Throws<StorageException>(() => new LinkSigner(_folder.Data).Sign("p", "c"));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Equal("short", File.ReadAllText(file));
    }
}
