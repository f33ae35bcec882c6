using System.IO.Compression;
using Paperboy.Catalog;
using Paperboy.Evaluate.Measuring;
using Paperboy.Recommend;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Recommend;

/// <summary>The figures of docs/picks.md on real papers: a change that loses more than 0.005 fails.</summary>
public sealed class PickQualityGateTests
{
    private const double MostLost = 0.005;

    [Fact]
    public void Four_months_of_papers_foretell_the_picks_of_the_fifth() =>
        AssertKept("2025-07-01", "2025-07-31", 0.928, 0.714);

    [Fact]
    public void Ten_months_of_papers_foretell_the_picks_of_the_next_four()
    {
        Assert.SkipUnless(Torture.Times(1) > 1, "takes most of a minute; PAPERBOY_TORTURE=1 runs it.");
        AssertKept("2026-01-01", "2026-04-30", 0.911, 0.647);
    }

    private static void AssertKept(string before, string until, double auc, double recall)
    {
        var (first, last) = (Day(before), Day(until));
        var (candidates, labels) = Read(last);
        var facts = new PickFacts(first, candidates.Where(c => c.Day < first), labels.Where(l => l.Day < first));
        var judge = PickTrainer.Train(facts, TestContext.Current.CancellationToken).NewJudge();
        var picked = labels.Select(l => l.Paper).ToHashSet();
        var measures = PickMeasures.Of(candidates
            .Where(c => c.Day >= first && c.Day <= last)
            .Select(c => (c.Day, Paper: new JudgedPaper(judge.Of(c).LogOdds, picked.Contains(c.Paper))))
            .GroupBy(c => c.Day, c => c.Paper)
            .Select(day => day.OrderByDescending(p => p.Score).ToList()));
        Assert.True(measures.Auc >= auc - MostLost && measures.RecallTop10Percent >= recall - MostLost, measures.ToString());
    }

    // Papers have the same numbers in both files by their ids; later ones than are asked for are not read.
    private static (List<PickCandidate> Candidates, List<PickLabel> Labels) Read(DateOnly last)
    {
        var numbers = new Dictionary<string, long>();
        long Number(string id) => numbers.TryGetValue(id, out var known) ? known : numbers[id] = numbers.Count + 1;
        var candidates = Records("papers/arxiv-2025-2026.jsonl.gz")
            .Where(r => r.Listed is not null && r.Listed <= last)
            .Select(r => new PickCandidate(Number(r.Key), r.Key, r.Listed!.Value, r.Title, r.Abstract, r.Comment ?? "", r.Authors, r.Categories))
            .ToList();
        var labels = Records("papers/hf-daily-2024-2026.jsonl.gz")
            .Where(r => r.Featured is not null)
            .Select(r => new PickLabel(Number(r.Key), r.Key, r.Featured!.Value, 1, r.Authors))
            .ToList();
        return (candidates, labels);
    }

    private static IEnumerable<PaperRecord> Records(string name)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedData.File(name)), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
            yield return RecordJson.Read(line);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
