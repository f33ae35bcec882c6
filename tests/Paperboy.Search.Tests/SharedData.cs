using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>
/// Real papers and judged collections, which are not part of the repository: in the folder that PAPERBOY_DATA_SETS
/// names, or in shared/data beside the repository or one of the folders around it. Without them a test is skipped.
/// </summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder of the data. Skips the test if it is not there.</summary>
    public static string Require(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("PAPERBOY_DATA_SETS") ?? FindBeside(AppContext.BaseDirectory);
        var path = Path.Combine([root ?? "", .. parts]);
        Assert.SkipUnless(
            root is not null && Path.Exists(path),
            $"shared/data/{string.Join('/', parts)} is not there (PAPERBOY_DATA_SETS names the folder)");
        return path;
    }

    /// <summary>The objects of a JSON Lines file, plain or .gz.</summary>
    public static IEnumerable<JsonElement> ReadLines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    private static string? FindBeside(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
