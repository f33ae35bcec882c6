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

    public static WriterSegment Open(IndexFolder folder, SegmentInfo info, IndexSchema schema) =>
        new(info, info.OpenView(folder, schema));

    /// <summary>Deletes the document with this id. False: it is not here.</summary>
    public bool Delete(ReadOnlySpan<byte> id)
    {
        var document = View.Reader.Ids.Find(id);
        return document >= 0 && Delete(document);
    }

    /// <summary>Deletes a document by its number. False: it was deleted already.</summary>
    public bool Delete(int document)
    {
        if (View.Deletions is null)
            View = View with { Deletions = new Deletions(View.Reader.DocumentCount) };
        return View.Deletions!.Add(document);
    }

    /// <summary>The view as it is now, for a merge that runs while documents are deleted. It must be released.</summary>
    public SegmentView Hold()
    {
        View.Reader.AddUser();
        return View with { Deletions = View.Deletions?.Copy() };
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
