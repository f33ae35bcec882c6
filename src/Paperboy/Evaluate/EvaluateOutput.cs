using System.Globalization;
using System.Text;
using Paperboy.Evaluate.Measuring;

namespace Paperboy.Evaluate;

/// <summary>What <c>paperboy evaluate</c> prints: a table for people, JSON for programs.</summary>
internal static class EvaluateOutput
{
    public static object Json(EvaluationReport report) => new
    {
        collection = report.Collection.Name,
        report.Task.Split,
        documents = report.Collection.Documents.Count,
        queries = report.Task.Queries.Count,
        modes = report.Modes.ToDictionary(mode => mode.Mode, mode => Figures(report, mode)),
        comparisons = report.Comparisons.Select(comparison => new
        {
            comparison.First,
            comparison.Second,
            measure = report.Measured[0].Name,
            difference = Round(comparison.Difference),
            p = Round(comparison.P),
        }),
        report.Task.LeftOut,
    };

    public static string Words(EvaluationReport report)
    {
        var text = new StringBuilder();
        var (task, documents) = (report.Task, report.Collection.Documents.Count);
        Line($"{report.Collection.Name}, {task.Split}: {documents:N0} documents, {task.Queries.Count:N0} queries\n");
        var facets = task.Facets.Count > 1 ? task.Facets : [];
        string[] headings = [.. report.Measured.Select(measure => measure.Heading), .. facets.Select(facet => facet.Name), "ms/query", "median ms"];
        Row("mode", headings);
        foreach (var mode in report.Modes)
        {
            Row(mode.Mode, [
                .. report.Measured.Select((_, measure) => Share(mode.Mean(measure))),
                .. facets.Select((_, facet) => Share(mode.Facets[facet].Mean(0))),
                .. mode.TimesMs.Count == 0 ? ["", ""] : new[] { Time(mode.TimesMs.Average()), Time(Evaluation.Median(mode.TimesMs)) },
            ]);
        }

        if (facets.Count > 0)
            Line($"\nThe mean is over the facets; of each its {report.Measured[0].Heading} stands beside it.");
        if (report.Comparisons.Count > 0)
            Line($"\nDifference of {report.Measured[0].Heading} by query; p by a paired randomization test:");
        foreach (var comparison in report.Comparisons)
            Line($"  {comparison.First} - {comparison.Second}  {comparison.Difference:+0.0000;-0.0000;0.0000}  p {comparison.P:0.0000}");
        foreach (var remark in Remarks(report))
            Line($"\n{remark}");
        return text.ToString().TrimEnd();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        void Row(string mode, string[] cells)
        {
            text.Append(mode.PadRight(10));
            foreach (var (heading, cell) in headings.Zip(cells))
                text.Append(cell.PadLeft(Math.Max(9, heading.Length) + 2));
            text.Append('\n');
        }
    }

    private static IEnumerable<string> Remarks(EvaluationReport report)
    {
        var (split, left) = (report.Task.Split, report.Task.LeftOut);
        if (left.QueriesWithoutJudgements > 0)
            yield return Words($"Left out: {left.QueriesWithoutJudgements:N0} queries without judgements in {split}.");
        if (left.QueriesWithoutRelevant > 0)
            yield return Words($"Left out: {left.QueriesWithoutRelevant:N0} judged queries without a relevant document.");
        if (left.JudgedUnknown > 0)
            yield return Words($"Judged but not in the collection: {left.JudgedUnknown:N0} documents; relevant ones count as not found.");
        if (left.PooledUnknown > 0)
            yield return Words($"Pooled but not in the collection, so left out: {left.PooledUnknown:N0} documents.");
    }

    private static Dictionary<string, object> Figures(EvaluationReport report, ModeResult mode)
    {
        var figures = new Dictionary<string, object>();
        foreach (var (measure, at) in report.Measured.Select((measure, at) => (measure, at)))
            figures[measure.Name] = Round(mode.Mean(at));
        if (mode.Facets.Count > 1)
        {
            figures["facets"] = mode.Facets.ToDictionary(facet => facet.Name, facet => report.Measured
                .Select((measure, at) => (measure.Name, Value: Round(facet.Mean(at)))).ToDictionary(pair => pair.Name, pair => pair.Value));
        }

        if (mode.TimesMs.Count > 0)
        {
            figures["msPerQuery"] = Round(mode.TimesMs.Average());
            figures["msMedian"] = Round(Evaluation.Median(mode.TimesMs));
        }

        return figures;
    }

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Time(double ms) => ms.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Round(double value) => Math.Round(value, 6);
}
