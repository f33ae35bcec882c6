using Paperboy.Text;

namespace Paperboy.Catalog;

/// <summary>Authors in one line of plain text: the first few, and how many more.</summary>
public static class AuthorLine
{
    public static string Of(IReadOnlyList<string> authors, int most)
    {
        // "and 1 more" is longer than most names.
        var shown = authors.Count <= most + 1 ? authors.Count : most;
        var names = string.Join(", ", authors.Take(shown).Select(a => AuthorName.Parse(a).Display));
        return shown == authors.Count ? names : $"{names} and {authors.Count - shown} more";
    }
}
