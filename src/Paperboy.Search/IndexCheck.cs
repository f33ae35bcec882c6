using Paperboy.Search.Segments;

namespace Paperboy.Search;

/// <summary>What <see cref="IndexCheck"/> found.</summary>
/// <param name="Problems">Sentences that name a file and what is wrong with it; empty for a sound index.</param>
/// <param name="Segments">The segments of the last commit.</param>
/// <param name="Documents">The documents that can be found.</param>
/// <param name="Terms">The terms of all segments; a term of two segments counts twice.</param>
/// <param name="Postings">The postings of all segments.</param>
public sealed record IndexCheckReport(IReadOnlyList<string> Problems, int Segments, long Documents, long Terms, long Postings)
{
    /// <summary>Whether no problem was found.</summary>
    public bool IsSound => Problems.Count == 0;
}

/// <summary>Reads every byte of an index's last commit and verifies checksums and structure. Changes nothing.</summary>
public static class IndexCheck
{
    /// <summary>Checks the index in a folder. A folder without an index is sound and empty.</summary>
    public static IndexCheckReport Check(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Snapshot snapshot;
        try
        {
            snapshot = Snapshot.Open(new IndexFolder(folder), null)!;
        }
        catch (IndexCorruptException exception)
        {
            return new IndexCheckReport([exception.Message], 0, 0, 0, 0);
        }

        try
        {
            var problems = new List<string>();
            foreach (var segment in snapshot.Segments)
                problems.AddRange(new SegmentCheck(segment.Reader, snapshot.Manifest!.Schema).Run());
            try
            {
                FindDoubles(snapshot, problems);
            }
            catch (IndexCorruptException exception)
            {
                problems.Add(exception.Message); // a place of an id table that only the ids of other segments lead to
            }

            return new IndexCheckReport(
                problems,
                snapshot.Segments.Count,
                snapshot.DocumentCount,
                snapshot.Segments.Sum(segment => segment.Reader.Terms.Count),
                snapshot.Segments.Sum(segment => segment.Reader.PostingCount));
        }
        finally
        {
            snapshot.Release();
        }
    }

    // An id must be live in one segment only, or its document would be found twice.
    private static void FindDoubles(Snapshot snapshot, List<string> problems)
    {
        if (problems.Count > 0)
            return; // ids of damaged files say nothing
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            var segment = snapshot.Segments[i];
            for (var document = 0; document < segment.Reader.DocumentCount; document++)
            {
                if (segment.IsDeleted(document))
                    continue;
                foreach (var other in snapshot.Segments.Skip(i + 1))
                {
                    var twin = other.Reader.Ids.Find(segment.Reader.Ids.Utf8(document));
                    if (twin >= 0 && !other.IsDeleted(twin))
                        problems.Add($"{other.Reader.Path}: the document {other.Reader.Ids.Text(twin)} is also in {segment.Reader.Path}");
                }
            }
        }
    }
}
