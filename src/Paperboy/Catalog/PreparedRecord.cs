using System.Security.Cryptography;
using System.Text;

namespace Paperboy.Catalog;

/// <summary>
/// A record with all that saving it takes and that does not depend on the catalog: made by the threads that read, so that the one
/// that writes has less to do.
/// </summary>
internal sealed class PreparedRecord
{
    private PreparedRecord(PaperRecord record)
    {
        Record = record;
        Body = Encoding.UTF8.GetBytes(record.Body);
        Hash = SHA256.HashData(Body)[..RecordRows.HashLength];
        Keys = PaperKeys.Of(record);
        Alone = PaperRow.Of([record], Keys);
    }

    public PaperRecord Record { get; }

    /// <summary>The record's body in UTF-8.</summary>
    public byte[] Body { get; }

    /// <summary>Tells whether the body is one that the catalog has.</summary>
    public byte[] Hash { get; }

    public PaperKeys Keys { get; }

    /// <summary>The paper, if nobody else tells of it.</summary>
    public PaperRow Alone { get; }

    public static PreparedRecord Of(PaperRecord record) => new(record);

    /// <summary>Prepares records in their order, with all processors where that pays.</summary>
    public static IReadOnlyList<PreparedRecord> Of(IReadOnlyList<PaperRecord> records)
    {
        const int worthSharing = 64;
        var prepared = new PreparedRecord[records.Count];
        if (records.Count < worthSharing)
        {
            for (var i = 0; i < prepared.Length; i++)
                prepared[i] = new PreparedRecord(records[i]);
        }
        else
        {
            Parallel.For(0, prepared.Length, i => prepared[i] = new PreparedRecord(records[i]));
        }

        return prepared;
    }
}
