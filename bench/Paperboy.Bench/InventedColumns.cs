using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Bench;

/// <summary>Columns of invented documents, seeded; see <see cref="ColumnsBench"/>.</summary>
internal sealed class InventedColumns
{
    public const int Categories = 0;
    public const int Organisations = 1;
    public const int Flags = 2;
    public const int Days = 0;
    public const int AscendingDays = 1;
    public const int Votes = 2;

    private readonly int _documents;
    private readonly KeywordColumnWriter[] _keywords = [new(), new(), new()];
    private readonly NumberColumnWriter[] _numbers = [new(), new(), new()];

    public InventedColumns(int documents)
    {
        _documents = documents;
        var random = new Random(7);
        string[] categories = [.. Enumerable.Range(0, 180).Select(i => $"f{i % 8}.S{i / 8}")];
        string[] organisations = [.. Enumerable.Range(0, 50_000).Select(i => $"organisation {i}")];
        for (var document = 0; document < documents; document++)
        {
            // 1.7 a document: one always, then another with 2/5 of a chance.
            do
                _keywords[Categories].Add(document, categories[Skewed(random, categories.Length)]);
            while (random.Next(10) < 4);
            if (random.Next(10) == 0)
                _keywords[Organisations].Add(document, organisations[Skewed(random, organisations.Length)]);
            if (random.Next(100) < 15)
                _keywords[Flags].Add(document, "code");
            if (random.Next(100) < 5)
                _keywords[Flags].Add(document, "data");
            _numbers[Days].Set(document, Day(random.NextDouble(), random));
            _numbers[AscendingDays].Set(document, Day((double)document / documents, random));
            if (random.Next(300) == 0)
                _numbers[Votes].Set(document, Skewed(random, 500));
        }
    }

    public void WriteTo(SegmentFileWriter file)
    {
        for (var i = 0; i < _keywords.Length; i++)
        {
            _keywords[i].WriteTo(file, i, _documents);
            _numbers[i].WriteTo(file, i, _documents);
        }
    }

    // The lesser numbers far more often.
    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 3));

    private static long Day(double share, Random random) =>
        ((1993 + (int)(share * 34)) * 10_000) + (random.Next(1, 13) * 100) + random.Next(1, 29);
}
