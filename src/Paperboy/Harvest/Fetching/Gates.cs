using System.Collections.Concurrent;
using Paperboy.Storage;

namespace Paperboy.Harvest.Fetching;

/// <summary>The gates of the installation: one for each service, kept in the data folder.</summary>
public sealed class Gates(DataFolder folder, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, HostGate> _gates = new(StringComparer.Ordinal);

    /// <summary>How all gates stand that any process on the data folder ever used, by name.</summary>
    public IReadOnlyList<GateState> All() =>
        !Directory.Exists(folder.Gates) ? []
        : [.. Directory.EnumerateFiles(folder.Gates, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal)
            .Select(StateOf)];

    /// <summary>How a gate stands; open if nobody has used it yet.</summary>
    public GateState StateOf(string gate)
    {
        var now = time.GetUtcNow();
        var file = new GateFile(folder.Gates, Checked(gate));
        var record = file.Read() ?? GateRecord.New(now);
        return file.IsOpenedByHand
            ? new GateState(gate, GateStatus.Open, null, null, 0, record.LastAsked)
            : record.State(gate, now);
    }

    /// <summary>
    /// Opens a gate that is shut or waits, by somebody who knows better. It holds for whichever process asks next; the usual
    /// delay stays. Does nothing where the gate is open.
    /// </summary>
    public void Open(string gate)
    {
        if (StateOf(gate).Status != GateStatus.Open)
            new GateFile(folder.Gates, gate).AskToOpen();
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
            gate.Dispose();
    }

    internal HostGate For(string gate) => _gates.GetOrAdd(Checked(gate), name => new HostGate(folder.Gates, name, time));

    // It becomes the name of a file.
    private static string Checked(string gate) =>
        gate.Length is > 0 and <= 40 && gate.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? gate
            : throw new ArgumentException($"\"{gate}\" names no gate: lower-case letters, digits and hyphens do.", nameof(gate));
}
