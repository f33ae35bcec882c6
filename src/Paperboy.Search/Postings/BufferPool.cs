using Paperboy.Search.Segments;

namespace Paperboy.Search.Postings;

/// <summary>
/// Inverts documents on all cores: those added gather in batches, each of which one of a few buffers takes on a thread
/// of its own, and writes itself as a segment when it is large enough. Used by one caller at a time.
/// </summary>
internal sealed class BufferPool : IDisposable
{
    private const int MostBatchDocuments = 256;
    private const long MostBatchCharacters = 1 << 20;

    private readonly IndexSchema _schema;
    private readonly SegmentSet _segments;
    private readonly Slot[] _slots;
    private List<(IndexDocument Document, long Stamp)> _batch = [];
    private long _batchCharacters;

    public BufferPool(IndexSchema schema, SegmentSet segments)
    {
        _schema = schema;
        _segments = segments;
        _slots = [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 4)).Select(_ => new Slot(schema))];
    }

    /// <summary>The memory of all buffers together.</summary>
    public long MostBytes { get; set; } = 256 << 20;

    /// <summary>Adds a document in place of those with the same id.</summary>
    /// <exception cref="IOException">A full buffer could not be written; nothing has been added, nothing is lost.</exception>
    public void Add(IndexDocument document)
    {
        if (_batch.Count >= MostBatchDocuments || _batchCharacters >= MostBatchCharacters)
            Dispatch();
        _batch.Add((document, _segments.Announce(document.Id)));
        foreach (var (_, text) in document.NamedTexts)
            _batchCharacters += text.Length;
    }

    /// <summary>Writes all that has been added as segments.</summary>
    /// <exception cref="IOException">A buffer could not be written; what is not written stays for the next call.</exception>
    public void Flush()
    {
        foreach (var slot in _slots)
            slot.Wait();
        var batch = TakeBatch();
        foreach (var (document, stamp) in batch)
            _slots[0].Buffer.Add(document, stamp);
        foreach (var slot in _slots)
        {
            if (slot.Buffer.Count > 0)
                slot.Running = Task.Run(() => Write(slot));
        }

        foreach (var slot in _slots)
            slot.Wait();
        foreach (var slot in _slots)
            slot.ThrowIfFailed();
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Wait();
    }

    private void Dispatch()
    {
        var slot = FreeSlot();
        slot.ThrowIfFailed();
        var batch = TakeBatch();
        slot.Running = Task.Run(() => Invert(slot, batch));
    }

    private List<(IndexDocument Document, long Stamp)> TakeBatch()
    {
        var batch = _batch;
        (_batch, _batchCharacters) = (new List<(IndexDocument Document, long Stamp)>(MostBatchDocuments), 0);
        return batch;
    }

    private Slot FreeSlot()
    {
        if (_slots.FirstOrDefault(slot => slot.Running.IsCompleted) is { } free)
            return free;
        return _slots[Task.WaitAny([.. _slots.Select(slot => slot.Running)])];
    }

    private void Invert(Slot slot, List<(IndexDocument Document, long Stamp)> batch)
    {
        foreach (var (document, stamp) in batch)
            slot.Buffer.Add(document, stamp);
        if (slot.Buffer.AllocatedBytes > MostBytes / _slots.Length)
            Write(slot);
    }

    private void Write(Slot slot)
    {
        _segments.Write(slot.Buffer);
        slot.Buffer = new InvertedBuffer(_schema);
    }

    private sealed class Slot(IndexSchema schema)
    {
        public InvertedBuffer Buffer { get; set; } = new(schema);

        public Task Running { get; set; } = Task.CompletedTask;

        public void Wait() => Task.WaitAny(Running);

        /// <summary>Throws what the last task has thrown, once.</summary>
        public void ThrowIfFailed()
        {
            var running = Running;
            Running = Task.CompletedTask;
            running.GetAwaiter().GetResult();
        }
    }
}
