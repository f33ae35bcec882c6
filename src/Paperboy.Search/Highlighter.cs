using Paperboy.Search.Text;

namespace Paperboy.Search;

/// <summary>Finds the words of a text that a query matches, by the same analysis as the index.</summary>
public static class Highlighter
{
    /// <summary>The stretches that show what passages are to show, in ascending order; those that touch or overlap come as one.</summary>
    public static IReadOnlyList<TextSpan> Find(string text, IReadOnlyList<PassageTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(terms);
        var found = new List<TextSpan>();
        foreach (var occurrence in new PassageQuery(terms).FindIn(text))
            Add(found, occurrence.Span);
        return found;
    }

    // The whole of a compound comes after its parts and takes their place.
    internal static void Add(List<TextSpan> found, TextSpan added)
    {
        while (found.Count > 0 && found[^1].End >= added.Start)
        {
            var start = Math.Min(found[^1].Start, added.Start);
            added = new TextSpan(start, Math.Max(found[^1].End, added.End) - start);
            found.RemoveAt(found.Count - 1);
        }

        found.Add(added);
    }
}
