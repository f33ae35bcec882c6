using System.Globalization;
using System.Text;

namespace Paperboy.Bench;

/// <summary>
/// The figures of all engines of one comparison as a Markdown table: medians over its rounds, and in brackets the ratio
/// to Lucene's. An engine that was asked the first queries only is held against Lucene's answers to just these.
/// </summary>
internal sealed class ComparisonTable
{
    private const string Yardstick = "lucene";

    private static readonly string[] Order = ["paperboy", Yardstick, "sqlite", "xapian"];
    private static readonly (string File, string Name)[] QuerySets = [("titles", "title-length queries"), ("short", "2 to 4 words")];

    private readonly string _folder;
    private readonly string[] _engines;
    private readonly StringBuilder _text = new();

    private ComparisonTable(string folder)
    {
        _folder = folder;
        _engines = [.. Order.Where(engine => File.Exists(PathOf(engine, "index")))];
        if (_engines.Length == 0)
            throw new InvalidDataException($"{folder} holds no results of a comparison (such as paperboy.index.json).");
    }

    /// <param name="folder">ENGINE.index.json, ENGINE.titles.ROUND.json and ENGINE.short.ROUND.json of each engine.</param>
    public static string Of(string folder)
    {
        var table = new ComparisonTable(folder);
        table.AddHead();
        foreach (var (file, name) in QuerySets)
            table.AddQueries(file, name);
        table.AddIndex();
        table.AddServing();
        table.AddFreshness();
        return table._text.ToString();
    }

    private void AddHead()
    {
        var index = Index(_engines[0]);
        _text.Append(CultureInfo.InvariantCulture, $"| {index.Documents:N0} abstracts |");
        foreach (var engine in _engines)
            _text.Append(CultureInfo.InvariantCulture, $" {Index(engine).Engine} |");
        _text.Append("\n|---|").Insert(_text.Length, "---|", _engines.Length).Append('\n');
    }

    private void AddQueries(string file, string name)
    {
        var rounds = _engines.ToDictionary(engine => engine, engine => Rounds(engine, file));
        foreach (var (measure, share) in new (string, double?)[] { ("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("mean", null) })
        {
            AddRow($"{name}, {measure}, ms", "F2", (engine, other) =>
            {
                var first = rounds[other].Select(round => round.Count).DefaultIfEmpty().Min();
                double[] values = [.. rounds[engine].Select(round => Measure(round.Take(first), share))];
                return values.Length == 0 ? null : Percentiles.Median(values);
            });
        }

        AddRow($"{name}: how many, rounds", (engine) => rounds[engine] is { Count: > 0 } asked ? $"{asked[0].Count}, {asked.Count}" : null);
    }

    private void AddIndex()
    {
        AddRow("indexing until found, s", "F1", (engine, _) => Index(engine).IndexSeconds);
        AddRow("documents a second", "N0", (engine, _) => Index(engine) is { IndexSeconds: > 0 } index ? index.Documents / index.IndexSeconds : null);
        AddRow("then merging into one segment, s", "F1", (engine, _) => Index(engine).MergeSeconds);
        AddRow("documents a second, merging included", "N0", (engine, _) => Index(engine) is { IndexSeconds: > 0, MergeSeconds: not null } index
            ? index.Documents / (index.IndexSeconds + index.MergeSeconds)
            : null);
        AddRow("index on disk, MB", "F1", (engine, _) => Index(engine).IndexBytes / 1e6);
    }

    private void AddServing()
    {
        AddRow("opening the index, ms", "F1", (engine, _) => MedianOf(engine, figures => figures.OpenMs));
        AddRow("memory of the serving process (RssAnon), MB", "F1", (engine, _) => MedianOf(engine, figures => figures.RssAnonBytes / 1e6));
    }

    private void AddFreshness()
    {
        var path = PathOf("paperboy", "freshness");
        if (!File.Exists(path))
            return;
        var figures = Figures.Read(path);
        _text.Append(CultureInfo.InvariantCulture, $"\nA new paper is found after {figures.FoundAfterMedianMs:F1} ms (median of ")
            .Append(CultureInfo.InvariantCulture, $"{figures.NewPapers}, one a second; at most {figures.FoundAfterMaxMs:F1} ms). Meanwhile the 99th percentile of ")
            .Append(CultureInfo.InvariantCulture, $"queries is {figures.WritingP99Ms:F2} ms; {figures.QuietP99Ms:F2} ms without new papers: ")
            .Append(CultureInfo.InvariantCulture, $"{figures.WritingP99Ms / figures.QuietP99Ms:F2} times.\n");
    }

    // value(engine, other): the engine's, restricted to what the other was asked.
    private void AddRow(string name, string format, Func<string, string, double?> value) => AddRow(name, engine =>
    {
        if (value(engine, engine) is not { } own)
            return null;
        var text = own.ToString(format, CultureInfo.InvariantCulture);
        return engine != Yardstick && _engines.Contains(Yardstick) && value(Yardstick, engine) is { } measure
            ? string.Create(CultureInfo.InvariantCulture, $"{text} ({own / measure:G3})")
            : text;
    });

    private void AddRow(string name, Func<string, string?> cell)
    {
        _text.Append(CultureInfo.InvariantCulture, $"| {name} |");
        foreach (var engine in _engines)
            _text.Append(CultureInfo.InvariantCulture, $" {cell(engine) ?? "-"} |");
        _text.Append('\n');
    }

    private double? MedianOf(string engine, Func<Figures, double?> value)
    {
        double[] values = [.. QuerySets.SelectMany(set => Searches(engine, set.File)).Select(value).OfType<double>()];
        return values.Length == 0 ? null : Percentiles.Median(values);
    }

    private static double Measure(IEnumerable<double> times, double? share) =>
        share is { } s ? Percentiles.Of(times, s) : times.Average();

    private List<IReadOnlyList<double>> Rounds(string engine, string file) =>
        [.. Searches(engine, file).Select(figures => figures.Times ?? throw new InvalidDataException($"{engine}'s searches were run without --times."))];

    private IEnumerable<Figures> Searches(string engine, string file) =>
        Directory.EnumerateFiles(_folder, $"{engine}.{file}.*.json").Select(Figures.Read);

    private Figures Index(string engine) => Figures.Read(PathOf(engine, "index"));

    private string PathOf(string engine, string what) => Path.Combine(_folder, $"{engine}.{what}.json");
}
