using System.Globalization;
using System.Text;

namespace Paperboy.Text;

/// <summary>
/// Reads a formula's TeX as Unicode: <c>\alpha^2 \le n</c> as <c>α² ≤ n</c>. What is not a sign in Unicode is
/// written in a line: <c>\frac{a+b}{c}</c> as <c>(a+b)/c</c>. A control word that TeX does not define reads as its
/// name; a formula that is broken reads as its source.
/// </summary>
internal sealed class MathText
{
    // Real formulas nest to about ten; a reader by recursive descent must not be led down by ten thousand braces.
    private const int MaxDepth = 60;

    private readonly string _tex;
    private int _at;
    private int _depth;
    private bool _broken;

    private MathText(string tex) => _tex = tex;

    public static string ToUnicode(string tex)
    {
        var reader = new MathText(tex);
        var line = reader.ReadUntil('\0');
        return reader._broken || (line.Length == 0 && !string.IsNullOrWhiteSpace(tex)) ? tex.Trim() : line;
    }

    private string ReadUntil(char close)
    {
        if (++_depth > MaxDepth)
            _broken = true;
        var line = new MathLine();
        while (!_broken && _at < _tex.Length)
        {
            var c = _tex[_at];
            if (c == close && c != '\0')
                break;
            ReadAtom(line, c);
        }

        _depth--;
        if (close != '\0' && (_at >= _tex.Length || _broken))
        {
            _broken = true;
            return "";
        }

        if (close != '\0')
            _at++;
        return line.ToString();
    }

    private void ReadAtom(MathLine line, char c)
    {
        _at++;
        switch (c)
        {
            case '\\': ReadControl(line); break;
            case '{': line.Ordinary(ReadUntil('}')); break;
            case '}': _broken = true; break;
            case '^': line.Script(Scripts.Superscript(ReadArgument())); break;
            case '_': line.Script(Scripts.Subscript(ReadArgument())); break;
            case '~': line.Gap(); break;
            case '&': line.Space(); break;
            case '\'': line.Ordinary("′"); break;
            case '-': line.Binary("−"); break;
            case '+' or '*' or '/': line.Binary(c.ToString()); break;
            case '=' or '<' or '>' or ',' or ';' or ':' or '|': line.Sign(c.ToString()); break;
            case '%': line.Ordinary("%"); break;
            case '$': break;
            default:
                if (char.IsWhiteSpace(c))
                    line.Space();
                else
                    ReadCharacter(line, c);
                break;
        }
    }

    private void ReadCharacter(MathLine line, char c)
    {
        if (!char.IsSurrogate(c))
            line.Ordinary(c.ToString());
        else if (_at < _tex.Length && char.IsSurrogatePair(c, _tex[_at]))
            line.Ordinary(_tex.Substring(_at++ - 1, 2));
    }

    private void ReadControl(MathLine line)
    {
        if (_at >= _tex.Length)
        {
            _broken = true;
            return;
        }

        var c = _tex[_at];
        if (!char.IsAsciiLetter(c))
        {
            _at++;
            if (c is ',' or ';' or ':' or ' ' or '\\')
                line.Gap();
            else if (c == '|')
                line.Ordinary("‖");
            else if (c is not ('!' or '/' or '-' or '(' or ')' or '[' or ']'))
                ReadCharacter(line, c);
            return;
        }

        var start = _at;
        while (_at < _tex.Length && char.IsAsciiLetter(_tex[_at]))
            _at++;
        var name = _tex[start.._at];
        if (TexSymbols.Symbol(name, out var relation, out var binary) is { } symbol && name != "deg")
        {
            if (symbol[0] is '∑' or '∏' or '∫' or '⋃' or '⋂')
                line.Function(symbol);
            else if (relation)
                line.Relation(symbol);
            else if (binary)
                line.Binary(symbol);
            else
                line.Ordinary(symbol);
        }
        else if (TexSymbols.Functions.Contains(name))
        {
            SkipSpace();
            line.Function(name);
        }
        else
        {
            ReadCommand(line, name);
        }
    }

