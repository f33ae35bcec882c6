using System.IO.Compression;
using System.Text;
using Paperboy.Harvest.Files.Bibliographies;

namespace Paperboy.Harvest.Files;

/// <summary>
/// A file of papers in JSON Lines, tab-separated values or the form of a bibliography, plain or compressed: gzip, or a zip archive
/// of one file.
/// </summary>
internal static class PaperFile
{
    /// <summary>More than any paper needs, less than what would hurt.</summary>
    public const int LongestLineBytes = 1024 * 1024;

    // What is taken from a folder without being named.
    private static readonly string[] Own = [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];

    // Title TAB abstract, a paper a line.
    private static readonly string[] Tsv = [".tsv", ".tsv.gz"];

    // Many call JSON Lines .json; in a folder, though, files of that name are mostly something else. So are tables.
    private static readonly string[] Endings = [.. Own, ".json", ".json.gz", ".zip", .. Tsv, .. BibliographyFile.Endings];

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

    /// <summary>
    /// The file's content in blocks of whole lines, the reason why there are no more at the end where it is damaged. Blocks are
    /// disposed of by whoever gets them.
    /// </summary>
    /// <param name="raw">The file's bytes as they are on disk; its position tells how far the reading is.</param>
    public static IEnumerable<(LineBlock? Lines, int Line, string? Fault)> Blocks(Stream raw)
    {
        var opened = new List<IDisposable>();
        try
        {
            var (content, fault) = Unpacked(raw, opened);
            var blocks = new LineBlocks(content, LongestLineBytes);
            while (blocks.Next() is { } block)
                yield return (block, block.FirstLine, null);
            if (blocks.Damage is { } damage)
                fault = $"the compressed file is damaged from here on: {damage}";
            if (fault is not null)
                yield return (null, blocks.Line, fault);
        }
        finally
        {
            foreach (var stream in opened)
                stream.Dispose();
        }
    }

    /// <summary>The lines of the file's content that are not blank, as text.</summary>
    /// <param name="raw">See <see cref="Blocks"/>.</param>
    public static IEnumerable<string> Lines(Stream raw)
    {
        foreach (var (block, _, fault) in Blocks(raw))
        {
            if (block is null)
                throw new InvalidDataException(fault);
            var lines = new List<string>();
            using (block)
            {
                foreach (var line in block)
                    lines.Add(Encoding.UTF8.GetString(line));
            }

            foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
                yield return line;
        }
    }

    // By the first bytes, not by the name: people rename files, and browsers unpack them.
    private static (Stream Content, string? Fault) Unpacked(Stream raw, List<IDisposable> opened)
    {
        Span<byte> magic = stackalloc byte[4];
        var read = raw.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        raw.Position = 0;
        if (magic[..read].StartsWith<byte>([0x1F, 0x8B]))
        {
            opened.Add(new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true));
            return ((Stream)opened[0], null);
        }

        if (!magic[..read].SequenceEqual("PK\u0003\u0004"u8))
            return (raw, null);
        try
        {
            var archive = new ZipArchive(raw, ZipArchiveMode.Read, leaveOpen: true);
            opened.Add(archive);
            var files = archive.Entries.Where(entry => entry.Name.Length > 0).Take(2).ToList();
            if (files is not [var only])
                return (Stream.Null, files.Count == 0 ? "the archive holds no file" : "the archive holds several files; unpack it and import those that hold papers");
            opened.Insert(0, only.Open());
            return ((Stream)opened[0], null);
        }
        catch (InvalidDataException e)
        {
            return (Stream.Null, $"the archive is damaged: {e.Message}");
        }
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
