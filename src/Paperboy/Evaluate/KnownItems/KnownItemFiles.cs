using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paperboy.Cli;

namespace Paperboy.Evaluate.KnownItems;

/// <summary>Writes a set of known items as a collection in BEIR's form.</summary>
internal static class KnownItemFiles
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="set">What is written.</param>
    /// <param name="folder">A folder that is not there or empty.</param>
    /// <exception cref="VerbFailedException">Something stands in the folder.</exception>
    public static void Write(KnownItemSet set, string folder)
    {
        CheckEmpty(folder);
        var qrels = Directory.CreateDirectory(Path.Combine(folder, "qrels")).FullName;
        using (var packed = new GZipStream(File.Create(Path.Combine(folder, "corpus.jsonl.gz")), CompressionLevel.Optimal))
            Lines(packed, set.Items.Select(item => Json(new { _id = item.Document.Id, title = item.Document.Title, text = item.Document.Text })));
        Save(Path.Combine(folder, "queries.jsonl"), set.Test.Concat(set.Train).Select(item => Json(new { _id = QueryId(item), text = item.Query })));
        Save(Path.Combine(qrels, "test.tsv"), Judgements(set.Test));
        Save(Path.Combine(qrels, "train.tsv"), Judgements(set.Train));
    }

    /// <exception cref="VerbFailedException">Something stands in the folder.</exception>
    public static void CheckEmpty(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new VerbFailedException($"{folder} is there already; --to takes a folder that is new or empty.");
    }

    // Some measure without a query's own document, which they know by its id: here it is what is looked for.
    private static string QueryId(KnownItem item) => "q:" + item.Document.Id;

    private static IEnumerable<string> Judgements(IReadOnlyList<KnownItem> items) =>
        items.Select(item => $"{QueryId(item)}\t{item.Document.Id}\t1").Prepend("query-id\tcorpus-id\tscore");

    private static void Save(string path, IEnumerable<string> lines)
    {
        using var file = File.Create(path);
        Lines(file, lines);
    }

    private static void Lines(Stream stream, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines)
            writer.WriteLine(line);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
