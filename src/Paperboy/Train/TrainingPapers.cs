using System.IO.Compression;
using System.Text.Json;
using Paperboy.Embeddings.Training;
using Paperboy.Text;

namespace Paperboy.Train;

/// <summary>
/// The papers of files that a general model may be trained on: each once, and only those whose licence allows any use.
/// </summary>
internal sealed class TrainingPapers
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FileCount> _counts = new(StringComparer.Ordinal);

    /// <summary>The texts, in the order of the files and of their lines.</summary>
    public List<TrainingText> Texts { get; } = [];

    /// <summary>What was taken and what was left out, by the name of the file.</summary>
    public IReadOnlyDictionary<string, FileCount> Counts => _counts;

    /// <summary>Reads the files of JSON Lines (.jsonl, .jsonl.gz) that paths name, those of folders in the order of their names.</summary>
    /// <exception cref="FileNotFoundException">A path is not there.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read; the message names file and line.</exception>
    public static TrainingPapers Read(IEnumerable<string> paths, CancellationToken cancel)
    {
        var papers = new TrainingPapers();
        foreach (var file in paths.SelectMany(Expand))
        {
            cancel.ThrowIfCancellationRequested();
            papers._counts[Path.GetFileName(file)] = papers.ReadFile(file);
        }

        return papers;
    }

    private static IEnumerable<string> Expand(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path).Where(IsJsonLines).Order(StringComparer.Ordinal)
        : throw new FileNotFoundException($"There is no file or folder {path}.");

    private static bool IsJsonLines(string file) =>
        file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    private FileCount ReadFile(string file)
    {
        var (taken, known, closed, held, number) = (0, 0, 0, 0, 0);
        using var raw = File.OpenRead(file);
        using var lines = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                if (!TrainingLicence.Allows(json.RootElement))
                    closed++;
                else if (HeldOut.Contains(TrainingLicence.Text(json.RootElement, "id")))
                    held++;
                else if (Add(json.RootElement))
                    taken++;
                else
                    known++;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new InvalidDataException($"{file}:{number}: {e.Message}", e);
            }
        }

        return new FileCount(taken, known, closed, held);
    }

    // Not if a paper with the id or the title was read before.
    private bool Add(JsonElement record)
    {
        var title = PaperText.Parse(TrainingLicence.Text(record, "title")).ToPlainText();
        var key = string.Concat(title.ToLowerInvariant().Where(char.IsLetterOrDigit));
        if (!_ids.Add(TrainingLicence.Text(record, "id")) || (key.Length > 0 && !_titles.Add(key)))
            return false;
        Texts.Add(new TrainingText(title, PaperText.Parse(TrainingLicence.Text(record, "abstract")).ToPlainText()));
        return true;
    }
}

/// <summary>What became of a file's papers.</summary>
/// <param name="Taken">Are trained on.</param>
/// <param name="Known">Stood there before, by id or title.</param>
/// <param name="LeftOut">Have a licence that forbids some use, or an unknown one.</param>
/// <param name="Held">Are kept for measuring (<see cref="HeldOut"/>).</param>
internal sealed record FileCount(int Taken, int Known, int LeftOut, int Held);
