using Paperboy.Storage;

namespace Paperboy.Tests.Support;

/// <summary>A data folder of one test, gone after it.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("paperboy-test-").FullName;

    public string Path { get; }

    public DataFolder Data => new(Path);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public Database OpenDatabase() => Database.Open(Data, TimeProvider.System);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
