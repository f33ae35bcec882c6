using System.Diagnostics;
using System.Globalization;
using Paperboy.Search;
using Paperboy.Search.Segments;
using Paperboy.Search.Vectors;

namespace Paperboy.Bench.Engine;

/// <summary>
/// How many of the candidates by meaning are found, of the first ten, fifty and all, by how far below the truth a sketch's
/// estimate may lie; the truth is that all codes are read. One thread, warm, by the clock.
/// </summary>
internal static class CandidateBench
{
    public const int Queries = 60;

    private const int Limit = 200;
    private const float ReadAll = 1000;

    private static readonly int[] First = [10, 50, Limit];
    private static readonly float[] Deviations = [GroupScan.UsualDeviations, 1.8f, 1.2f, 0.6f, 0f];

    public static void Run(string index, string[] queries)
    {
        var snapshot = Snapshot.Open(new IndexFolder(index), null)!;
        var vectors = queries.Select(query => HybridCorpus.VectorOf(query).Vector).OfType<ModelVector>().ToArray();
        var truth = vectors.Select(vector => Find(snapshot, vector, ReadAll).Ids).ToArray();
        Console.WriteLine($"\n| {vectors.Length} queries, {Limit} nearest: deviations | recall@{string.Join(" | recall@", First)} | codes read | p50 ms |\n|---|---|---|---|---|---|");
        foreach (var deviations in Deviations)
        {
            var (found, codes, times) = (new int[First.Length], 0L, new List<double>());
            for (var i = 0; i < vectors.Length; i++)
            {
                var (ids, compared, _) = Find(snapshot, vectors[i], deviations);
                times.Add(Percentiles.Median(Enumerable.Range(0, 3).Select(_ => Find(snapshot, vectors[i], deviations).Milliseconds)));
                codes += compared;
                for (var j = 0; j < First.Length; j++)
                    found[j] += truth[i].Take(First[j]).Intersect(ids).Count();
            }

            var recall = found.Select((count, j) => ((double)count / (First[j] * vectors.Length)).ToString("F4", CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {deviations:F1} | {string.Join(" | ", recall)} | {codes / vectors.Length} | {Percentiles.Median(times):F2} |"));
        }

        snapshot.Release();
    }

    private static (string[] Ids, long Compared, double Milliseconds) Find(Snapshot snapshot, ModelVector vector, float deviations)
    {
        var run = new NearestRun { Deviations = deviations };
        var started = Stopwatch.GetTimestamp();
        var neighbours = run.Run(snapshot, new NearestRequest([vector], Limit) { CrowdingShare = 0.5f }, default);
        return ([.. neighbours.Select(neighbour => neighbour.Id)], run.Compared, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
