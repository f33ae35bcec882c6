using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Paperboy.Discover.Drafts;

/// <summary>What a text of a draft is written in.</summary>
internal enum DraftKind
{
    Plain,
    Tex,
    BibTex,
}

/// <summary>One text of a draft: a file, or what was pasted.</summary>
/// <param name="Name">The file's name; null: what was pasted.</param>
/// <param name="Text">Its characters.</param>
internal sealed partial record DraftFile(string? Name, string Text)
{
    /// <summary>The most bytes of one file that are read: ten times what a long paper has.</summary>
    public const int MostBytes = 2 << 20;

    /// <summary>The endings of names that are read, as a browser's file field takes them.</summary>
    public const string Endings = ".tex,.bib,.bbl,.txt,.md";

    private const string Readable = "Paperboy reads .tex, .bib, .bbl and .txt";

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>By the name's ending, else by what stands in it.</summary>
    public DraftKind Kind => Path.GetExtension(Name ?? "").ToLowerInvariant() switch
    {
        ".bib" => DraftKind.BibTex,
        ".tex" or ".bbl" or ".ltx" => DraftKind.Tex,
        _ when BibTexEntryForm().IsMatch(Text) && !Text.Contains("\\begin{", StringComparison.Ordinal) => DraftKind.BibTex,
        _ when TexForm().IsMatch(Text) => DraftKind.Tex,
        _ => DraftKind.Plain,
    };

    /// <summary>Where the first entry of a bibliography begins that was pasted behind a text; -1: nowhere.</summary>
    public int FirstEntry => BibTexEntryForm().Match(Text) is { Success: true } match ? match.Index : -1;

    /// <summary>Reads bytes as UTF-8, with a mark as UTF-16, else as Latin-1.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="bytes">At most <see cref="MostBytes"/>, or one more if there are more.</param>
    /// <returns>The file, or why it cannot be read.</returns>
    public static (DraftFile? File, DraftProblem? Problem) Read(string name, ReadOnlySpan<byte> bytes)
    {
        if (Fault(bytes) is { } fault)
            return (null, new DraftProblem(name, null, fault));
        if (bytes is [0xff, 0xfe, ..])
            return (new DraftFile(name, Encoding.Unicode.GetString(bytes[2..])), null);
        if (bytes is [0xfe, 0xff, ..])
            return (new DraftFile(name, Encoding.BigEndianUnicode.GetString(bytes[2..])), null);
        if (bytes is [0xef, 0xbb, 0xbf, ..])
            bytes = bytes[3..];
        try
        {
            return (new DraftFile(name, StrictUtf8.GetString(bytes)), null);
        }
        catch (DecoderFallbackException)
        {
            return (new DraftFile(name, Encoding.Latin1.GetString(bytes)), null);
        }
    }

    private static string? Fault(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            return string.Create(CultureInfo.InvariantCulture, $"is larger than {MostBytes >> 20} MB, the most of one file that is read");
        if (bytes.StartsWith("%PDF-"u8))
            return $"is a PDF, whatever its name says; {Readable}";
        if (bytes is [0x1f, 0x8b, ..] || bytes.StartsWith("PK\x03\x04"u8))
            return $"is an archive; unpack it first, for {Readable}";
        var isUtf16 = bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        return !isUtf16 && bytes.Contains((byte)0) ? $"is a binary file; {Readable}" : null;
    }

    [GeneratedRegex(@"^[ \t]*@[A-Za-z]+[ \t]*[{(][^{}=,\n]*,\s*[A-Za-z_-]+\s*=", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex BibTexEntryForm();

    [GeneratedRegex(@"\\(documentclass|begin\s*\{|section\s*\*?\{|title\s*\{|bibitem|cite[a-z]*\s*[\[{*])", RegexOptions.CultureInvariant)]
    private static partial Regex TexForm();
}
