using System.Text.Json;
using Paperboy.Catalog;

namespace Paperboy.Tests.Support;

/// <summary>Records that tests make up.</summary>
internal static class Invented
{
    /// <summary>A record's JSON line with sensible fields, which the given ones replace; null takes a field away.</summary>
    public static string Line(params (string Name, object? Value)[] fields)
    {
        var all = new Dictionary<string, object?>
        {
            ["source"] = "arxiv",
            ["id"] = "arXiv:2601.00001",
            ["title"] = "On the Patience of Small Caches",
            ["abstract"] = "We measure how long a small cache waits.",
            ["authors"] = new[] { "Ada Example", "Ben Sample" },
            ["categories"] = new[] { "cs.CL" },
            ["listed"] = "2026-01-05",
        };
        foreach (var (name, value) in fields)
        {
            if (value is null)
                all.Remove(name);
            else
                all[name] = value;
        }

        return JsonSerializer.Serialize(all);
    }

    public static PaperRecord Record(params (string Name, object? Value)[] fields) => RecordJson.Read(Line(fields));

    /// <summary>Many different papers, seeded: the same seed, the same lines.</summary>
    public static IEnumerable<string> Lines(int count, int seed = 1)
    {
        string[] words = ["sparse", "patient", "caches", "towers", "reading", "graphs", "small", "language", "models", "noise", "maps", "proofs"];
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var title = string.Join(' ', Enumerable.Range(0, 6).Select(_ => words[random.Next(words.Length)]));
            yield return Line(
                ("id", $"arXiv:26{1 + (i / 90000):D2}.{i % 90000:D5}"),
                ("title", $"{title} {i}"),
                ("abstract", string.Join(' ', Enumerable.Range(0, 60).Select(_ => words[random.Next(words.Length)])) + "."),
                ("authors", new[] { $"Author{random.Next(500)} Example", $"Author{random.Next(500)} Sample" }));
        }
    }
}
