namespace Paperboy.Storage;

/// <summary>The one folder that holds all that an installation keeps, and where each thing stands in it.</summary>
public sealed class DataFolder
{
    public DataFolder(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        Root = Path.GetFullPath(root);
    }

    public string Root { get; }

    /// <summary>The catalog: the one truth.</summary>
    public string Database => Path.Combine(Root, "paperboy.db");

    /// <summary>The search engine's files: derived, may be deleted at any time.</summary>
    public string Index => Path.Combine(Root, "index");

    /// <summary>Says which catalog the index was made from.</summary>
    public string IndexIdentity => Path.Combine(Root, "index.catalog");

    /// <summary>The model of the built-in embedder, adapted to this catalog: derived, may be deleted at any time.</summary>
    public string Embedder => Path.Combine(Root, "embedder.vectors");

    /// <summary>What the adaptation of that model gave, and when it is due again: derived, may be deleted at any time.</summary>
    public string Adaptation => Path.Combine(Root, "embedder.json");

    /// <summary>Held by the one process that adapts the model; its text names that process.</summary>
    public string EmbedderLock => Path.Combine(Root, "embedder.lock");

    /// <summary>Maps between the vectors of two embedders while papers are embedded again: derived, may be deleted at any time.</summary>
    public string VectorMaps => Path.Combine(Root, "embedder.maps");

    /// <summary>What was learned from past picks: derived, may be deleted at any time.</summary>
    public string Picks => Path.Combine(Root, "picks.model");

    /// <summary>Held by the one process that learns from picks; its text names that process.</summary>
    public string PicksLock => Path.Combine(Root, "picks.lock");

    /// <summary>The keys that sign links in mails. Without them every unsubscribe link ever sent is dead.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Held for the moment in which a key is made.</summary>
    public string KeysLock => Path.Combine(Root, "keys.lock");

    /// <summary>Which accounts were deleted: in no backup, and no restore replaces it, so that a restored catalog loses them again.</summary>
    public string Deletions => Path.Combine(Root, "deletions");

    /// <summary>Where mails are written as .eml files when no SMTP server is set.</summary>
    public string Mail => Path.Combine(Root, "mail");

    /// <summary>Backups that Paperboy makes by itself, before a migration or a restore.</summary>
    public string Backups => Path.Combine(Root, "backups");

    /// <summary>Uploads that wait for their import.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Held by the processes that take uploads: only the first of them may remove what others left.</summary>
    public string UploadsLock => Path.Combine(Root, "uploads.lock");

    /// <summary>The documented settings file.</summary>
    public string Settings => Path.Combine(Root, "paperboy.json");

    /// <summary>Held shared by whatever uses the catalog, exclusively by a restore.</summary>
    public string CatalogLock => Path.Combine(Root, "catalog.lock");

    /// <summary>Held by the one process that owns the index; its text names that process.</summary>
    public string IndexLock => Path.Combine(Root, "index.lock");

    /// <summary>Asks the owner of the index to build it anew; its text says why.</summary>
    public string IndexDamage => Path.Combine(Root, "index.damage");

    /// <summary>Held by the one process that sends mail; its text names that process.</summary>
    public string MailLock => Path.Combine(Root, "mail.lock");

    /// <summary>When each service may be asked again: may be deleted when no Paperboy runs.</summary>
    public string Gates => Path.Combine(Root, "gates");

    /// <summary>Whether a full path names a file that the installation lives by: what a verb writes must not replace it.</summary>
    public bool IsOwnFile(string path) =>
        path == Database || path == Database + "-wal" || path == Database + "-shm"
        || path == Settings || path == IndexIdentity || path == Deletions
        || (Path.GetDirectoryName(path) == Root && path.EndsWith(".lock", StringComparison.Ordinal))
        || new[] { Index, Keys, Gates }.Any(folder => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>Makes the folder if it is not there, readable by its owner alone: it holds addresses and keys.</summary>
    public DataFolder Create()
    {
        if (!Directory.Exists(Root))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Root);
            }
            else
            {
                Directory.CreateDirectory(
                    Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return this;
    }
}
