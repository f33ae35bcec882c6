using System.Buffers;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Paperboy.Text;

/// <summary>
/// What readers write, as HTML: paragraphs, lists, quotations, code, emphasis and links. The Markdown is parsed by Markdig, whose
/// own HTML is never used: each kind of node that is known here is written by its own few lines, all text encoded; of any other
/// only the text comes through.
/// </summary>
public static class ReaderMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().DisableHeadings().UseAutoLinks().Build();

    // Marks, embeddings, overrides and isolates of direction (UAX 9).
    private static readonly SearchValues<char> Turning = SearchValues.Create("\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>The HTML of a text; one that is nested beyond reason comes as it was typed.</summary>
    public static string ToHtml(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var html = new StringBuilder(markdown.Length * 2);
        try
        {
            foreach (var block in Markdown.Parse(markdown, Pipeline))
                Write(html, block);
        }
        catch (ArgumentException)
        {
            // Markdig refuses what is nested more than some hundred levels deep.
            html.Clear();
            html.Append("<p dir=\"auto\">");
            WriteText(html, markdown);
            html.Append("</p>");
        }

        return html.ToString();
    }

    private static void Write(StringBuilder html, Block block)
    {
        switch (block)
        {
            case ThematicBreakBlock:
                html.Append("<hr>");
                break;
            case CodeBlock code:
                html.Append("<pre tabindex=\"0\" dir=\"ltr\"><code>");
                WriteText(html, code.Lines.ToString());
                html.Append("</code></pre>");
                break;
            case LeafBlock leaf:
                WriteParagraph(html, leaf);
                break;
            case QuoteBlock quote:
                WriteInside(html, "blockquote", quote);
                break;
            case ListBlock list:
                WriteInside(html, list.IsOrdered ? "ol" : "ul", list);
                break;
            case ListItemBlock item:
                WriteInside(html, "li", item);
                break;
            case LinkReferenceDefinitionGroup:
                break; // it says where links of others lead
            case ContainerBlock other:
                foreach (var inner in other)
                    Write(html, inner);
                break;
        }
    }

    private static void WriteInside(StringBuilder html, string tag, ContainerBlock block)
    {
        html.Append('<').Append(tag).Append(" dir=\"auto\">");
        foreach (var inner in block)
            Write(html, inner);
        html.Append("</").Append(tag).Append('>');
    }

    private static void WriteParagraph(StringBuilder html, LeafBlock leaf)
    {
        html.Append("<p dir=\"auto\">");
        if (leaf.Inline is not null)
            WriteAll(html, leaf.Inline);
        else
            WriteText(html, leaf.Lines.ToString());
        html.Append("</p>");
    }

    private static void WriteAll(StringBuilder html, ContainerInline inlines)
    {
        foreach (var inline in inlines)
            Write(html, inline);
    }

    private static void Write(StringBuilder html, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                WriteText(html, literal.Content.ToString());
                break;
            case HtmlEntityInline entity:
                WriteText(html, entity.Transcoded.ToString());
                break;
            case CodeInline code:
                html.Append("<code dir=\"ltr\">");
                WriteText(html, code.Content);
                html.Append("</code>");
                break;
            case LineBreakInline line:
                html.Append(line.IsHard ? "<br>" : "\n");
                break;
            case EmphasisInline { DelimiterChar: '*' or '_' } emphasis:
                var tag = emphasis.DelimiterCount == 2 ? "strong" : "em";
                html.Append('<').Append(tag).Append('>');
                WriteAll(html, emphasis);
                html.Append("</").Append(tag).Append('>');
                break;
            case LinkInline link:
                WriteLink(html, link.GetDynamicUrl?.Invoke() ?? link.Url, link.IsImage, inner => WriteAll(inner, link));
                break;
            case AutolinkInline auto:
                WriteLink(html, auto.Url, isImage: false, inner => WriteText(inner, auto.Url));
                break;
            case ContainerInline other:
                WriteAll(html, other);
                break;
            case HtmlInline tagged:
                WriteText(html, tagged.Tag);
                break;
        }
    }

    // Pictures would tell their host who reads here, and when: only their text stays.
    private static void WriteLink(StringBuilder html, string? url, bool isImage, Action<StringBuilder> write)
    {
        if (isImage || Target(url) is not { } target)
        {
            html.Append("<bdi>");
            write(html);
            html.Append("</bdi>");
            return;
        }

        var text = new StringBuilder();
        write(text);
        html.Append("<a href=\"").Append(WebUtility.HtmlEncode(target.AbsoluteUri)).Append("\" rel=\"nofollow ugc noopener\"><bdi>").Append(text).Append("</bdi></a>");

        // Where it leads is told by the name that the network knows, whatever the text says or looks like.
        if (!Names(text.ToString(), target))
            html.Append(" <span class=\"host\" dir=\"ltr\">(").Append(WebUtility.HtmlEncode(target.IdnHost)).Append(")</span>");
    }

    private static bool Names(string text, Uri target)
    {
        var start = $"{target.Scheme}://{target.IdnHost}";
        return text.StartsWith(start, StringComparison.OrdinalIgnoreCase) && (text.Length == start.Length || text[start.Length] is '/' or '?' or '#');
    }

    // A name before the host is there to be taken for the host.
    private static Uri? Target(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            return null;
        try
        {
            return uri.IdnHost.Length > 0 ? uri : null;
        }
        catch (UriFormatException)
        {
            return null; // a host that no network could know
        }
    }

    // Characters that turn the direction of what follows must not reach beyond their own piece of text.
    private static void WriteText(StringBuilder html, string text)
    {
        var encoded = WebUtility.HtmlEncode(text);
        if (text.AsSpan().IndexOfAny(Turning) < 0)
            html.Append(encoded);
        else
            html.Append("<bdi>").Append(encoded).Append("</bdi>");
    }
}