    private void ReadCommand(MathLine line, string name)
    {
        switch (name)
        {
            case "frac" or "tfrac" or "dfrac" or "cfrac" or "nicefrac" or "sfrac":
                var over = Scripts.Grouped(ReadArgument());
                line.Ordinary(over + "/" + Scripts.Grouped(ReadArgument()));
                break;
            case "binom" or "tbinom" or "dbinom":
                var n = ReadArgument();
                line.Ordinary($"({n} choose {ReadArgument()})");
                break;
            case "choose" or "over": line.Function(name == "over" ? "/" : "choose"); SkipSpace(); break;
            case "sqrt":
                var root = ReadOptional();
                line.Ordinary((root.Length > 0 && root != "2" ? Scripts.Superscript(root) : "") + "√" + Scripts.Grouped(ReadArgument()));
                break;
            case "mathbb" or "Bbb" or "mathds": line.Ordinary(Scripts.DoubleStruck(ReadArgument())); break;
            case "not": line.Relation(ReadArgument().Trim() + "\u0338"); break;
            case "stackrel" or "overset":
                var above = ReadArgument();
                line.Ordinary(ReadArgument() + Scripts.Superscript(above));
                break;
            case "underset":
                var below = ReadArgument();
                line.Ordinary(ReadArgument() + Scripts.Subscript(below));
                break;
            case "text" or "textrm" or "textbf" or "textit" or "texttt" or "textsf" or "textsc" or "textsl" or "emph" or "mbox"
                or "hbox" or "textnormal" or "textup":
                line.Ordinary(ReadWords());
                break;
            case "operatorname" or "mathop": SkipStar(); line.Function(ReadArgument()); break;
            case "pmod": line.Gap(); line.Ordinary($"(mod {ReadArgument()})"); break;
            case "bmod" or "mod": line.Function("mod"); SkipSpace(); break;
            case "quad" or "qquad" or "space" or "enspace" or "thinspace": line.Gap(); break;
            case "begin" or "end" or "label" or "color" or "hspace" or "vspace" or "mkern" or "phantom" or "unicode":
                ReadDropped(line, name);
                break;
            case "textcolor": ReadArgument(); line.Ordinary(ReadArgument()); break;
            case "href": ReadArgument(); line.Ordinary(ReadArgument()); break;
            default: ReadAccentOrName(line, name); break;
        }
    }

    private void ReadDropped(MathLine line, string name)
    {
        var argument = name == "mkern" ? "" : ReadArgument();
        if (name == "unicode" && argument.StartsWith('x')
            && int.TryParse(argument.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            line.Ordinary(char.ConvertFromUtf32(code));
        else if (name is "begin" or "end" && argument.EndsWith("cases", StringComparison.Ordinal))
            line.Ordinary(name == "begin" ? "{" : "");
    }

    private void ReadAccentOrName(MathLine line, string name)
    {
        if (MathCommands.Accent(name) is { } accent)
        {
            var argument = ReadArgument();
            line.Ordinary(IsOneLetter(argument) ? (argument + accent).Normalize(NormalizationForm.FormC) : argument);
        }
        else if (MathCommands.IsLettering(name))
        {
            // Followed by its argument in braces, or standing alone before the letters it sets: {\cal O}.
            SkipSpace();
        }
        else if (!MathCommands.IsSilent(name))
        {
            line.Ordinary(name);
        }
        else
        {
            SkipSpace();
            if (name is "left" or "right" && _at < _tex.Length && _tex[_at] == '.')
                _at++;
        }
    }

    private static bool IsOneLetter(string text) => text.EnumerateRunes().Count() == 1;

    private string ReadArgument()
    {
        SkipSpace();
        if (_at >= _tex.Length || _tex[_at] is '}' || ++_depth > MaxDepth)
        {
            _broken = true;
            return "";
        }

        var line = new MathLine();
        if (_tex[_at] == '{')
        {
            _at++;
            line.Ordinary(ReadUntil('}'));
        }
        else
        {
            var lettering = _at;
            ReadAtom(line, _tex[_at]);
            // A lettering command is itself an argument together with what it sets: \hat\mathbf{x}.
            if (line.IsEmpty && !_broken && _at < _tex.Length && _at > lettering && _tex[_at] != '}')
                line.Ordinary(ReadArgument());
        }

        _depth--;
        return line.ToString();
    }

    private string ReadOptional()
    {
        SkipSpace();
        if (_at >= _tex.Length || _tex[_at] != '[')
            return "";
        _at++;
        return ReadUntil(']');
    }

    // Words inside a formula keep their spaces; their own markup is little enough to drop.
    private string ReadWords()
    {
        SkipSpace();
        if (_at >= _tex.Length || _tex[_at] != '{')
            return ReadArgument();
        var depth = 0;
        var words = new StringBuilder();
        for (; _at < _tex.Length; _at++)
        {
            var c = _tex[_at];
            if (c == '{')
                depth++;
            else if (c == '}' && --depth == 0)
                break;
            else if (c == '\\' && _at + 1 < _tex.Length && !char.IsAsciiLetter(_tex[_at + 1]))
                words.Append(_tex[++_at]);
            else if (c != '$' && c != '}' && c != '\\')
                words.Append(c == '~' ? ' ' : c);
        }

        if (_at++ >= _tex.Length)
            _broken = true;
        return words.ToString();
    }

    private void SkipSpace()
    {
        while (_at < _tex.Length && char.IsWhiteSpace(_tex[_at]))
            _at++;
    }

    private void SkipStar()
    {
        if (_at < _tex.Length && _tex[_at] == '*')
            _at++;
    }
}
