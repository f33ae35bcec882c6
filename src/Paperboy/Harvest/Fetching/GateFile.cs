using System.Text.Json;
using Paperboy.Storage;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// The files of one gate in the data folder. NAME.lock is held for a whole exchange, NAME.json is what the processes tell
/// each other, NAME.open asks for the gate to be opened by hand: it can be written while another process holds the lock.
/// </summary>
internal sealed class GateFile(string folder, string name)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _lock = Path.Combine(folder, name + ".lock");
    private readonly string _state = Path.Combine(folder, name + ".json");
    private readonly string _open = Path.Combine(folder, name + ".open");

    /// <summary>Whether anybody has asked yet.</summary>
    public bool Exists => File.Exists(_state);

    public bool IsOpenedByHand => File.Exists(_open);

    /// <summary>The right to ask, or null while another process has it.</summary>
    public FileLock? TryLock() => FileLock.TryExclusive(_lock, "an exchange with " + name);

    /// <summary>What was written last; null where there is nothing, or nothing that can be read.</summary>
    public GateRecord? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<GateRecord>(File.ReadAllBytes(_state), Form);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Replaces what was written. It is not forced to the disk: after a power cut the time that passed is longer than any
    /// delay, and a gate that was shut is shut again by the next refusal.
    /// </summary>
    public void Write(GateRecord record)
    {
        var aside = _state + ".new";
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(record, Form));
        File.Move(aside, _state, overwrite: true);
    }

    public void AskToOpen()
    {
        Directory.CreateDirectory(folder);
        using var made = new FileStream(_open, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    public void Opened() => File.Delete(_open);
}
