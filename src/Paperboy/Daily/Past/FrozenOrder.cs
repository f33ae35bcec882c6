using System.Globalization;
using System.IO.Compression;
using System.Text;
using Paperboy.Catalog;

namespace Paperboy.Daily.Past;

/// <summary>
/// The papers of a kept edition as bytes: lines of UTF-8, compressed as zlib (RFC 1950, whose checksum shows damage). A day of 600
/// papers takes some 2 KB so; rows of a table would take ten times that, and nobody asks for one of them alone.
/// </summary>
internal static class FrozenOrder
{
    private const string Form = "paperboy edition 1";
    private const int Fields = 7;

    public static byte[] Write(IReadOnlyList<FrozenPaper> papers)
    {
        var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new StreamWriter(zlib, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            writer.WriteLine(Form);
            foreach (var paper in papers)
            {
                writer.WriteLine(string.Join('\t',
                    Field(paper.Id),
                    paper.Kind is { } kind ? PaperColumns.Name(kind) : "",
                    Field(paper.Source),
                    paper.Upvotes?.ToString(CultureInfo.InvariantCulture),
                    paper.Interest.ToString(CultureInfo.InvariantCulture),
                    paper.Foreseen?.Score.ToString("R", CultureInfo.InvariantCulture),
                    Field(paper.Foreseen?.Reason ?? "")));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="day">Whose they are, for the error.</param>
    /// <param name="version">Likewise.</param>
    /// <exception cref="InvalidDataException">They are damaged, or of a form that a later version made.</exception>
    public static IReadOnlyList<FrozenPaper> Read(byte[] bytes, DateOnly day, int version)
    {
        try
        {
            using var reader = new StreamReader(new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
            if (reader.ReadLine() is var form && form != Form)
                throw new InvalidDataException($"its form is \"{form}\", not \"{Form}\"");
            var papers = new List<FrozenPaper>();
            while (reader.ReadLine() is { } line)
                papers.Add(Parse(line.Split('\t')));
            return papers;
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new InvalidDataException($"Version {version} of the edition of {day:yyyy-MM-dd} in the catalog cannot be read: {e.Message}", e);
        }
    }

    private static FrozenPaper Parse(string[] fields) => fields.Length != Fields
        ? throw new FormatException($"a line has {fields.Length} fields, not {Fields}")
        : new FrozenPaper(
            fields[0],
            fields[1].Length == 0 ? null : PaperColumns.Kind(fields[1]),
            fields[2],
            fields[3].Length == 0 ? null : int.Parse(fields[3], CultureInfo.InvariantCulture),
            int.Parse(fields[4], CultureInfo.InvariantCulture),
            fields[5].Length == 0 ? null : new Prediction(double.Parse(fields[5], CultureInfo.InvariantCulture), fields[6]));

    // Ids and names of sources come from outside: what would end a field or a line becomes a space.
    private static string Field(string text) => text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0
        ? text
        : text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
