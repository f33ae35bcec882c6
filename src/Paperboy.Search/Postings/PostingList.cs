namespace Paperboy.Search.Postings;

/// <summary>
/// The form of the postings of one term on disk. A posting is a document's number and the code of its
/// <see cref="Signature"/>; postings stand in ascending order of documents in blocks of 128, the last one shorter. Their
/// positions stand behind all of them, since only few documents of a query are asked for them.
/// <code>
/// list      := postings positions{blocks}
/// postings  := block                                                          (up to 128 postings)
///            | impacts last document{blocks} end{blocks} impacts{blocks} block{blocks}    (more)
/// last document, end of block: 4 bytes each; ends are counted from the first block
/// block     := start of its positions (varint) patched deltas, patched codes  (128 postings)
///            | start of its positions (varint), for each posting:             (fewer)
///              delta * 2 + 1 if the code is 0, else delta * 2 and the code    (varints)
/// </code>
/// <see cref="PositionBlock"/> describes positions. A delta is the distance to the document before, less one; before the first stands document -1.
/// </summary>
internal static class PostingList
{
    public const int BlockLength = BitPacking.BlockLength;

    /// <summary>What the skip data take for each block of a list of several.</summary>
    public const int SkipLength = (2 * sizeof(int)) + ImpactCollector.EncodedLength;

    public static int BlockCount(int postings) => (postings + BlockLength - 1) / BlockLength;

    /// <summary>Where the first block starts.</summary>
    public static int BlocksStart(int postings) =>
        postings <= BlockLength ? 0 : ImpactCollector.EncodedLength + (BlockCount(postings) * SkipLength);
}
