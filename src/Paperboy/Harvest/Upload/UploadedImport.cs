using Paperboy.Harvest.Files;

namespace Paperboy.Harvest.Upload;

/// <summary>Where an uploaded file's import stands.</summary>
public enum UploadState
{
    /// <summary>Another upload is being imported.</summary>
    Waiting,

    /// <summary>Lines are being saved.</summary>
    Importing,

    /// <summary>The papers are saved, and are being made searchable.</summary>
    Indexing,

    /// <summary>Everything is searchable.</summary>
    Done,

    /// <summary>It ended early; what was saved until then stays.</summary>
    Failed,
}

/// <summary>One uploaded file on its way into the catalog. Written by the importer, read by the progress page.</summary>
public sealed class UploadedImport(string id, string fileName, string path)
{
    public string Id { get; } = id;

    /// <summary>As the browser called it.</summary>
    public string FileName { get; } = fileName;

    public UploadState State { get; internal set; }

    /// <summary>The share of the file that was read, from 0 to 1.</summary>
    public double Share { get; internal set; }

    public ImportResult Result { get; internal set; } = new();

    /// <summary>Why it failed, in words.</summary>
    public string? Failure { get; internal set; }

    public bool Ended => State is UploadState.Done or UploadState.Failed;

    internal string Path { get; } = path;
}
