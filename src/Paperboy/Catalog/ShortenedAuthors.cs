using Paperboy.Text;

namespace Paperboy.Catalog;

/// <summary>The first authors of a paper, and how many more there are.</summary>
public sealed record ShortenedAuthors(string Names, int More)
{
    private const int Shown = 3;

    public static ShortenedAuthors Of(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);

        // "and 1 more" is longer than most names.
        var shown = paper.Authors.Count <= Shown + 1 ? paper.Authors.Count : Shown;
        var names = paper.Authors.Take(shown).Select(a => AuthorName.Parse(a).Display);
        return new(string.Join(", ", names), paper.Authors.Count - shown);
    }

    public override string ToString() => More == 0 ? Names : $"{Names} and {More} more";
}
