using System.Diagnostics;
using System.Globalization;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Bench;

/// <summary>
/// What filters, facets and sorting cost on invented columns of so many documents: categories (1.7 a document of 180,
/// skewed as real ones), organisations (50,000, on one document in ten), flags, days in random and in ascending order,
/// votes on one document in 300. Each figure is the time for all windows, by one thread; the
/// least of the runs is what it takes on a core of its own, however busy the machine.
/// </summary>
internal static class ColumnsBench
{
    private const int Runs = 41;

    public static void Run(int documents)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Write(path, documents);
            using var file = SegmentFileReader.Open(path);
            Measure(file, documents);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, int documents)
    {
        var started = Stopwatch.GetTimestamp();
        var columns = new InventedColumns(documents);
        var added = Stopwatch.GetElapsedTime(started);
        using var stream = File.Create(path);
        var file = new SegmentFileWriter(new ChecksummedStream(stream));
        columns.WriteTo(file);
        file.Finish();
        Print($"{documents} documents added in {added.TotalSeconds:F2} s, written in {(Stopwatch.GetElapsedTime(started) - added).TotalSeconds:F2} s");
    }

    private static void Measure(SegmentFileReader file, int documents)
    {
        var categories = KeywordColumn.Open(file, InventedColumns.Categories, documents);
        var organisations = KeywordColumn.Open(file, InventedColumns.Organisations, documents);
        var flags = KeywordColumn.Open(file, InventedColumns.Flags, documents);
        var days = NumberColumn.Open(file, InventedColumns.Days, documents);
        var ascending = NumberColumn.Open(file, InventedColumns.AscendingDays, documents);
        var votes = NumberColumn.Open(file, InventedColumns.Votes, documents);
        Console.WriteLine($"categories {Bytes(file, SectionKind.KeywordValues, 0)}, zones {Bytes(file, SectionKind.KeywordZones, 0)}; "
            + $"organisations {Bytes(file, SectionKind.KeywordValues, 1)}, zones {Bytes(file, SectionKind.KeywordZones, 1)}; "
            + $"flags {Bytes(file, SectionKind.KeywordValues, 2)}; days {Bytes(file, SectionKind.NumberValues, 0)}, "
            + $"ascending {Bytes(file, SectionKind.NumberValues, 1)}; votes {Bytes(file, SectionKind.NumberValues, 2)}");
        Console.WriteLine("| what | runs | least ms | median ms |\n|---|---|---|---|");
        foreach (var share in (double[])[1, 0.97, 0.5, 0.1, 0.01, 0.0001])
        {
            var matched = Matched(documents, share);
            Count($"facet of categories, {share:P2} matched", categories, matched);
            Count($"facet of organisations, {share:P2} matched", organisations, matched);
            Count($"facet of flags, {share:P2} matched", flags, matched);
            Years($"facet of years, {share:P2} matched", days, matched);
            Years($"facet of years in ascending order, {share:P2} matched", ascending, matched);
        }

        Filters(categories, days, ascending);
        var most = new TopValues((a, b) => a.Document.CompareTo(b.Document));
        foreach (var share in (double[])[1, 0.01])
        {
            var matched = Matched(documents, share);
            Top($"newest 20, {share:P2} matched", most, days, matched);
            Top($"newest 20 in ascending order, {share:P2} matched", most, ascending, matched);
            Top($"most votes 20, {share:P2} matched", most, votes, matched);
        }

        Merge(documents, categories, days);
    }

    private static void Filters(KeywordColumn categories, NumberColumn days, NumberColumn ascending)
    {
        var bits = new ulong[WindowBits.Words];
        var common = categories.Dictionary.Find("f0.S0");
        var family = categories.Dictionary.FindPrefix("f0.");
        Time("filter: a common category", () => ForEach(categories.WindowCount, w => categories.Fill(w, common, bits)));
        Time("filter: a family of categories", () => ForEach(categories.WindowCount, w => categories.Fill(w, family, bits)));
        Time("filter: a year of days", () => ForEach(days.WindowCount, w => days.Fill(w, 20150101, 20151231, bits)));
        Time("filter: a year of ascending days, windows skipped", () =>
        {
            for (var w = 0; (w = ascending.NextWindowThatMay(w, 20150101, 20151231)) < ascending.WindowCount; w++)
                ascending.Fill(w, 20150101, 20151231, bits);
        });
    }

    private static void Count(string what, KeywordColumn column, ulong[][] matched)
    {
        var counts = new int[column.Dictionary.Count];
        Time(what, () => ForEach(column.WindowCount, w => column.Count(w, matched[w], counts)));
    }

    private static void Years(string what, NumberColumn column, ulong[][] matched)
    {
        var years = new NumberHistogram(10_000, 1990, 2030);
        Time(what, () => ForEach(column.WindowCount, w => years.Add(column, w, matched[w])));
    }

    private static void Top(string what, TopValues top, NumberColumn column, ulong[][] matched)
    {
        var best = new List<ValuedDocument>();
        Time(what, () =>
        {
            top.Reset(20);
            ForEach(column.WindowCount, window => top.Offer(column, 0, window, matched[window]));
            best.Clear();
            top.DrainTo(best);
        });
    }

    private static void Merge(int documents, KeywordColumn categories, NumberColumn days)
    {
        int[][] renumbering = [new int[documents]];
        for (var document = 0; document < documents; document++)
            renumbering[0][document] = document % 10 == 0 ? -1 : document - (document / 10) - 1;
        Time("merge of categories without a tenth", () => ColumnMerge.Merge([categories], renumbering), 3);
        Time("merge of days without a tenth", () => ColumnMerge.Merge([days], renumbering), 3);
    }

    private static ulong[][] Matched(int documents, double share)
    {
        var random = new Random(11);
        var matched = new ulong[WindowBits.WindowCount(documents)][];
        for (var window = 0; window < matched.Length; window++)
        {
            var bits = matched[window] = new ulong[WindowBits.Words];
            WindowBits.SetFirst(bits, WindowBits.DocumentsIn(window, documents));
            for (var place = 0; place < WindowBits.Length && share < 1; place++)
            {
                if (random.NextDouble() >= share)
                    bits[place >> 6] &= ~(1UL << place);
            }
        }

        return matched;
    }

    private static void ForEach(int windows, Action<int> run)
    {
        for (var window = 0; window < windows; window++)
            run(window);
    }

    private static void Time(string what, Action run, int runs = Runs)
    {
        // The runtime compiles what has run often enough in the background; before that times mean little.
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 300;)
            run();
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Print($"| {what} | {runs} | {times[0]:F3} | {times[runs / 2]:F3} |");
    }

    private static string Bytes(SegmentFileReader file, SectionKind kind, int ordinal) =>
        $"{file.LengthOf(kind, ordinal) / 1e6:F2} MB";

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

}
