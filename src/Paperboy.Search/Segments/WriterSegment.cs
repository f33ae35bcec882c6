namespace Paperboy.Search.Segments;

/// <summary>A segment as its writer sees it: with deletions that may be newer than the last commit's.</summary>
internal sealed class WriterSegment
{
    private WriterSegment(SegmentInfo info, SegmentView view)
    {
        Info = info;
        View = view;
    }

    /// <summary>What the manifest says, or will say once <see cref="WriteDeletions"/> has been called.</summary>
    public SegmentInfo Info { get; private set; }

    public SegmentView View { get; private set; }

    public bool HasNewDeletions => View.Deletions is { } deletions && deletions.Count != Info.Deleted;

    public static WriterSegment Open(IndexFolder folder, SegmentInfo info, int fields) =>
        new(info, info.OpenView(folder, fields));

    /// <summary>Deletes the document with this id. False: it is not here.</summary>
    public bool Delete(ReadOnlySpan<byte> id)
    {
        var document = View.Reader.Ids.Find(id);
        if (document < 0 || View.IsDeleted(document))
            return false;
        if (View.Deletions is null)
            View = View with { Deletions = new Deletions(View.Reader.DocumentCount) };
        return View.Deletions!.Add(document);
    }

    /// <summary>Writes a new generation of the deletions if there are new ones.</summary>
    public void WriteDeletions(IndexFolder folder, long generation)
    {
        if (!HasNewDeletions)
            return;
        var info = Info with { DeletionGeneration = generation, Deleted = View.Deletions!.Count };
        folder.Write(info.DeletionsFileName, View.Deletions.WriteTo);
        Info = info;
    }
}
