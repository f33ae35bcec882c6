using System.Collections.Immutable;

namespace Paperboy.Text;

/// <summary>
/// A title or an abstract as it is shown: the runs of words, formulas and links that were read from a source
/// written in the mixture of TeX, Markdown, HTML and plain typing in which records arrive.
/// </summary>
/// <remarks>
/// Runs form a flat list instead of a tree. Any depth of nesting then costs no stack, and an offset into the
/// plain text, which is the concatenation of the runs' texts, finds its run by addition: that is what highlights
/// and excerpts need.
/// </remarks>
public sealed class PaperText
{
    private string? _plain;

    internal PaperText(ImmutableArray<TextRun> runs) => Runs = runs;

    /// <summary>The runs in reading order. No two neighbours could be one.</summary>
    public ImmutableArray<TextRun> Runs { get; }

    /// <summary>Whether any run is a formula, so that the page needs the typesetter.</summary>
    public bool HasMath => Runs.Any(run => run.IsMath);

    /// <summary>
    /// Reads a source. Every source can be read: what is not understood stays as it was written.
    /// Time and memory are linear in the length of the source.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static PaperText Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new PaperText(new PaperTextParser(source).Parse());
    }

    /// <summary>The words as Unicode, with formulas as <c>α² ≤ n</c>: for the index, plain mail and meta tags.</summary>
    public string ToPlainText() => _plain ??= Runs.Length == 1 ? Runs[0].Text : string.Concat(Runs.Select(run => run.Text));

    /// <summary>
    /// The words as an HTML fragment in which every character of the source is encoded. Elements are only
    /// <c>a, em, strong, code, span, mark</c>; a formula is <c>span.math</c> with its TeX in <c>data-tex</c> and
    /// its Unicode rendering as content, for the browser's typesetter to replace.
    /// </summary>
    /// <param name="links">False where the text itself stands inside a link, such as a title in a list.</param>
    /// <param name="marks">
    /// The stretches of <see cref="ToPlainText"/> to wrap in <c>mark</c>, in any order. A formula is marked whole
    /// when a stretch touches it. What reaches beyond the text is ignored.
    /// </param>
    public string ToHtml(bool links = true, IReadOnlyList<PlainSpan>? marks = null) =>
        PaperTextHtml.Render(this, links, marks ?? []);

    /// <summary>
    /// The beginning of the text, at most <paramref name="maxChars"/> characters of plain text long with its
    /// ellipsis. It ends after a sentence where one ends in the later half, else after a word, and never inside
    /// a formula or a link.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxChars"/> is less than 1.</exception>
    public PaperText Excerpt(int maxChars) => PaperTextExcerpt.Cut(this, maxChars);

    /// <summary>
    /// Stretches of <see cref="ToPlainText"/> that do not overlap, in their order, joined by ellipses. A formula or a link
    /// that a stretch touches comes whole.
    /// </summary>
    public PaperText Passages(IReadOnlyList<PlainSpan> passages) => PaperTextPassages.Cut(this, passages);

    /// <summary>The plain text.</summary>
    public override string ToString() => ToPlainText();
}
