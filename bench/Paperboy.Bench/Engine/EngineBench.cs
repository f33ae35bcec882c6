using System.Diagnostics;
using System.Globalization;

namespace Paperboy.Bench.Engine;

/// <summary>
/// <c>engine CORPUS-FOLDER</c>: indexes a corpus with the engine alone, then measures queries and freshness, each in a
/// process of its own, so that the heap of indexing counts for nothing else. A line of JSON each.
/// </summary>
internal static class EngineBench
{
    private const int FreshnessSeconds = 10;

    private static readonly string[] QueryFiles = ["titles.txt", "short.txt"];

    /// <summary>Runs <c>engine</c> or one of its parts; the result is the exit code.</summary>
    public static int Run(string verb, ReadOnlySpan<string> args)
    {
        var given = new Arguments(
            args, ["--documents", "--index", "--repeat", "--threads", "--first", "--seconds", "--only"], ["--reuse", "--times", "--processor-time"]);
        var places = given.Places;
        switch (verb, places.Count)
        {
            case ("engine", 1):
                return All(places[0], given);
            case ("engine-index", 2):
                Print(IndexBench.Run(
                    places[0], places[1], given.Count("--documents", int.MaxValue), given.Count("--threads", Environment.ProcessorCount)));
                return 0;
            case ("engine-search", 2):
                Print(QueryBench.Run(
                    places[0], places[1], given.Count("--repeat", 3), given.Count("--first", int.MaxValue), given.Has("--times")));
                return 0;
            case ("engine-freshness", 2):
                Print(FreshnessBench.Run(places[0], places[1], given.Count("--seconds", FreshnessSeconds)));
                return 0;
            case ("engine-facets", 1):
                FacetsBench.Run(places[0], given);
                return 0;
            case ("engine-vectors", 1):
                VectorsBench.Run(places[0], given);
                return 0;
            case ("engine-hybrid", 1):
                HybridBench.Run(places[0], given);
                return 0;
            default:
                throw new ArgumentException($"{verb} does not take {places.Count} arguments.");
        }
    }

    private static int All(string corpus, Arguments given)
    {
        var temporary = given.Text("--index") is null ? Directory.CreateTempSubdirectory("paperboy-bench-").FullName : null;
        var index = given.Text("--index") ?? Path.Combine(temporary!, "index");
        var repeat = given.Count("--repeat", 3).ToString(CultureInfo.InvariantCulture);
        try
        {
            List<string[]> parts = [];
            if (!given.Has("--reuse") || !File.Exists(Path.Combine(index, "manifest")))
            {
                string[] bound = given.Text("--documents") is { } documents ? ["--documents", documents] : [];
                parts.Add(["engine-index", Path.Combine(corpus, "corpus.tsv"), index, .. bound]);
            }

            foreach (var file in QueryFiles)
                parts.Add(["engine-search", index, Path.Combine(corpus, file), "--repeat", repeat]);
            parts.Add(["engine-freshness", index, Path.Combine(corpus, QueryFiles[0])]);

            // What went wrong in one of them it has told itself.
            return parts.TrueForAll(part => Run(part) == 0) ? 0 : 1;
        }
        finally
        {
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        }
    }

    // This program again, however it was started: by its own launcher or through dotnet.
    private static int Run(string[] arguments)
    {
        var self = Environment.ProcessPath!;
        var throughDotnet = Path.GetFileNameWithoutExtension(self) == "dotnet";
        var start = new ProcessStartInfo(
            self, throughDotnet ? [Path.Combine(AppContext.BaseDirectory, "Paperboy.Bench.dll"), .. arguments] : arguments);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Print(Figures figures) => Console.WriteLine(figures.ToJson());
}
