using System.Buffers;
using System.Text;

namespace Paperboy.Text;

/// <summary>Renders a <see cref="PaperText"/> as an HTML fragment.</summary>
internal static class PaperTextHtml
{
    // All that can end text or a quoted attribute. The framework's encoder escapes "+" and every emoji too, which
    // makes pages of formulas a third longer.
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    public static string Render(PaperText text, bool links, IReadOnlyList<PlainSpan> marks)
    {
        var merged = Merge(marks, text.ToPlainText());
        var html = new StringBuilder(text.ToPlainText().Length + 64);
        var start = 0;
        var mark = 0;
        string? open = null;
        foreach (var run in text.Runs)
        {
            var href = links ? run.Href : null;
            if (!ReferenceEquals(href, open))
            {
                if (open is not null)
                    html.Append("</a>");
                if (href is not null)
                    AppendEncoded(html.Append("<a href=\""), href).Append("\" rel=\"noopener nofollow\">");
                open = href;
            }

            var end = start + run.Text.Length;
            while (mark < merged.Count && merged[mark].End <= start)
                mark++;
            OpenStyle(html, run.Style);
            if (run.IsMath)
                AppendMath(html, run, mark < merged.Count && merged[mark].Start < end);
            else
                AppendText(html, run.Text, start, merged, mark);
            CloseStyle(html, run.Style);
            start = end;
        }

        if (open is not null)
            html.Append("</a>");
        return html.ToString();
    }

    private static void AppendMath(StringBuilder html, TextRun run, bool marked)
    {
        if (marked)
            html.Append("<mark>");
        html.Append(run.Display ? "<span class=\"math display\" data-tex=\"" : "<span class=\"math\" data-tex=\"");
        AppendEncoded(html, run.Tex).Append("\">");
        AppendEncoded(html, run.Text).Append("</span>");
        if (marked)
            html.Append("</mark>");
    }

    private static void AppendText(StringBuilder html, string text, int start, List<PlainSpan> marks, int mark)
    {
        var at = 0;
        for (; mark < marks.Count && marks[mark].Start < start + text.Length; mark++)
        {
            var from = Math.Max(marks[mark].Start - start, at);
            var to = Math.Min(marks[mark].End - start, text.Length);
            AppendEncoded(html, text.AsSpan(at, from - at));
            html.Append("<mark>");
            AppendEncoded(html, text.AsSpan(from, to - from));
            html.Append("</mark>");
            at = to;
        }

        AppendEncoded(html, text.AsSpan(at));
    }

    private static StringBuilder AppendEncoded(StringBuilder html, ReadOnlySpan<char> text)
    {
        for (int at; (at = text.IndexOfAny(Special)) >= 0; text = text[(at + 1)..])
        {
            html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "&#39;",
            });
        }

        return html.Append(text);
    }

    private static void OpenStyle(StringBuilder html, TextStyle style)
    {
        if (style == TextStyle.None)
            return;
        if (style.HasFlag(TextStyle.Strong))
            html.Append("<strong>");
        if (style.HasFlag(TextStyle.Emphasis))
            html.Append("<em>");
        if (style.HasFlag(TextStyle.SmallCaps))
            html.Append("<span class=\"small-caps\">");
        if (style.HasFlag(TextStyle.Code))
            html.Append("<code>");
    }

    private static void CloseStyle(StringBuilder html, TextStyle style)
    {
        if (style == TextStyle.None)
            return;
        if (style.HasFlag(TextStyle.Code))
            html.Append("</code>");
        if (style.HasFlag(TextStyle.SmallCaps))
            html.Append("</span>");
        if (style.HasFlag(TextStyle.Emphasis))
            html.Append("</em>");
        if (style.HasFlag(TextStyle.Strong))
            html.Append("</strong>");
    }

    private static List<PlainSpan> Merge(IReadOnlyList<PlainSpan> marks, string plain)
    {
        var merged = new List<PlainSpan>(marks.Count);
        foreach (var span in marks.OrderBy(span => span.Start))
        {
            if (span.End <= span.Start)
                continue;
            var (start, end) = (Whole(plain, span.Start, -1), Whole(plain, span.End, 1));
            if (end <= start)
                continue;
            if (merged.Count > 0 && start <= merged[^1].End)
                merged[^1] = new PlainSpan(merged[^1].Start, Math.Max(merged[^1].End, end));
            else
                merged.Add(new PlainSpan(start, end));
        }

        return merged;
    }

    // Half a surrogate pair cannot be encoded.
    private static int Whole(string plain, int at, int step)
    {
        at = Math.Clamp(at, 0, plain.Length);
        return at > 0 && at < plain.Length && char.IsLowSurrogate(plain[at]) ? at + step : at;
    }
}
