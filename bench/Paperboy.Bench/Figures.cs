using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paperboy.Bench;

/// <summary>What was measured of one engine, in the one form that this program and all peers print and the table reads.</summary>
internal sealed record Figures
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required string Engine { get; init; }

    /// <summary>What was asked, where one run measures several things: index, titles, short, freshness.</summary>
    public string? What { get; init; }

    public long Documents { get; init; }

    public int? Queries { get; init; }

    public double? P50Ms { get; init; }

    public double? P90Ms { get; init; }

    public double? P99Ms { get; init; }

    public double? MeanMs { get; init; }

    /// <summary>From the first line to the commit with which all documents are found.</summary>
    public double? IndexSeconds { get; init; }

    /// <summary>From there until the index is one segment.</summary>
    public double? MergeSeconds { get; init; }

    /// <summary>On disk after the first commit, before all became one segment.</summary>
    public long? CommittedBytes { get; init; }

    /// <summary>On disk at last.</summary>
    public long? IndexBytes { get; init; }

    public double? OpenMs { get; init; }

    /// <summary>Memory of the process that no file backs: what the system cannot take back under pressure.</summary>
    public long? RssAnonBytes { get; init; }

    /// <summary>Of each query, in the order of the file, the median of its passes.</summary>
    public IReadOnlyList<double>? Times { get; init; }

    /// <summary>From handing over a new paper until it is found, one paper a second.</summary>
    public double? FoundAfterMedianMs { get; init; }

    public double? FoundAfterMaxMs { get; init; }

    /// <summary>How many papers that was measured with.</summary>
    public int? NewPapers { get; init; }

    /// <summary>99th percentile of queries while nothing is written, and while a paper is committed each second.</summary>
    public double? QuietP99Ms { get; init; }

    public double? WritingP99Ms { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Form);

    /// <exception cref="InvalidDataException">The file holds something else; the message names it.</exception>
    public static Figures Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Figures>(File.ReadAllText(path), Form) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} holds no figures of a benchmark: {e.Message}", e);
        }
    }
}
