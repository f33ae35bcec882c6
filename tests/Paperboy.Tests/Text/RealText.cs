using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace Paperboy.Tests.Text;

/// <summary>One title, abstract or comment of the real papers that lie beside the repository where they are to be had.</summary>
internal sealed record RealText(string Id, string Field, string Source)
{
    public static string[] Files { get; } = ["listing-534", "hf-daily-2024-2026", "arxiv-2025-2026", "arxiv-1993-2019-half", "acl-anthology"];

    /// <summary>The texts of one file; the calling test is skipped where there is none.</summary>
    public static IEnumerable<RealText> Read(string name)
    {
        var path = Find(name);
        Assert.SkipUnless(path is not null, $"no real papers: papers/{name}.jsonl.gz is neither under PAPERBOY_DATA_SETS nor in ../shared/data");
        return ReadFile(path!);
    }

    private static IEnumerable<RealText> ReadFile(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var paper = JsonDocument.Parse(line);
            var id = paper.RootElement.GetProperty("id").GetString()!;
            foreach (var field in (string[])["title", "abstract", "comment"])
            {
                if (paper.RootElement.TryGetProperty(field, out var text) && text.ValueKind == JsonValueKind.String)
                    yield return new RealText(id, field, text.GetString()!);
            }
        }
    }

    private static string? Find(string name)
    {
        var file = Path.Combine("papers", name + ".jsonl.gz");
        if (Environment.GetEnvironmentVariable("PAPERBOY_DATA_SETS") is { Length: > 0 } sets)
            return File.Exists(Path.Combine(sets, file)) ? Path.Combine(sets, file) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "..", "shared", "data", file);
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
