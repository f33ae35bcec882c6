using System.Text.Json;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Accounts;

public sealed class OwnerLinkVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_verb_prints_a_link_that_works_and_ends_the_one_before()
    {
        var none = await PaperboyProcess.Run("owner-link", "--data", _folder.Path);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("holds no catalog", none.Errors, StringComparison.Ordinal);

        Uri before;
        using (var database = _folder.OpenDatabase())
            before = Links(database).ForOwner();
        var link = new Uri(JsonDocument.Parse((await PaperboyProcess.Run("owner-link", "--data", _folder.Path, "--json")).Output).RootElement.GetProperty("link").GetString()!);
        Assert.Equal(("127.0.0.1", 8080), (link.Host, link.Port));
        using (var database = _folder.OpenDatabase())
        {
            Assert.Null(Links(database).Look(before.Segments[^1]));
            Assert.Equal(new Entry(Role.Owner, null, null), Links(database).Look(link.Segments[^1]));
            Assert.NotNull(Links(database).Use(link.Segments[^1], "Ada", "a test"));
            Assert.Null(Links(database).Use(link.Segments[^1], "Eve", "a test"));
            Assert.Equal("Ada", new AccountStore(database).FirstOwner()!.Name);
        }
    }

    private EntryLinks Links(Database database) =>
        new(database, Paperboy.Settings.SettingsReader.Read(_folder.Data).Server, TimeProvider.System);
}
