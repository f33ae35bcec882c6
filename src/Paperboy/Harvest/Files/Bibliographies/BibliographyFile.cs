using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>
/// A file whose entries spread over lines: BibTeX and RIS by the name's ending, CSL-JSON by its content, which begins with "[".
/// It is read as a whole. One bad entry is told with its line, and the others go on.
/// </summary>
internal static class BibliographyFile
{
    /// <summary>Unpacked: some sixty thousand entries with their abstracts. Reading takes about five times as much memory.</summary>
    public const int MostBytes = 128 * 1024 * 1024;

    private static readonly string[] BibTex = [".bib", ".bib.gz", ".bibtex", ".biblatex"];
    private static readonly string[] Ris = [".ris", ".ris.gz", ".ciw"];

    // Programs of the nineties, and RIS by its definition, write Windows' code page for western languages.
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding Utf8Text = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The endings of names by which such files are known.</summary>
    public static readonly IReadOnlyList<string> Endings = [.. BibTex, .. Ris];

    /// <summary>Whether a file is such a bibliography; its position stays at the beginning.</summary>
    public static bool IsOne(string name, Stream raw)
    {
        if (EndsWithAny(name, Endings))
            return true;
        var unpacked = Unpacked(raw);
        Span<byte> first = stackalloc byte[4_096];
        try
        {
            first = first[..unpacked.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            // Damaged: whoever reads it says so.
            first = [];
        }

        raw.Position = 0;
        if (first.StartsWith("\uFEFF"u8))
            first = first[3..];
        return first.TrimStart(" \t\r\n"u8).StartsWith("["u8);
    }

    /// <summary>The records of a file by the lines on which they begin, and why there is none where there is none.</summary>
    public static IEnumerable<(int Line, PaperRecord? Record, string? Reason)> Read(string name, Stream raw, DateOnly latest)
    {
        var (bytes, fault) = Bytes(raw);
        if (bytes is null)
            return [(1, null, fault)];
        var entries = EndsWithAny(name, BibTex) ? BibTexEntries.Read(Text(bytes)) : EndsWithAny(name, Ris) ? RisEntries.Read(Text(bytes)) : CslEntries.Read(WithoutMark(bytes));
        return entries.Select(entry => Checked(entry.Entry, entry.Fault, latest));
    }

    private static (int Line, PaperRecord? Record, string? Reason) Checked(BibliographyEntry entry, string? fault, DateOnly latest)
    {
        if (fault is not null)
            return (entry.Line, null, fault);
        var one = new PageRecords(latest);
        one.Add("", () => entry.ToRecord(one));
        return one.Records.Count > 0 ? (entry.Line, one.Records[0], null) : (entry.Line, null, one.Rejected[0].Reason);
    }

    private static (byte[]? Bytes, string? Fault) Bytes(Stream raw)
    {
        var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            var unpacked = Unpacked(raw);
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                if (whole.Length + read > MostBytes)
                    return (null, $"the file is longer than {MostBytes / (1024 * 1024)} MB, the most that a bibliography may have");
                whole.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            return (null, $"the compressed file is damaged: {e.Message}");
        }

        return (whole.ToArray(), null);
    }

    // By the first bytes, not by the name: people rename files, and browsers unpack them.
    private static Stream Unpacked(Stream raw)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = raw.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        raw.Position = 0;
        return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true) : raw;
    }

    private static string Text(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        _ => WithoutMark(bytes) is var text && Utf8.IsValid(text) ? Utf8Text.GetString(text) : Western.GetString(text),
    };

    private static byte[] WithoutMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;

    private static bool EndsWithAny(string name, IEnumerable<string> endings) =>
        endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
