using System.CommandLine;
using System.Globalization;
using System.Text;
using Paperboy.Cli;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Measuring;
using Paperboy.Evaluate.Vectors;
using Paperboy.Search.Fusion;
using Paperboy.Text;

namespace Paperboy.Evaluate;

/// <summary>
/// <c>paperboy evaluate vectors</c>: what no judgements are needed for: whether a few papers are near to everything, and how
/// often something is called close that is not, or nothing is though something is.
/// </summary>
internal static class VectorsCommand
{
    public const string Name = "vectors";

    public static Command Create(GlobalOptions options)
    {
        var from = new Option<string[]>("--from") { Description = "Papers in JSON Lines, plain or .gz.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
        var unrelated = new Option<string?>("--unrelated") { Description = "Queries that have nothing to do with the papers, one a line.", HelpName = "FILE" };
        var adapt = new Option<bool>("--adapt") { Description = "Adapt the model to the papers first." };
        var run = new Option<string?>("--run") { Description = "Write the ten nearest of each title, by similarity and less the crowding, into this file.", HelpName = "FILE" };
        var command = new Command(Name, "Measure how unequally papers stand near to others' titles, and how often closeness is wrong.") { from, unrelated, adapt, run };
        options.Examples[command] = ["paperboy evaluate vectors --from papers.jsonl.gz --unrelated everyday-queries.txt"];
        options.Handle(command, (context, cancel) =>
        {
            var path = context.Parsed.GetValue(unrelated);
            string[] queries = path is null ? [] : [.. CollectionFile.Lines(Existing(path), cancel).Select(line => line.Text.Trim())];
            var (records, rejected) = MakeCommand.Read(context, [.. context.Parsed.GetRequiredValue(from).Select(Existing)], cancel);
            var papers = records.DistinctBy(record => record.Key).DistinctBy(record => TitleOf(record))
                .Select(record => new CollectionDocument(record.Key, Plain(record.Title), Plain(record.Abstract))).ToList();
            if (papers.Count <= HubCount.Nearest)
                throw new VerbFailedException($"There are {papers.Count} different papers; more than {HubCount.Nearest} are needed for lists of so many.");
            using var rankings = context.Parsed.GetValue(run) is { } to ? RunFile.Create(to) : null;
            var report = context.WithProgress("Measuring", progress =>
            {
                var space = PaperSpace.Of(papers, context.Parsed.GetValue(adapt), cancel);
                return new VectorsReport(
                    papers.Count,
                    [.. new[] { 0, new FusionOptions().CrowdingShare }.Select(share => Hubs(space, share, rankings, progress, cancel))],
                    space.Thresholds,
                    ClosenessRate.Measure(space, queries, cancel));
            });
            rankings?.Complete();
            context.Result(report, Words);
            return rejected == 0 ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    private static HubsReport Hubs(PaperSpace space, double share, RunFile? run, Action<double, string> progress, CancellationToken cancel)
    {
        var lists = HubCount.NearestOfTitles(space, share, done => progress(done, "nearest papers of titles"), cancel);
        if (run is not null)
            HubCount.Write(run, share == 0 ? "similarity" : "less-crowding", space, lists);
        int[][] all = [.. lists.Select(list => list.Select(hit => hit.Paper).ToArray())];
        int[][] asking = [.. all.Where((_, title) => !space.IsSampled[title])];
        return new HubsReport(share, HubCount.Of(all, all.Length), asking.Length == 0 ? null : HubCount.Of(asking, all.Length));
    }

    private static string Words(VectorsReport report)
    {
        var text = new StringBuilder();
        Line($"{report.Papers:N0} papers; the ten nearest of each title, its own paper left out\n");
        foreach (var hubs in report.Hubs)
        {
            Line($"less {hubs.CrowdingShare} of the crowding: {Of(hubs.All)}");
            if (hubs.TitlesOutsideTheSample is { } outside)
                Line($"  by titles outside the sample: {Of(outside)}");
        }

        Line($"\nClose from:");
        foreach (var length in report.Thresholds.ByLength)
            Line($"  {length.Words,2} words: {length.Least:0.000}, {length.Growth:0.000} more with each e-fold of papers");
        Line($"\nSomething is close for:");
        foreach (var rate in report.Closeness)
            Line($"  {rate.Kind,-10} {rate.Shown,7:P1} of {rate.Queries:N0} queries{(rate.OwnShown is { } own ? FormattableString.Invariant($"; the paper they were made of for {own:P1}") : "")}");
        return text.ToString().TrimEnd();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        static string Of(HubCount hubs) => FormattableString.Invariant(
            $"skewness {hubs.Skewness:0.00}, the most frequent in {100 * hubs.MostFrequent:0.000} % of the lists, {100 * hubs.Never:0.0} % in none");
    }

    private static string TitleOf(Catalog.PaperRecord record) =>
        TitleKey.Normalise(record.Title) is { Length: > 0 } key ? key : record.Key;

    private static string Plain(string text) => PaperText.Parse(text).ToPlainText();

    private static string Existing(string path) => File.Exists(path) ? path : throw new VerbFailedException($"There is no file {path}.");
}

/// <summary>What was measured of vectors.</summary>
internal sealed record VectorsReport(
    int Papers, IReadOnlyList<HubsReport> Hubs, ClosenessThresholds Thresholds, IReadOnlyList<ClosenessRate> Closeness);

/// <summary>How unequally papers stand in lists.</summary>
/// <param name="CrowdingShare">How much of its crowding each paper lost of its similarity.</param>
/// <param name="All">All titles ask.</param>
/// <param name="TitlesOutsideTheSample">Those ask by which crowding is not known; null: there is none.</param>
internal sealed record HubsReport(double CrowdingShare, HubCount All, HubCount? TitlesOutsideTheSample);
