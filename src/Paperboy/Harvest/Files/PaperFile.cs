using System.IO.Compression;
using Paperboy.Harvest.Files.Bibliographies;

namespace Paperboy.Harvest.Files;

/// <summary>A file of papers in JSON Lines, tab-separated values or the form of a bibliography, plain or compressed with gzip.</summary>
internal static class PaperFile
{
    /// <summary>More than any paper needs, less than what would hurt.</summary>
    public const int LongestLineBytes = 1024 * 1024;

    // What is taken from a folder without being named.
    private static readonly string[] Own = [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];

    // Title TAB abstract, a paper a line.
    private static readonly string[] Tsv = [".tsv", ".tsv.gz"];

    // Many call JSON Lines .json; in a folder, though, files of that name are mostly something else. So are tables.
    private static readonly string[] Endings = [.. Own, ".json", ".json.gz", .. Tsv, .. BibliographyFile.Endings];

    /// <summary>The files that paths name, folders with all that they hold, each once, in the order given.</summary>
    /// <exception cref="FileNotFoundException">A path is not there.</exception>
    /// <exception cref="InvalidDataException">A file is of a form that cannot be imported.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths.Select(Path.GetFullPath))
        {
            if (Directory.Exists(path))
                files.AddRange(InFolder(path));
            else if (!File.Exists(path))
                throw new FileNotFoundException($"There is no file or folder {path}.");
            else if (!HasEnding(path))
                throw new InvalidDataException($"{path} is of a form that cannot be imported; known are {string.Join(", ", Endings)}.");
            else
                files.Add(path);
        }

        string[] each = [.. files.Distinct(StringComparer.Ordinal)];
        if (each.Where(IsTsv).Take(2).ToList() is [var first, var second])
        {
            throw new InvalidDataException(
                $"{first} and {second} would both give their papers the ids tsv:1, tsv:2, ...: one of them would replace the other. Import one.");
        }

        return each;
    }

    /// <summary>Whether the name ends as files of papers do.</summary>
    public static bool HasEnding(string name) => EndsWithAny(name, Endings);

    /// <summary>The ending under which a file is kept so that its form is still known: ".jsonl" for all forms that their content tells.</summary>
    public static string KeptEnding(string name) =>
        Tsv.Concat(BibliographyFile.Endings).FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ?? ".jsonl";

    /// <summary>Whether it holds title TAB abstract, by its name: the content of both forms is just lines.</summary>
    public static bool IsTsv(string name) => EndsWithAny(name, Tsv);

    /// <summary>The lines of the file's content that are not blank.</summary>
    /// <param name="raw">The file's bytes as they are on disk; its position tells how far the reading is.</param>
    public static IEnumerable<Line> Lines(Stream raw)
    {
        using var unpacked = IsCompressed(raw) ? new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true) : null;
        var reader = new LineReader(unpacked ?? raw, LongestLineBytes);
        while (true)
        {
            Line? line;
            string? broken = null;
            try
            {
                line = reader.Next();
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                broken = e.Message;
                line = null;
            }

            if (broken is not null)
            {
                yield return new Line(reader.Number + 1, null, $"the compressed file is damaged from here on: {broken}");
                yield break;
            }

            if (line is null)
                yield break;
            if (line.Fault is not null || !string.IsNullOrWhiteSpace(line.Text))
                yield return line;
        }
    }

    // By the first bytes, not by the name: people rename files, and browsers unpack them.
    private static bool IsCompressed(Stream raw)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = raw.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        raw.Position = 0;
        return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    private static string[] InFolder(string folder)
    {
        string[] found = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => EndsWithAny(f, Own)).Order(StringComparer.Ordinal)];
        return found.Length > 0
            ? found
            : throw new InvalidDataException($"The folder {folder} holds no file that can be imported ({string.Join(", ", Own)}).");
    }

    private static bool EndsWithAny(string name, string[] endings) =>
        endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
