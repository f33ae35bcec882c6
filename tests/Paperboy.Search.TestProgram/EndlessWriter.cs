using System.Globalization;

namespace Paperboy.Search.TestProgram;

/// <summary>
/// Writes batch after batch into an index, from the one behind the last commit on, until it is killed. Once a commit has
/// returned its sequence is printed. Background merges run, and the writer's memory is so small that batches overflow.
/// </summary>
public static class EndlessWriter
{
    public static readonly IndexSchema Schema = new([new("text", 1)]) { Columns = [new("batch", ColumnKind.Number)] };

    public static void Run(string folder, int seed)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.WriteLine("opening");
        using var writer = IndexWriter.Open(folder, Schema);
        writer.MostBufferedBytes = 1;
        output.WriteLine("ready");
        for (var sequence = writer.CommittedSequence + 1; ; sequence++)
        {
            foreach (var change in Batch.Of(seed, sequence))
                change.ApplyTo(writer);
            writer.Commit(sequence);
            output.WriteLine(sequence.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>What a batch does to one document.</summary>
/// <param name="Id">The document.</param>
/// <param name="Sequence">The batch that wrote it, 0 to delete it.</param>
public readonly record struct Change(string Id, long Sequence)
{
    /// <summary>A word that no other document and no other version of this one has.</summary>
    public string OwnWord => $"{Id}v{Sequence}";

    public void ApplyTo(IndexWriter writer)
    {
        if (Sequence == 0)
            writer.Delete(Id);
        else
            writer.Upsert(new IndexDocument(Id).Add("text", $"everywhere {OwnWord}").Set("batch", Sequence));
    }

    public void ApplyTo(Dictionary<string, Change> live)
    {
        if (Sequence == 0)
            live.Remove(Id);
        else
            live[Id] = this;
    }
}

/// <summary>Batches that whoever knows the seed can make again.</summary>
public static class Batch
{
    private const int Ids = 3000;

    /// <summary>Mostly few changes; now and then more than the writer holds in memory.</summary>
    public static IEnumerable<Change> Of(int seed, long sequence)
    {
        var random = new Random((int)((seed * 7919) + sequence));
        var changes = random.Next(6) == 0 ? random.Next(300, 900) : random.Next(1, 40);
        for (; changes > 0; changes--)
            yield return new Change($"d{random.Next(Ids)}", random.Next(4) == 0 ? 0 : sequence);
    }
}
