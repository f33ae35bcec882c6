using Paperboy.Recommend;

namespace Paperboy.Tests.Recommend;

/// <summary>
/// A made-up community, seeded: it likes papers on towers and on long rivers, and those of ten authors, and overlooks the rest but for
/// a few. About one in eight is picked, a day later.
/// </summary>
internal sealed class MadeCommunity
{
    public static readonly DateOnly First = new(2025, 3, 3);

    private static readonly string[] Topics = ["glass towers", "long rivers", "stone bridges", "grey clouds", "quiet gardens", "deep mines", "old roads", "cold harbours"];
    private static readonly string[] Fillers = ["measure", "study", "compare", "method", "several", "result", "data", "small", "large", "noise", "model", "careful", "early", "late"];

    public MadeCommunity(int days, int papersADay = 40, int seed = 1)
    {
        var random = new Random(seed);
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < papersADay; i++)
                Add(First.AddDays(day), random);
        }
    }

    public List<PickCandidate> Candidates { get; } = [];

    public List<PickLabel> Labels { get; } = [];

    /// <summary>What was known before a day.</summary>
    public PickFacts Before(DateOnly day) =>
        new(day, Candidates.Where(c => c.Day < day), Labels.Where(l => l.Day < day));

    private void Add(DateOnly day, Random random)
    {
        var number = Candidates.Count + 1;
        var topic = random.Next(Topics.Length);
        int[] team = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => random.Next(300)).Distinct()];
        string[] authors = [.. team.Select(author => $"Author{author} Example")];
        var text = string.Join(' ', Enumerable.Range(0, 30).Select(_ => Fillers[random.Next(Fillers.Length)]));
        var candidate = new PickCandidate(
            number, $"arXiv:25{day.Month:D2}.{number:D5}", day, $"On {Topics[topic]}, {Fillers[random.Next(Fillers.Length)]}",
            $"We {text}. We look at {Topics[topic]}.", "", authors, [topic % 2 == 0 ? "cs.CL" : "cs.CV"]);
        Candidates.Add(candidate);
        var chance = (topic < 2 ? 0.35 : 0.01) + (team.Any(author => author < 10) ? 0.3 : 0);
        if (random.NextDouble() < chance)
            Labels.Add(new PickLabel(number, candidate.Id, day.AddDays(1), 1, authors));
    }
}
