using System.Globalization;
using System.IO.Compression;
using System.Text;
using Paperboy.Cli;
using Paperboy.Evaluate.Modes;

namespace Paperboy.Evaluate.Measuring;

/// <summary>
/// A table of all rankings, from which anybody can compute the figures again: tab-separated, with a header line,
/// <c>mode query id rank score</c>; ranks count from 1, and scores never rise with them. Compressed if its name ends with
/// .gz. It appears whole or not at all.
/// </summary>
internal sealed class RunFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly StreamWriter _writer;

    private RunFile(string path, string heading)
    {
        _path = path;
        _partial = path + ".partial";
        Stream file = File.Create(_partial);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            file = new GZipStream(file, CompressionLevel.Fastest);
        _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
        _writer.WriteLine(heading);
    }

    /// <exception cref="VerbFailedException">The file cannot be made.</exception>
    public static RunFile Create(string path, string heading = "mode\tquery\tid\trank\tscore")
    {
        try
        {
            return new RunFile(Path.GetFullPath(path), heading);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException($"The run cannot be written to {path}: {e.Message}", e);
        }
    }

    public void Add(string mode, string query, IReadOnlyList<RankedDocument> ranking) =>
        Add($"{mode}\t{query}", [.. ranking.Select(ranked => (ranked.Id, ranked.Score))]);

    /// <summary>Adds a ranking whose lines begin with a text.</summary>
    public void Add(string beginning, IReadOnlyList<(string Id, double Score)> ranking)
    {
        for (var i = 0; i < ranking.Count; i++)
        {
            var (id, score) = ranking[i];
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{beginning}\t{id}\t{i + 1}\t{score:R}"));
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        _writer.Dispose();
        File.Move(_partial, _path, overwrite: true);
    }

    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_partial);
    }
}
