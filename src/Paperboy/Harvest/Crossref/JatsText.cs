using System.Buffers;
using System.Net;
using System.Text;

namespace Paperboy.Harvest.Crossref;

/// <summary>
/// The text of an abstract or title that publishers deposit in JATS (NISO Z39.96), or in what they take for it: it need be no
/// well-formed XML. Paragraphs stay paragraphs, headings of sections stand before their text, formulas in TeX between dollar
/// signs; sub- and superscripts keep their tags, which the readers of papers' texts know. Linear in the length.
/// </summary>
internal sealed class JatsText
{
    private const string ParagraphBreak = "\n\n";

    // Headings that only say what the text is.
    private static readonly string[] Empty = ["abstract", "summary", "abstract:", "summary:"];

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-_");

    private readonly List<string> _paragraphs = [];
    private readonly StringBuilder _paragraph = new();
    private string _heading = "";
    private int _tex;
    private int _skipped;

    /// <summary>On one line, for titles.</summary>
    public static string Line(string markup) => Of(markup).Replace(ParagraphBreak, " ", StringComparison.Ordinal);

    /// <summary>Paragraphs with an empty line between them.</summary>
    public static string Of(string markup)
    {
        var text = new JatsText();
        var at = 0;
        while (at < markup.Length)
        {
            var tag = NextTag(markup, at);
            text.Words(markup.AsSpan(at, tag.Start - at));
            if (tag.Start == markup.Length)
                break;
            text.Tag(markup.AsSpan(tag.Start + 1, tag.End - tag.Start - 1));
            at = tag.End + 1;
        }

        text.Break();
        if (text._heading.Length > 0 && text._paragraphs.Count == 0)
            text._paragraphs.Add(text._heading);
        return string.Join(ParagraphBreak, text._paragraphs);
    }

    // A "<" that begins no tag is a letter: "p < 0.05" and "a<b, c>d" are deposited like that, too.
    private static (int Start, int End) NextTag(string markup, int from)
    {
        for (var start = markup.IndexOf('<', from); start >= 0; start = markup.IndexOf('<', start + 1))
        {
            var end = markup.AsSpan(start + 1).IndexOfAny('<', '>');
            if (end > 0 && markup[start + 1 + end] == '>' && IsTag(markup.AsSpan(start + 1, end)))
                return (start, start + 1 + end);
        }

        return (markup.Length, markup.Length);
    }

    // A name, and behind it nothing or attributes; or a comment, or an instruction.
    private static bool IsTag(ReadOnlySpan<char> tag)
    {
        if (tag[0] is '!' or '?')
            return true;
        var name = tag.TrimStart("/").TrimEnd("/ ");
        var end = name.IndexOfAnyExcept(NameLetters);
        return name.Length > 0 && char.IsAsciiLetter(name[0])
            && (end < 0 || (char.IsWhiteSpace(name[end]) && name[end..].Contains('=')));
    }

    private void Tag(ReadOnlySpan<char> tag)
    {
        var closes = tag[0] == '/';
        var opensNothing = tag[^1] == '/';
        var name = tag.TrimStart("/").TrimEnd("/");
        var end = name.IndexOfAny(" \t\n\r");
        if (end >= 0)
            name = name[..end];
        name = name[(name.IndexOf(':') + 1)..];
        switch (name)
        {
            case "p" or "sec" or "list" or "list-item" or "abstract" or "div" or "li" or "ul" or "ol":
                Break();
                break;
            case "title":
                if (closes)
                    Heading();
                else
                    Break();
                break;
            case "br" or "break":
                _paragraph.Append(' ');
                break;
            case "sub" or "sup" when _skipped == 0 && !opensNothing:
                _paragraph.Append('<').Append(closes ? "/" : "").Append(name).Append('>');
                break;
            case "tex-math" when !opensNothing:
                Formula(closes);
                break;

            // What stands beside TeX says the same once more.
            case "math" or "annotation-xml" when _tex > 0 && !opensNothing:
                _skipped = Math.Max(0, _skipped + (closes ? -1 : 1));
                break;
            case "annotation" when !opensNothing:
                _skipped = Math.Max(0, _skipped + (closes ? -1 : 1));
                break;
            case "alternatives" when closes:
                _tex = 0;
                break;
        }
    }

    private void Formula(bool closes)
    {
        if (!closes)
            _tex++;
        if (_paragraph.Length == 0 || _paragraph[^1] != '$' || closes)
            _paragraph.Append('$');
    }

    private void Words(ReadOnlySpan<char> words)
    {
        if (_skipped == 0)
            _paragraph.Append(words);
    }

    private void Heading()
    {
        var heading = Take();
        if (!Empty.Contains(heading.ToLowerInvariant()))
            _heading = heading;
    }

    private void Break()
    {
        var text = Take();
        if (text.Length == 0)
            return;
        _paragraphs.Add(_heading.Length == 0 ? text : _heading.EndsWith(':') ? $"{_heading} {text}" : $"{_heading}: {text}");
        _heading = "";
    }

    private string Take()
    {
        var text = string.Join(' ', WebUtility.HtmlDecode(_paragraph.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _paragraph.Clear();
        return text;
    }
}
