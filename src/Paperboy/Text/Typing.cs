namespace Paperboy.Text;

/// <summary>
/// Reads what is typed by convention: TeX's ties, quotation marks and dashes, Markdown's emphasis, code and links,
/// raised and lowered characters outside of formulas.
/// </summary>
internal sealed class Typing(PaperTextParser parser)
{
    private const int LongestEmphasis = 200;

    private int _openDouble;
    private int _openSingle;
    private int _strongEnd = -1;
    private int _emphasisEnd = -1;
    private TextStyle _before;

    public void Read(char c)
    {
        switch (c)
        {
            case '~': ReadTilde(); break;
            case '`': ReadBacktick(); break;
            case '\'': ReadApostrophe(); break;
            case '"': ReadDoubleQuote(); break;
            case '-': ReadDash(); break;
            case '*': ReadAsterisk(); break;
            case '_': ReadUnderscore(); break;
            case '^': ReadCaret(); break;
            case '[': ReadBracket(); break;
            default: parser.Literal(); break;
        }
    }

    // A tie stands between two words. "~5%" and "1M~60M" mean "about" and "to".
    private void ReadTilde()
    {
        var left = parser.Out.Last;
        var right = parser.Peek(1);
        var tie = left is not (' ' or '(' or '~' or '/' or '=') && !(char.IsDigit(left) && (char.IsDigit(right) || right == '$'))
            && (char.IsLetter(right) || right is '(' or '[' or '\\' or '$' or '{' or '`' or '"' || (char.IsDigit(right) && WordBefore() > 2));
        if (tie || (right == ' ' && left is not ' ' && !char.IsLetterOrDigit(left)))
            parser.Out.Append(' ');
        else
            parser.Out.Append('~');
        parser.At++;
    }

    private int WordBefore()
    {
        var start = parser.At;
        while (start > 0 && char.IsLetter(parser.Source[start - 1]))
            start--;
        return start > 0 && char.IsDigit(parser.Source[start - 1]) ? 0 : parser.At - start;
    }

    private void ReadBacktick()
    {
        if (parser.Peek(1) == '`')
        {
            parser.Out.Append('“');
            _openDouble++;
            parser.At += 2;
            return;
        }

        var rest = parser.Source.AsSpan(parser.At + 1, Math.Min(120, parser.Source.Length - parser.At - 1));
        var tick = rest.IndexOf('`');
        var quote = rest.IndexOf('\'');
        if (tick > 0 && (quote < 0 || tick < quote) && rest[0] != ' ' && rest[tick - 1] != ' ')
        {
            var style = parser.Out.Style;
            parser.Out.Style |= TextStyle.Code;
            parser.Out.Append(rest[..tick]);
            parser.Out.Style = style;
            parser.At += tick + 2;
            return;
        }

        parser.Out.Append(quote > 0 ? '‘' : '`');
        if (quote > 0)
            _openSingle++;
        parser.At++;
    }

    private void ReadApostrophe()
    {
        if (parser.Peek(1) == '\'' && (_openDouble > 0 || parser.Peek(2) != '\'' && !char.IsDigit(parser.Out.Last)))
        {
            _openDouble = Math.Max(0, _openDouble - 1);
            parser.Out.Append('”');
            parser.At += 2;
        }
        else if (_openSingle > 0 && !char.IsLetterOrDigit(parser.Peek(1)) && parser.Out.Last != ' ')
        {
            _openSingle--;
            parser.Out.Append('’');
            parser.At++;
        }
        else
        {
            parser.Literal();
        }
    }

    private void ReadDoubleQuote()
    {
        if (_openDouble > 0 && parser.Out.Last != ' ')
        {
            _openDouble--;
            parser.Out.Append('”');
            parser.At++;
        }
        else
        {
            parser.Literal();
        }
    }

    // Not a dash: arrows, options on a command line, rules of more than three.
    private void ReadDash()
    {
        var count = 1;
        while (count < 5 && parser.Peek(count) == '-')
            count++;
        var after = parser.Peek(count);
        var option = parser.Out.Last == ' ' && char.IsLetter(after);
        if (count is 1 or > 3 || after == '>' || parser.Out.Last == '<' || (option && count == 2))
            parser.Literal(count);
        else
        {
            parser.Out.Append(count == 2 ? '–' : '—');
            parser.At += count;
        }
    }

    private void ReadAsterisk()
    {
        if (parser.At == _emphasisEnd || parser.At == _strongEnd)
        {
            parser.Out.Style = _before;
            parser.At += parser.At == _strongEnd ? 2 : 1;
            _emphasisEnd = _strongEnd = -1;
            return;
        }

        var strong = parser.Peek(1) == '*';
        var width = strong ? 2 : 1;
        var end = parser.Peek(width) == '*' || _emphasisEnd >= 0 || _strongEnd >= 0 ? -1 : EmphasisEnd('*', width);
        if (end < 0)
        {
            var count = width;
            while (parser.Peek(count) == '*')
                count++;
            parser.Literal(count);
            return;
        }

        _before = parser.Out.Style;
        parser.Out.Style |= strong ? TextStyle.Strong : TextStyle.Emphasis;
        _strongEnd = strong ? end : -1;
        _emphasisEnd = strong ? -1 : end;
        parser.At += width;
    }

