using Paperboy.Catalog;
using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>Shows found papers with the words that found them: marked in the title, and in the best passages of the abstract.</summary>
internal static class SearchExcerpts
{
    private const int Length = 300;
    private const int LengthOfTwo = 170;

    public static PaperView View(SearchAnswer answer, Paper paper)
    {
        var title = PaperText.Parse(paper.Title);
        var summary = PaperText.Parse(paper.Abstract);
        var plain = summary.ToPlainText();
        var terms = PassageTerms.Of(answer.Read, answer.Found, "abstract", plain);
        var excerpt = Best(plain, terms) is { Count: > 0 } passages && passages.Any(passage => passage.Highlights.Count > 0)
            ? Cut(summary, passages)
            : summary.Excerpt(Length);
        return PaperView.Of(paper, title, excerpt) with
        {
            Marks = text => Marks(answer, ReferenceEquals(text, title) ? "title" : "abstract", text.ToPlainText()),
        };
    }

    // Two short passages where these show more of the words than one can; else one that says more around them.
    private static IReadOnlyList<Passage> Best(string text, IReadOnlyList<PassageTerm> terms)
    {
        var two = Passages.Best(text, terms, LengthOfTwo, 2);
        return two.Count == 2 ? two : Passages.Best(text, terms, Length, 1);
    }

    private static PaperText Cut(PaperText summary, IReadOnlyList<Passage> passages)
    {
        var cut = summary.Passages([.. passages.Select(passage => Plain(passage.Span))]);
        if (passages.Count > 1)
            return cut;

        // A short passage leaves room for what follows it.
        var onwards = summary.Passages([new PlainSpan(passages[0].Span.Start, summary.ToPlainText().Length)]).Excerpt(Length);
        return onwards.ToPlainText().Length > cut.ToPlainText().Length ? onwards : cut;
    }

    private static IReadOnlyList<PlainSpan> Marks(SearchAnswer answer, string field, string text) =>
        [.. Highlighter.Find(text, PassageTerms.Of(answer.Read, answer.Found, field, text)).Select(Plain)];

    private static PlainSpan Plain(TextSpan span) => new(span.Start, span.End);
}
