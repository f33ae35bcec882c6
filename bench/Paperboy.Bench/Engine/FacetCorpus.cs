using System.Globalization;
using Paperboy.Indexing;
using Paperboy.Search;

namespace Paperboy.Bench.Engine;

/// <summary>
/// The lines of a corpus as the papers of a catalog, with the application's schema and invented conditions, seeded by the
/// line's number: a date, 1.7 categories of 180 by Zipf's law, a venue on 15 %, what the paper has (code 15 %), votes on one
/// in 300. Dates ascend with the line, more of them the later, as arXiv has grown; within some days they are in disorder, and
/// one paper in fifty is much older than its neighbours, as those are that were harvested late or indexed anew.
/// </summary>
internal static class FacetCorpus
{
    /// <summary>The category that most papers have, and one of the rarer ones.</summary>
    public const string CommonCategory = "cs.A0", RarerCategory = "stat.A2";

    /// <summary>Conditions on the last year, the last month, and a year in the middle.</summary>
    public const string LastYear = "date:2025-07..2026-06", LastMonth = "date:2026-06", MiddleYear = "year:2014";

    private const int Categories = 180;
    private const int Venues = 3000;
    private const double Growth = 2.5; // papers until a moment grow by this power of the time

    private static readonly DateOnly First = new(1993, 1, 1);
    private static readonly int Days = new DateOnly(2026, 6, 30).DayNumber - First.DayNumber;
    private static readonly string[] Archives = ["cs", "math", "cond-mat", "astro-ph", "physics", "stat", "eess", "hep"];
    private static readonly double[] CategoryShares = Zipf(Categories);
    private static readonly double[] VenueShares = Zipf(Venues);

    /// <param name="number">The line's number, from 1 on.</param>
    /// <param name="line">Title TAB abstract.</param>
    /// <param name="documents">How many lines the corpus has.</param>
    public static IndexDocument Document(int number, string line, int documents)
    {
        var random = new Random(number);
        var document = TsvCorpus.Document(number, line)
            .Set(PaperColumn.Date, Date((number - 1.0) / documents, random))
            .AddKeyword(PaperColumn.Has, PaperFlag.Abstract);
        AddCategories(document, random);
        if (random.Next(100) < 15)
        {
            var venue = string.Create(CultureInfo.InvariantCulture, $"Journal of Subject {Draw(VenueShares, random)}");
            document.Add("venue", venue).AddKeyword(PaperColumn.Journal, venue).AddKeyword(PaperColumn.Has, PaperFlag.Venue);
        }

        Flag(PaperFlag.Code, 15);
        Flag(PaperFlag.Project, 4);
        Flag(PaperFlag.Doi, 40);
        if (random.Next(300) == 0)
            document.Set(PaperColumn.Votes, random.Next(1, 500));
        return document;

        void Flag(string flag, int percent)
        {
            if (random.Next(100) < percent)
                document.AddKeyword(PaperColumn.Has, flag);
        }
    }

    // One always, then another with 2/5 of a chance.
    private static void AddCategories(IndexDocument document, Random random)
    {
        var added = new HashSet<int>();
        do
        {
            if (Draw(CategoryShares, random) is var category && added.Add(category))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{Archives[category % Archives.Length]}.A{category / Archives.Length}");
                document.Add("categories", name).AddKeyword(PaperColumn.Category, name);
            }
        }
        while (random.Next(10) < 4);
    }

    private static long Date(double share, Random random)
    {
        if (random.Next(50) == 0)
            share *= random.NextDouble();
        var day = (int)(Days * Math.Pow(share, 1 / Growth)) - random.Next(7);
        var date = First.AddDays(Math.Max(0, day));
        return (date.Year * 10_000) + (date.Month * 100) + date.Day;
    }

    // The share of the first so many.
    private static double[] Zipf(int count)
    {
        var sums = new double[count];
        for (var i = 0; i < count; i++)
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1.0 / (i + 1));
        return [.. sums.Select(sum => sum / sums[^1])];
    }

    private static int Draw(double[] shares, Random random)
    {
        var place = Array.BinarySearch(shares, random.NextDouble());
        return place < 0 ? ~place : place;
    }
}
