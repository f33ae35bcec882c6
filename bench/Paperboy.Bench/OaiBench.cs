using System.Diagnostics;
using System.Globalization;
using System.Security;
using System.Text;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Bench;

/// <summary>
/// How fast replies of arXiv's OAI-PMH service become records on one core: a page of 1,300 records, as arXiv gives them, and
/// one reply of many, which shows the memory. The replies are made of a corpus's titles and abstracts.
/// </summary>
internal static class OaiBench
{
    private const int Page = 1_300;
    private static readonly string[] Forenames = ["Ada", "Björn", "Chidi", "Dana", "Eun-Ji", "F. X.", "Günter", "Hé", "Íñigo", "J."];
    private static readonly string[] Surnames = ["Okafor", "van der Meer", "Lindqvist", "Åström", "Tanaka", "O'Neill", "Müller", "Nguyen"];
    private static readonly string[] Categories = ["cs.LG cs.CL", "math.NT", "hep-th gr-qc", "cs.CV", "cond-mat.str-el quant-ph", "stat.ML cs.LG stat.ME"];

    public static void Run(string corpus, string[] options)
    {
        var arguments = new Arguments(options, ["--records", "--repeat"], []);
        var records = arguments.Count("--records", 50_000);
        var repeat = arguments.Count("--repeat", 20);
        var folder = Directory.CreateTempSubdirectory("paperboy-oai-");
        try
        {
            foreach (var count in new[] { Page, records })
            {
                var path = Path.Combine(folder.FullName, $"{count}.xml");
                Write(path, corpus, count);
                Measure(path, count, count == Page ? repeat : Math.Max(3, repeat / 5));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(string path, int count, int repeat)
    {
        // Until the compiler has done its best, however many others use the processor.
        for (var began = Environment.CpuUsage.TotalTime; Environment.CpuUsage.TotalTime - began < TimeSpan.FromSeconds(15);)
            Count(path);
        var elapsed = new List<double>();
        var seconds = new List<double>();
        long most = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < repeat; run++)
        {
            var clock = Stopwatch.StartNew();
            var before = Environment.CpuUsage.TotalTime;
            if (Count(path) != count)
                throw new InvalidDataException("the parser lost records");
            elapsed.Add(clock.Elapsed.TotalSeconds);
            seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            most = Math.Max(most, Environment.WorkingSet);
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / repeat / count;
        var median = Percentiles.Median(seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} records, {new FileInfo(path).Length / 1e6:F1} MB: {count / median:F0} records a second of processor time ({count / Percentiles.Median(elapsed):F0} of the clock), {allocated} bytes allocated a record, {most / 1e6:F0} MB resident"));
    }

    private static int Count(string path)
    {
        var count = 0;
        using var stream = File.OpenRead(path);
        using var xml = SafeXml.Reader(stream);
        ArxivOai.Read(xml, entry => count += entry.Record is null ? 0 : 1);
        return count;
    }

    private static void Write(string path, string corpus, int count)
    {
        using var texts = new StreamReader(Path.Combine(corpus, "corpus.tsv"));
        using var xml = new StreamWriter(path, append: false, new UTF8Encoding(false));
        xml.Write("""
            <?xml version="1.0" encoding="UTF-8"?>
            <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-03-17T02:00:00Z</responseDate>
            <request verb="ListRecords" metadataPrefix="arXivRaw">https://oaipmh.arxiv.org/oai</request><ListRecords>
            """);
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var line = texts.ReadLine() ?? throw new InvalidDataException($"{corpus} has fewer than {count} papers");
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            WriteRecord(xml, i, line[..tab], line[(tab + 1)..], random);
        }

        xml.Write("<resumptionToken cursor=\"0\">verb%3DListRecords%26skip%3D1300</resumptionToken></ListRecords></OAI-PMH>\n");
    }

    private static void WriteRecord(StreamWriter xml, int i, string title, string about, Random random)
    {
        var id = $"26{1 + (i / 90_000):D2}.{i % 90_000:D5}";
        var authors = Enumerable.Range(0, 1 + random.Next(8)).Select(_ => $"{Forenames[random.Next(Forenames.Length)]} {Surnames[random.Next(Surnames.Length)]}");
        xml.Write($"""
            <record><header><identifier>oai:arXiv.org:{id}</identifier><datestamp>2026-03-17</datestamp><setSpec>cs:cs:LG</setSpec></header><metadata>
             <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://arxiv.org/OAI/arXivRaw/ http://arxiv.org/OAI/arXivRaw.xsd">
             <id>{id}</id><submitter>Ada Okafor</submitter>

            """);
        for (var version = 1; version <= 1 + random.Next(3); version++)
            xml.Write($"<version version=\"v{version}\"><date>Mon, {8 + version} Mar 2026 17:{random.Next(60):D2}:00 GMT</date><size>412kb</size><source_type>D</source_type></version>");
        xml.Write($"<title>{Wrap(title)}</title><authors>{SecurityElement.Escape(string.Join(", ", authors))}</authors><categories>{Categories[random.Next(Categories.Length)]}</categories>");
        if (random.Next(2) == 0)
            xml.Write("<comments>12 pages, 5 figures. Accepted at a conference; code is on the web</comments>");
        if (random.Next(4) == 0)
            xml.Write($"<journal-ref>Journal of Examples {i} (2026)</journal-ref><doi>10.1000/example.{i}</doi>");
        xml.Write($"<license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license><abstract>  {Wrap(about)}\n</abstract></arXivRaw>\n</metadata></record>\n");
    }

    // As arXiv keeps texts: in lines of some 80 characters.
    private static string Wrap(string text)
    {
        var wrapped = new StringBuilder();
        var column = 0;
        foreach (var word in SecurityElement.Escape(text).Split(' '))
        {
            if (column > 0)
                wrapped.Append(column + word.Length > 80 ? '\n' : ' ');
            column = column + word.Length > 80 ? word.Length : column + word.Length + 1;
            wrapped.Append(word);
        }

        return wrapped.ToString();
    }
}
