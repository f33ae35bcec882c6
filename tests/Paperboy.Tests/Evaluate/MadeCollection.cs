using System.IO.Compression;
using System.Text.Json;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Evaluate;

/// <summary>A collection in BEIR's form that a test makes up, in a folder of its own.</summary>
internal sealed class MadeCollection : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Path => _folder.Path;

    public static MadeCollection Small()
    {
        var made = new MadeCollection();
        made.Write(
            "corpus.jsonl",
            Document("d1", "Patient caches", "A cache waits for \"graphs\": it is patient."),
            Document("d2", "Sparse towers", "They fall, and caches with them."),
            Document("d3", "", "Graphs of towers without a title."),
            Document("d4", "Reading", ""));
        made.Write("queries.jsonl", Query("q1", "patient cache"), Query("q2", "sparse \"falling towers\""), Query("q3", "unjudged reading"));
        made.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t2", "q1\td2\t1", "q2\td2\t1", "q2\td9\t1");
        return made;
    }

    public static string Document(string id, string title, string text) => JsonSerializer.Serialize(new { _id = id, title, text });

    public static string Query(string id, string text) => JsonSerializer.Serialize(new { _id = id, text });

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, params string[] lines)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    /// <summary>Compresses a file, under its name and .gz.</summary>
    public void Pack(string name)
    {
        using (var packed = new GZipStream(System.IO.File.Create(File(name) + ".gz"), CompressionLevel.Fastest))
        using (var plain = System.IO.File.OpenRead(File(name)))
            plain.CopyTo(packed);
        System.IO.File.Delete(File(name));
    }

    public void Dispose() => _folder.Dispose();
}
