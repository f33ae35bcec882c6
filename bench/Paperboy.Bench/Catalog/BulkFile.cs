using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Paperboy.Bench.Catalog;

/// <summary>
/// Makes a file as arXiv's metadata are handed on in bulk, a JSON object a line in the order of ids: titles and abstracts of a
/// corpus (title TAB abstract), all else invented, seeded, in the proportions of the real file.
/// </summary>
internal static class BulkFile
{
    // arXiv numbers the papers of a month with four digits before 2015: so many had room.
    private const int PapersOfMonth = 9_900;
    private const int MonthsOfFourDigits = 96;
    private const int LaterPapersOfMonth = 15_000;
    private const int LineWidth = 76;

    private static readonly string[] Categories =
        ["hep-ph", "math.AG", "cs.LG", "astro-ph.GA", "cond-mat.str-el", "quant-ph", "cs.CL", "stat.ML", "gr-qc", "math.PR", "cs.CV", "eess.SP"];

    private static readonly string[] Onsets = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "sh", "br"];
    private static readonly string[] Rhymes = ["an", "el", "ino", "or", "us", "ak", "ei", "ova", "ine", "áz", "ö", "en", "ari", "osta", "im", "u"];

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="corpus">The corpus; read again from its beginning when it has too few papers.</param>
    /// <param name="papers">How many lines to write.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string corpus, int papers, string output)
    {
        var random = new Random(7);
        using var stream = new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var json = new Utf8JsonWriter(stream, Form);
        var number = 0;
        while (number < papers)
        {
            var before = number;
            foreach (var line in File.ReadLines(corpus).Take(papers - number))
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                if (tab < 0)
                    continue;
                WritePaper(json, number++, line[..tab], line[(tab + 1)..], random);
                json.Flush();
                json.Reset();
                stream.WriteByte((byte)'\n');
            }

            if (number == before)
                throw new InvalidDataException($"{corpus} has no line of title TAB abstract.");
        }
    }

    /// <summary>The month of a paper by its number, from January 2007 on, and its place in it.</summary>
    private static (int Month, int Place, int Of) MonthOf(int number)
    {
        var later = number - (MonthsOfFourDigits * PapersOfMonth);
        return later < 0
            ? (number / PapersOfMonth, number % PapersOfMonth, PapersOfMonth)
            : (MonthsOfFourDigits + (later / LaterPapersOfMonth), later % LaterPapersOfMonth, LaterPapersOfMonth);
    }

    private static string IdOf(int month, int place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{7 + (month / 12):D2}{1 + (month % 12):D2}.{(place + 1).ToString(month < MonthsOfFourDigits ? "D4" : "D5", CultureInfo.InvariantCulture)}");

    private static void WritePaper(Utf8JsonWriter json, int number, string title, string text, Random random)
    {
        var (month, place, of) = MonthOf(number);
        var created = new DateTime(2007 + (month / 12), 1 + (month % 12), 1 + (int)(place * 28L / of), 12, 0, 0, DateTimeKind.Utc)
            .AddSeconds(random.Next(40_000));
        string[][] authors = [.. Enumerable.Range(0, AuthorCount(random)).Select(_ => new[] { Name(random, 2), Given(random), "" })];
        json.WriteStartObject();
        json.WriteString("id", IdOf(month, place));
        json.WriteString("submitter", $"{authors[0][1]} {authors[0][0]}");
        json.WriteString("authors", string.Join(", ", authors.Select(author => $"{author[1]} {author[0]}")));
        json.WriteString("title", Wrapped(title, "\n  "));
        Optional(json, "comments", random.Next(100) < 78, () => $"{random.Next(4, 60)} pages, {random.Next(1, 20)} figures");
        Optional(json, "journal-ref", random.Next(100) < 35, () => $"J. {Name(random, 2)} {random.Next(1, 300)}, {random.Next(1, 9_000)} ({created.Year})");
        Optional(json, "doi", random.Next(100) < 45, () => $"10.{1000 + (random.Next(40) * 13)}/journal.{created.Year - 1970}.{random.Next(1_000_000):D6}");
        Optional(json, "report-no", random.Next(100) < 8, () => $"{Name(random, 1).ToUpperInvariant()}-{created.Year}-{random.Next(100)}");
        json.WriteString("categories", string.Join(' ', Enumerable.Range(0, 1 + (random.Next(10) / 5)).Select(_ => Categories[random.Next(Categories.Length)]).Distinct()));
        Optional(json, "license", random.Next(100) < 85, () => "http://arxiv.org/licenses/nonexclusive-distrib/1.0/");
        json.WriteString("abstract", $"  {Wrapped(text, "\n")}\n");
        WriteVersions(json, created, random);
        json.WriteStartArray("authors_parsed");
        foreach (var author in authors)
        {
            json.WriteStartArray();
            foreach (var part in author)
                json.WriteStringValue(part);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter json, DateTime created, Random random)
    {
        json.WriteStartArray("versions");
        var version = 0;
        do
        {
            json.WriteStartObject();
            json.WriteString("version", $"v{++version}");
            json.WriteString("created", created.ToString("ddd, d MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
            created = created.AddDays(random.Next(10, 200));
        }
        while (random.Next(100) < 38);

        json.WriteEndArray();
        json.WriteString("update_date", created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    // Five on average, now and then a collaboration.
    private static int AuthorCount(Random random) => random.Next(500) == 0 ? random.Next(50, 300) : 1 + (int)(Math.Pow(random.NextDouble(), 2) * 12);

    private static string Given(Random random) => random.Next(2) == 0 ? $"{(char)('A' + random.Next(26))}." : Name(random, 2);

    private static string Name(Random random, int syllables)
    {
        var name = string.Concat(Enumerable.Range(0, syllables).Select(_ => Onsets[random.Next(Onsets.Length)] + Rhymes[random.Next(Rhymes.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static void Optional(Utf8JsonWriter json, string name, bool has, Func<string> value) => json.WriteString(name, has ? value() : null);

    // As arXiv wraps: hard breaks within the text.
    private static string Wrapped(string text, string lineBreak)
    {
        var wrapped = new StringBuilder(text.Length + 32);
        var width = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (width > 0 && width + word.Length >= LineWidth)
                (wrapped, width) = (wrapped.Append(lineBreak), 0);
            else if (width > 0)
                (wrapped, width) = (wrapped.Append(' '), width + 1);
            wrapped.Append(word);
            width += word.Length;
        }

        return wrapped.ToString();
    }
}
