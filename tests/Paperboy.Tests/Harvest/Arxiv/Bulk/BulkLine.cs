using System.Text.Json;

namespace Paperboy.Tests.Harvest.Arxiv.Bulk;

/// <summary>Lines as arXiv's metadata in bulk have them, made up.</summary>
internal static class BulkLine
{
    /// <summary>A line with all fields, which the given ones replace; null takes a field away.</summary>
    public static string Of(params (string Name, object? Value)[] fields)
    {
        var all = new Dictionary<string, object?>
        {
            ["id"] = "0704.0001",
            ["submitter"] = "Ada Example",
            ["authors"] = "Ada B. Example, B\\'en\\'edicte van der Sample and Carl Doe Jr.",
            ["title"] = "Counting the Lanterns\n  of a Long Harbour",
            ["comments"] = "37 pages",
            ["journal-ref"] = "J. Lanterns 76 (2007) 1",
            ["doi"] = "10.1000/LANTERN.76",
            ["report-no"] = "LH-07-12",
            ["categories"] = "hep-ph cs.CL",
            ["license"] = "http://example.org/licence",
            ["abstract"] = "  We count lanterns at\nnight. There are many.\n  A second paragraph says\nwhy.\n",
            ["versions"] = new[]
            {
                new { version = "v1", created = "Mon, 2 Apr 2007 19:18:42 GMT" },
                new { version = "v2", created = "Tue, 24 Jul 2007 20:10:27 GMT" },
            },
            ["update_date"] = "2008-11-26",
            ["authors_parsed"] = new[]
            {
                new[] { "Example", "Ada B.", "" },
                ["van der Sample", "Bénédicte", "", "Harbour Institute"],
                ["Doe", "Carl", "Jr."],
            },
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

    /// <summary>Many different papers.</summary>
    public static IEnumerable<string> Many(int count) => Enumerable.Range(0, count).Select(i => Of(
        ("id", $"{7 + (i / 9_000):D2}04.{1 + (i % 9_000):D4}"),
        ("doi", i % 3 == 0 ? $"10.1000/lantern.{i}" : null),
        ("title", $"Counting the Lanterns\n  of Harbour {i}")));
}
