using Paperboy.Text;

namespace Paperboy.Catalog;

/// <summary>A paper as a list shows it: its texts read once, cut to the place they get.</summary>
public sealed record PaperView
{
    // One title in twenty is longer.
    private const int LongTitle = 120;

    private PaperView(Paper paper, PaperText title, PaperText excerpt)
    {
        Paper = paper;
        Title = title;
        Excerpt = excerpt;
    }

    public Paper Paper { get; }

    public PaperText Title { get; }

    public PaperText Excerpt { get; }

    /// <summary>Why the paper stands where it stands, in words, when there is a reason to give.</summary>
    public string? Reason { get; init; }

    /// <summary>Its place in the list, where places are told.</summary>
    public int? Rank { get; init; }

    /// <summary>Whether that place was foretold, not earned by picks or votes.</summary>
    public bool IsPredicted { get; init; }

    /// <summary>Why a curator picked it, in plain text; empty when nothing was said.</summary>
    public string Note { get; init; } = "";

    /// <summary>The words that a search matched, marked when the view is shown.</summary>
    public Func<PaperText, IReadOnlyList<PlainSpan>>? Marks { get; init; }

    public bool HasMath => Title.HasMath || Excerpt.HasMath;

    /// <summary>The first authors, and how many more there are.</summary>
    public ShortenedAuthors Authors => ShortenedAuthors.Of(Paper);

    /// <param name="paper">The paper.</param>
    /// <param name="excerptLength">The most characters of its abstract.</param>
    /// <param name="reason">See <see cref="Reason"/>.</param>
    public static PaperView Of(Paper paper, int excerptLength, string? reason = null) =>
        new(paper, PaperText.Parse(paper.Title), PaperText.Parse(paper.Abstract).Excerpt(excerptLength)) { Reason = reason };

    /// <summary>A paper whose texts were read already.</summary>
    public static PaperView Of(Paper paper, PaperText title, PaperText excerpt) => new(paper, title, excerpt);

    /// <summary>See <see cref="LengthClassOf"/>.</summary>
    public string? LengthClass => LengthClassOf(Title);

    /// <summary>The class of a title set large: one of many words gets smaller type, so that it does not fill the screen alone.</summary>
    public static string? LengthClassOf(PaperText title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return title.ToPlainText().Length > LongTitle ? "long" : null;
    }

    /// <summary>The title as HTML that may stand inside a link.</summary>
    public string TitleHtml() => Title.ToHtml(links: false, Marks?.Invoke(Title));

    /// <summary>The excerpt as HTML, its own links left out: the way on leads through the title.</summary>
    public string ExcerptHtml() => Excerpt.ToHtml(links: false, Marks?.Invoke(Excerpt));
}
