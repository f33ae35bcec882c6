namespace Paperboy.Search.Segments;

/// <summary>A segment with the documents deleted from it, as one commit or one writer sees it.</summary>
internal readonly record struct SegmentView(SegmentReader Reader, Deletions? Deletions)
{
    public int Live => Reader.DocumentCount - (Deletions?.Count ?? 0);

    public bool IsDeleted(int document) => Deletions is not null && Deletions.Contains(document);
}