    // Underscores are letters of names far more often than they are emphasis.
    private void ReadUnderscore()
    {
        if (parser.At == _emphasisEnd)
        {
            parser.Out.Style = _before;
            parser.At++;
            _emphasisEnd = -1;
        }
        else if (parser.Peek(1) == '{')
        {
            ReadScript(false);
        }
        else if (_emphasisEnd < 0 && _strongEnd < 0 && EmphasisEnd('_', 1) is > 0 and var end
            && parser.Source.AsSpan(parser.At, end - parser.At).Contains(' '))
        {
            _before = parser.Out.Style;
            parser.Out.Style |= TextStyle.Emphasis;
            _emphasisEnd = end;
            parser.At++;
        }
        else
        {
            parser.Literal();
        }
    }

    // Emphasis begins before a word and not inside one, and ends after a word: V*Bench, A* and 5*3 do not qualify.
    private int EmphasisEnd(char sign, int width)
    {
        var source = parser.Source;
        var from = parser.At + width;
        if (width == 2 && char.IsLetter(parser.Out.Last))
            return AcronymLetterEnd(from);
        if (char.IsLetterOrDigit(parser.Out.Last) || parser.Out.Last is '_' or '*' or '$' or ')' || from >= source.Length
            || char.IsWhiteSpace(source[from]) || source[from] is ',' or '.' or ')' or ';')
            return -1;
        var end = source.AsSpan(from, Math.Min(LongestEmphasis, source.Length - from)).IndexOfAny([sign, '$', '{', '\\', '<', '`', '[']);
        if (end < 1 || source[from + end] != sign || char.IsWhiteSpace(source[from + end - 1])
            || source.AsSpan(from, end).Contains("://", StringComparison.Ordinal))
            return -1;
        end += from;
        var after = end + width < source.Length ? source[end + width] : ' ';
        if (width == 2)
            return end + 1 < source.Length && source[end + 1] == sign && after != sign ? end : -1;
        var letters = source.AsSpan(from, end - from);
        if (letters.Count('(') != letters.Count(')'))
            return -1;
        return after != sign && !char.IsLetterOrDigit(after) && letters.ContainsAnyInRange('A', 'z') ? end : -1;
    }

    // Inside a word only letters can be strong, where they say what an acronym is made of: Op**t**imisation.
    private int AcronymLetterEnd(int from)
    {
        var end = from;
        while (end < parser.Source.Length && end - from < 20 && char.IsLetter(parser.Source[end]))
            end++;
        return end > from && parser.Source.AsSpan(end).StartsWith("**") ? end : -1;
    }

    private void ReadCaret()
    {
        var next = parser.Peek(1);
        var raised = char.IsLetterOrDigit(parser.Out.Last) || parser.Out.Last is ')' or ']' or '}';
        if (next == '{')
        {
            ReadScript(true);
            return;
        }

        var length = 0;
        while (length < 4 && char.IsAsciiDigit(parser.Peek(1 + length)))
            length++;
        if (length == 0 && char.IsAsciiLetter(next))
            length = 1;
        if (!raised || length == 0 || char.IsAsciiLetterOrDigit(parser.Peek(1 + length)) && char.IsAsciiLetter(next)
            || Scripts.TryShift(parser.Source.Substring(parser.At + 1, length), true) is not { } script)
        {
            parser.Literal();
            return;
        }

        parser.Out.Append(script);
        parser.At += 1 + length;
    }

    private void ReadScript(bool up)
    {
        var open = parser.At + 1;
        var close = parser.Map.Closing(open);
        if (close <= open + 1 || close - open > 40 || !char.IsLetterOrDigit(parser.Out.Last) && parser.Out.Last is not (')' or ']'))
        {
            parser.Literal();
            return;
        }

        // With words inside, the formula lost its backslashes: R^{n times d}.
        var inside = parser.Source[(open + 1)..close];
        if (inside.AsSpan().IndexOfAny("\\^_{") >= 0 || !inside.Contains(' ', StringComparison.Ordinal))
            inside = MathText.ToUnicode(inside);
        var script = up ? Scripts.Superscript(inside) : Scripts.Subscript(inside);
        parser.Out.Append(script);
        parser.At = close + 1;
    }

    // Markdown's [label](https://example.org).
    private void ReadBracket()
    {
        var source = parser.Source;
        var rest = source.AsSpan(parser.At, Math.Min(300, source.Length - parser.At));
        var middle = parser.Map.Follows("](http", parser.At) ? rest.IndexOf("](http") : -1;
        if (middle > 1 && rest[1..middle].IndexOfAny("[]\\$") < 0)
        {
            var start = parser.At + middle + 2;
            var end = WebAddress.End(source, start);
            if (end < source.Length && source[end] == ')')
            {
                parser.Link(source[start..end], rest[1..middle].ToString());
                parser.At = end + 1;
                return;
            }
        }

        parser.Literal();
    }
}
