using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>Which words of a text a query matched: those that the index holds to be the same words.</summary>
internal static class SearchMarks
{
    public static Func<PaperText, IReadOnlyList<PlainSpan>> For(string query) => text =>
        [.. Highlighter.Find(text.ToPlainText(), query).Select(span => new PlainSpan(span.Start, span.End))];
}
