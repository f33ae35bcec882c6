namespace Paperboy.Storage;

/// <summary>The data folder or the catalog cannot be used; the message says which file, why, and what would help.</summary>
public sealed class StorageException : Exception
{
    public StorageException(string message) : base(message)
    {
    }

    public StorageException(string message, Exception inner) : base(message, inner)
    {
    }
}
