namespace Paperboy.Search.Postings;

/// <summary>
/// The form of the postings of one term on disk. A posting is a document's number and, for each field, how often the
/// term occurs there; postings stand in ascending order of documents in blocks of 128, the last one shorter.
/// <code>
/// list  := block                                         (up to 128 postings)
///        | impacts entry{blocks} block{blocks}           (more)
/// entry := last document (4) end of block (4) impacts    (offsets from the first block)
/// block := width of deltas (1) width of frequencies (1){fields} packed deltas, packed frequencies{fields}
///        | varints, for a block of fewer than 128: delta * 2 + 1 if the only occurrence is in the last field,
///          otherwise delta * 2 and the frequencies
/// </code>
/// A delta is the distance to the document before, less one; before the first stands document -1.
/// </summary>
internal static class PostingList
{
    public const int BlockLength = BitPacking.BlockLength;
    public const int EntryLength = 8 + ImpactCollector.EncodedLength;

    public static int BlockCount(int postings) => (postings + BlockLength - 1) / BlockLength;

    /// <summary>Where the first block starts.</summary>
    public static int BlocksStart(int postings) =>
        postings <= BlockLength ? 0 : ImpactCollector.EncodedLength + (BlockCount(postings) * EntryLength);
}
