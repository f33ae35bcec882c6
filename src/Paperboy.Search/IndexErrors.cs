namespace Paperboy.Search;

/// <summary>A file of the index is damaged or missing. The message names it and says what is wrong.</summary>
public sealed class IndexCorruptException : Exception
{
    /// <summary>Says what is wrong with a file.</summary>
    public IndexCorruptException(string file, string problem, Exception? cause = null)
        : base($"{file}: {problem}", cause) => File = file;

    /// <summary>The path of the file.</summary>
    public string File { get; }
}

/// <summary>Another writer holds the index.</summary>
public sealed class IndexLockedException : Exception
{
    /// <summary>Names the lock file that another writer holds.</summary>
    public IndexLockedException(string file, Exception cause)
        : base($"{file}: another process or object is writing to this index.", cause)
    {
    }
}

/// <summary>The index was made with another schema and has to be rebuilt.</summary>
public sealed class SchemaMismatchException : Exception
{
    /// <summary>Names the folder of the index.</summary>
    public SchemaMismatchException(string folder)
        : base($"{folder}: the index was made with other fields, weights or constants; delete the folder and index again.")
    {
    }
}
