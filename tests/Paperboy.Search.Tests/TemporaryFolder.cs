namespace Paperboy.Search.Tests;

/// <summary>A folder of its own for a test, deleted with all in it at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("paperboy-search-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Copies the files that a process killed now would leave behind.</summary>
    public TemporaryFolder Copy(string from)
    {
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith("write.lock", StringComparison.Ordinal)))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
            source.CopyTo(target);
        }

        return this;
    }
}
