using System.Text.RegularExpressions;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests;

/// <summary>The rooms of the house and who may ask whom: read from the sources' usings.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Plumbing = ["Storage", "Settings", "Jobs", "Mail", "Embeddings", "Web", "Cli", "Text"];
    private static readonly string[] Nouns = ["Catalog", "Readers", "Indexing", "Ledger"];
    private static readonly string[] Verbs = ["Harvest", "Discover", "Community", "Daily", "Recommend", "Digest", "Train", "Upkeep", "Evaluate"];
    private static readonly string[] Doors = ["Api", "Mcp"];

    // A digest is made of what the other verbs find, and an evaluation measures that.
    private static readonly (string From, string To)[] Allowed =
    [
        ("Digest", "Recommend"), ("Digest", "Daily"), ("Digest", "Discover"),
        ("Evaluate", "Recommend"), ("Evaluate", "Daily"), ("Evaluate", "Discover"),
    ];

    [Fact]
    public void Every_room_is_known()
    {
        string[] known = [.. Plumbing, .. Nouns, .. Verbs, .. Doors];
        var found = Sources().Select(s => s.Room).Where(r => r.Length > 0).Distinct();
        Assert.Empty(found.Except(known).Except(["wwwroot", "Properties"]));
    }

    [Fact]
    public void No_room_asks_another_that_it_must_not_know()
    {
        var wrong =
            from source in Sources()
            where source.Room.Length > 0
            from used in Uses(source.Text)
            where used != source.Room && !May(source.Room, used)
            select $"{source.Path} (a {KindOf(source.Room)}) uses {used} (a {KindOf(used)})";
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_engine_knows_nothing_of_papers_databases_or_the_web()
    {
        var root = Repository.File("src/Paperboy.Search");
        var wrong = Files(root, "*.cs").Where(f => OutsideUsing().IsMatch(File.ReadAllText(f)));
        Assert.Empty(wrong);
    }

    private static bool May(string from, string to) =>
        Plumbing.Contains(to) ? true
        : Nouns.Contains(to) ? !Plumbing.Contains(from)
        : Verbs.Contains(to) && (Doors.Contains(from) || Allowed.Contains((from, to)));

    private static string KindOf(string room) =>
        Plumbing.Contains(room) ? "plumbing" : Nouns.Contains(room) ? "noun" : Verbs.Contains(room) ? "verb" : "door";

    private static IEnumerable<string> Uses(string text) =>
        Using().Matches(text).Select(m => m.Groups["room"].Value).Where(r => r != "Search").Distinct();

    private static IEnumerable<(string Path, string Room, string Text)> Sources()
    {
        var root = Repository.File("src/Paperboy");
        foreach (var file in Files(root, "*.cs").Concat(Files(root, "*.razor")))
        {
            var relative = Path.GetRelativePath(root, file);
            var slash = relative.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal);
            yield return (relative, slash < 0 ? "" : relative[..slash], File.ReadAllText(file));
        }
    }

    private static IEnumerable<string> Files(string root, string pattern) =>
        Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "node_modules"));

    [GeneratedRegex(@"^\s*@?using (static )?Paperboy\.(?<room>[A-Za-z]+)|(?<![\w.])Paperboy\.(?<room>[A-Z][A-Za-z]+)\.[A-Z]", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(@"^using (Microsoft\.(Data|AspNetCore|Extensions)|Dapper|Paperboy\.(?!Search))", RegexOptions.Multiline)]
    private static partial Regex OutsideUsing();
}
