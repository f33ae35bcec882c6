using Paperboy.Evaluate.Measuring;
using Xunit;

namespace Paperboy.Tests.Evaluate;

public sealed class PickMeasuresTests
{
    [Fact]
    public void The_figures_are_what_comparing_every_pair_gives()
    {
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            var day = Enumerable.Range(0, 50 + random.Next(60))
                .Select(_ => new JudgedPaper(random.Next(20), random.Next(6) == 0)).OrderByDescending(p => p.Score).ToList();
            var (picked, others) = (day.Where(p => p.Picked).ToList(), day.Where(p => !p.Picked).ToList());
            var auc = picked.Average(one => others.Average(other => one.Score > other.Score ? 1 : one.Score == other.Score ? 0.5 : 0));
            var measures = PickMeasures.Of([day]);
            Assert.Equal(auc, measures.Auc, 12);
            Assert.Equal(day.Take(day.Count / 10).Count(p => p.Picked) / (double)picked.Count, measures.RecallTop10Percent, 12);
            Assert.Equal(day.Take(10).Count(p => p.Picked) / 10.0 * day.Count / picked.Count, measures.LiftTop10, 12);
        }
    }

    [Fact]
    public void Days_that_say_nothing_are_left_out()
    {
        JudgedPaper[] perfect = [new(2, true), .. Enumerable.Repeat(new JudgedPaper(1, false), 49)];
        var measures = PickMeasures.Of([perfect, perfect[..49], [.. Enumerable.Repeat(new JudgedPaper(1, false), 60)], [.. Enumerable.Repeat(new JudgedPaper(1, true), 60)]]);
        Assert.Equal((1, 1d, 1d, 5d), (measures.Days, measures.Auc, measures.RecallTop10Percent, measures.LiftTop10));
        Assert.Equal(0, PickMeasures.Of([]).Days);
    }
}
