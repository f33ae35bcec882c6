using System.Globalization;

namespace Paperboy.Text;

/// <summary>
/// Reads TeX's control sequences among words: accents, escaped signs, symbols and commands. A control word that is
/// unknown is an author's own macro: its argument is read as text, or else its name.
/// </summary>
internal sealed class TexReader(PaperTextParser parser)
{
    private readonly TexCommands _commands = new(parser);

    public void Read()
    {
        var next = parser.Peek(1);
        if (parser.At + 1 >= parser.Source.Length)
            parser.At++;
        else if (char.IsAsciiLetter(next))
            ReadWord();
        else
            ReadSymbol(next);
    }

    private void ReadSymbol(char sign)
    {
        switch (sign)
        {
            case '(' or '[':
                if (MathFinder.TryFind(parser.Source, parser.Map, parser.At, out var math))
                    parser.Math(math);
                else
                    Emit(sign, 2);
                break;
            case '\'' or '`' or '"' or '^' or '~' or '=' or '.': ReadAccent(sign, parser.At + 2, 2); break;
            case ' ' or '\n' or '\r' or '\t' or ',' or ';' or ':' or '~': Emit(' ', 2); break;
            case '\\': ReadLineBreak(); break;
            case '-' or '/' or '!' or '@': parser.At += 2; break;
            case '&': parser.At += parser.Source.AsSpan(parser.At + 2).StartsWith("amp;") ? 6 : 2; parser.Out.Append('&'); break;
            case '|': Emit('‖', 2); break;
            case '%' or '#' or '$' or '_' or '{' or '}' or '*' or '<' or '>' or ')' or ']': Emit(sign, 2); break;
            case >= '0' and <= '9' when parser.Out.Last == ' ' && parser.Peek(2) != ')': Emit('$', 1); break;
            default: parser.Literal(); break;
        }
    }

    private void ReadLineBreak()
    {
        // "\\%" is an escape that was escaped again.
        if (parser.Peek(2) is '%' or '&' or '$' or '_' or '#')
            parser.At++;
        else
            Emit(' ', 2);
    }

    private void Emit(char c, int length)
    {
        parser.Out.Append(c);
        parser.At += length;
    }

    private void ReadAccent(char accent, int letterAt, int length)
    {
        if (!IsQuoteOrApostrophe(accent) && TryReadLetter(letterAt, out var letter, out var end)
            && TexAccents.Compose(accent, letter) is { } composed)
        {
            parser.Out.Append(composed);
            parser.At = end;
        }
        else if (accent is '=' or '.' or '\'' or '"' or '^' or '~' or '`')
        {
            var braces = parser.Peek(2) == '{' && parser.Peek(3) == '}';
            Emit(accent, braces ? 4 : 2);
        }
        else
        {
            parser.At += length;
            parser.Out.Append(accent);
        }
    }

    // JSON's escapes: it\'s, and \"words\" whose end is in sight.
    private bool IsQuoteOrApostrophe(char accent)
    {
        var inWord = parser.At > 0 && char.IsLetter(parser.Source[parser.At - 1]);
        if (accent == '\'')
            return inWord && parser.Peek(2) is 's' or 't' && !char.IsLetter(parser.Peek(3)) && parser.Peek(2) != '{';
        if (accent != '"' || inWord)
            return false;
        var rest = parser.Source.AsSpan(parser.At + 2, Math.Min(80, parser.Source.Length - parser.At - 2));
        var end = rest.IndexOf("\\\"");
        return end > 0 && (end + 2 >= rest.Length || !char.IsLetter(rest[end + 2])) && char.IsLetterOrDigit(rest[0])
            && parser.Out.Last is ' ' or '(' or '“' && parser.Peek(-1) != '{';
    }

    // The letter of an accent: e, {e}, {\i}, \i, { e}.
    private bool TryReadLetter(int at, out string letter, out int end)
    {
        var source = parser.Source;
        while (at < source.Length && source[at] == ' ' && char.IsAsciiLetter(source[at - 1]))
            at++;
        letter = "";
        end = at;
        if (at >= source.Length)
            return false;
        if (source[at] == '{')
        {
            end = parser.Map.Closing(at) + 1;
            if (end <= at + 1 || end - at > 8)
                return false;
            letter = source[(at + 1)..(end - 1)].Trim();
            if (letter is "\\i" or "\\j")
                letter = letter[1..];
            return true;
        }

        var control = source[at] == '\\';
        if (control)
            at++;
        if (at >= source.Length || (control && source[at] is not ('i' or 'j')))
            return false;
        letter = source[at].ToString();
        end = at + 1;
        while (control && end < source.Length && source[end] == ' ')
            end++;
        return true;
    }

    private void ReadWord()
    {
        var source = parser.Source;
        var end = parser.At + 1;
        while (end < source.Length && char.IsAsciiLetter(source[end]))
            end++;
        var name = source[(parser.At + 1)..end];
        if (TryReadCode(name, end))
            return;
        if (name.Length == 1 && TexAccents.Combining(name[0]) != '\0' && TryReadLetter(end, out var letter, out var after)
            && TexAccents.Compose(name[0], letter) is { } composed)
        {
            parser.Out.Append(composed);
            parser.At = after;
        }
        else if (!_commands.TryRead(name, end))
        {
            ReadName(name, end);
        }
    }

    // A character by its number: JSON's \u2019 and TeX's \char"0986.
    private bool TryReadCode(string name, int end)
    {
        var json = name.Length > 0 && name[0] == 'u' && parser.At + 6 <= parser.Source.Length;
        var at = json ? parser.At + 2 : end + 1;
        if ((!json && (name != "char" || end >= parser.Source.Length || parser.Source[end] != '"')) || at + 4 > parser.Source.Length
            || !ushort.TryParse(parser.Source.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return false;
        parser.Out.Append((char)code);
        parser.At = at + 4;
        return true;
    }

    private void ReadName(string name, int end)
    {
        var source = parser.Source;
        var group = end < source.Length && source[end] == '{' && parser.Map.Closing(end) > end + 1;
        if (TexSymbols.Word(name) is { } word)
        {
            parser.Out.Append(word);
            parser.At = AfterEmptyGroup(end, IsSpaceEaten(name, word, end));
        }
        else if (TexSymbols.GluedPrefix(name) is > 0 and var length)
        {
            parser.Out.Append(TexSymbols.Word(name[..length])!);
            parser.At += 1 + length;
        }
        else if (group && !char.IsLetterOrDigit(parser.Out.Last))
        {
            parser.Enter(end);
        }
        else if (char.IsLetterOrDigit(parser.Out.Last) && !group)
        {
            // Nobody's macro, but a backslash between two words.
            parser.Literal(end - parser.At);
        }
        else
        {
            parser.Out.Append(name);
            parser.At = AfterEmptyGroup(end, false);
        }
    }

    // TeX swallows the space behind a control word. Authors of records mostly mean it, but for letters of a name:
    // "\o stergaard" is one word, "\alpha and" are two.
    private bool IsSpaceEaten(string name, string word, int end) =>
        word.Length <= 2 && char.IsLetter(word[0]) && TexSymbols.Symbol(name, out _, out _) is null && name.Length <= 2
        && char.IsLetter(parser.Out.Last) && end + 1 < parser.Source.Length && char.IsLower(parser.Source[end + 1]);

    private int AfterEmptyGroup(int at, bool eatSpace)
    {
        if (at + 1 < parser.Source.Length && parser.Source[at] == '{' && parser.Source[at + 1] == '}')
            return at + 2;
        return eatSpace && at < parser.Source.Length && parser.Source[at] == ' ' ? at + 1 : at;
    }
}
