using Paperboy.Search;

namespace Paperboy.Bench.Engine;

/// <summary>The lines of a corpus (title TAB abstract) as documents, handed out in batches to any number of threads.</summary>
internal sealed class TsvCorpus(string path, int most) : IDisposable
{
    private const int BatchSize = 500;

    public static readonly IndexSchema Schema = new([new("title", 2), new("abstract", 1)]);

    private readonly Lock _gate = new();
    private readonly StreamReader _reader = new(path, new FileStreamOptions { BufferSize = 1 << 20 });
    private int _number;

    /// <summary>Fills a batch with the next lines and their numbers, from 1 on. False: there are none left.</summary>
    public bool Next(List<(int Number, string Text)> batch)
    {
        batch.Clear();
        lock (_gate)
        {
            while (batch.Count < BatchSize && _number < most && _reader.ReadLine() is { } line)
                batch.Add((++_number, line));
        }

        return batch.Count > 0;
    }

    public static IndexDocument Document(int number, string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0)
            throw new InvalidDataException($"Line {number} of the corpus has no tab between title and abstract.");
        return new IndexDocument($"tsv:{number}").Add("title", line[..tab]).Add("abstract", line[(tab + 1)..]);
    }

    public void Dispose() => _reader.Dispose();
}
