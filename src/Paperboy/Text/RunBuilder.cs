using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Paperboy.Text;

/// <summary>
/// Collects runs and is the one gate through which characters reach them: white space is collapsed, and controls,
/// unpaired surrogates, direction overrides and invisible joints do not pass.
/// </summary>
internal sealed class RunBuilder
{
    private static readonly SearchValues<char> Typed = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    // Windows-1252's typographic marks, which records carry as C1 controls; 0x80 to 0x9F, blank where it has letters
    // that are as often another encoding's.
    private const string Windows1252 = "€ ‚ „…†‡ ‰ ‹Œ    ‘’“”•–—˜™ ›œ   ";

    private readonly ImmutableArray<TextRun>.Builder _runs = ImmutableArray.CreateBuilder<TextRun>();
    private readonly StringBuilder _text = new();
    private TextStyle _style;
    private string? _href;
    private bool _any;
    private bool _space;

    /// <summary>The style of what is appended next.</summary>
    public TextStyle Style { get; set; }

    /// <summary>The address of what is appended next.</summary>
    public string? Href { get; set; }

    /// <summary>The last character appended, or a space at the beginning and after white space.</summary>
    public char Last { get; private set; } = ' ';

    public void Append(char c) => Append(new ReadOnlySpan<char>(in c));

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        if (text.ContainsAnyExcept(Typed) || text.Contains("  ", StringComparison.Ordinal))
        {
            AppendCleaned(text);
            return;
        }

        var words = text.Trim(' ');
        if (words.IsEmpty || text[0] == ' ')
            Space();
        if (words.IsEmpty)
            return;
        Write(words);
        if (text[^1] == ' ')
            Space();
    }

    /// <summary>Takes back a word that was appended last; false if it is not what stands there.</summary>
    public bool TakeBack(ReadOnlySpan<char> word)
    {
        if (_space || _text.Length < word.Length || !_text.ToString(_text.Length - word.Length, word.Length).AsSpan().SequenceEqual(word))
            return false;
        _text.Length -= word.Length;
        _space = _text.Length > 0 && _text[^1] == ' ';
        if (_space)
            _text.Length--;
        _any = _text.Length > 0 || _runs.Count > 0;
        Last = _space || !_any ? ' ' : _text.Length > 0 ? _text[^1] : _runs[^1].Text[^1];
        return true;
    }

    public void AppendMath(string tex, bool display)
    {
        var plain = Clean(MathText.ToUnicode(tex));
        if (plain.Length == 0)
            return;
        WriteSpace();
        Flush();
        _runs.Add(new TextRun(plain, Style, Href, Clean(tex), display));
        _style = Style;
        _href = Href;
        _any = true;
        Last = plain[^1];
    }

    public ImmutableArray<TextRun> ToRuns()
    {
        Flush();
        return _runs.DrainToImmutable();
    }

    /// <summary>The text as this builder would let it pass.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Typed) && !text.Contains("  ", StringComparison.Ordinal))
            return text.Trim(' ');
        var builder = new RunBuilder();
        builder.AppendCleaned(text);
        var runs = builder.ToRuns();
        return runs.IsEmpty ? "" : runs[0].Text;
    }

    private void AppendCleaned(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (Rune.DecodeFromUtf16(text[i..], out var rune, out _) == OperationStatus.Done)
                {
                    if (!IsStripped(rune.Value))
                        Write(text.Slice(i, 2));
                    i++;
                }
            }
            else if (char.IsWhiteSpace(c) && c != '\u0085')
            {
                Space();
            }
            else if (c is >= '\u0080' and <= '\u009f')
            {
                var mark = Windows1252[c - '\u0080'];
                if (mark != ' ')
                    Write([mark]);
            }
            else if (c is >= '\ufb00' and <= '\ufb06')
            {
                Write(c.ToString().Normalize(NormalizationForm.FormKC));
            }
            else if (!IsStripped(c))
            {
                Write(new ReadOnlySpan<char>(in c));
            }
        }
    }

    // Direction marks and overrides are stripped rather than balanced: in a line of ours they could only reorder what
    // is not the record's. Joiners stay, for Persian, Indic scripts and emoji need them.
    private static bool IsStripped(int c) => c is < 0x20 or 0x7f or 0xad or 0x200b or 0x200e or 0x200f or 0x61c
        or (>= 0x202a and <= 0x202e) or (>= 0x2060 and <= 0x206f) or 0xfeff or (>= 0xfff9 and <= 0xfffb)
        or (>= 0xfdd0 and <= 0xfdef) or (>= 0xe0000 and <= 0xe007f) || (c & 0xfffe) == 0xfffe;

    private void Space()
    {
        if (!_any)
            return;
        _space = true;
        Last = ' ';
    }

    private void Write(ReadOnlySpan<char> text)
    {
        WriteSpace();
        if (Style != _style || !ReferenceEquals(Href, _href))
        {
            Flush();
            _style = Style;
            _href = Href;
        }

        _text.Append(text);
        _any = true;
        Last = text[^1];
    }

    // A space between two runs has only what both have: links and emphasis begin and end with their words.
    private void WriteSpace()
    {
        if (!_space)
            return;
        _space = false;
        var style = _style & Style;
        var href = ReferenceEquals(_href, Href) ? _href : null;
        if (style != _style || !ReferenceEquals(href, _href))
            Flush();
        _style = style;
        _href = href;
        _text.Append(' ');
    }

    private void Flush()
    {
        if (_text.Length == 0)
            return;
        var text = _text.ToString().Normalize(NormalizationForm.FormC);
        _runs.Add(new TextRun(text, _style, _href));
        _text.Clear();
    }
}
