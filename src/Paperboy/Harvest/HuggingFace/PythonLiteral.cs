using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Paperboy.Harvest.HuggingFace;

/// <summary>
/// Reads the printed form of a Python value (<c>repr</c>; Python Language Reference, 2.4 and 6.2) of dictionaries, lists,
/// tuples, strings, numbers, True, False and None, and writes it as JSON. Nothing is evaluated; what is not such a value is
/// refused. Time and memory are linear in the text.
/// </summary>
internal sealed class PythonLiteral
{
    private const int Deepest = 32;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _text;
    private readonly Utf8JsonWriter _json;
    private readonly StringBuilder _string = new();
    private int _at;

    private PythonLiteral(string text, Utf8JsonWriter json) => (_text, _json) = (text, json);

    /// <exception cref="FormatException">It is no such value; says where and why.</exception>
    public static ReadOnlyMemory<byte> ToJson(string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 16);
        using var json = new Utf8JsonWriter(bytes, Options);
        var reader = new PythonLiteral(text, json);
        reader.Value(0);
        reader.SkipSpace();
        if (reader._at < text.Length)
            throw reader.Fault("there is more behind the value");
        json.Flush();
        return bytes.WrittenMemory;
    }

    private void Value(int depth)
    {
        if (depth > Deepest)
            throw Fault($"values lie more than {Deepest} deep in each other");
        SkipSpace();
        switch (Peek())
        {
            case '{':
                Dictionary(depth);
                break;
            case '[':
                List(']', depth);
                break;
            case '(':
                List(')', depth);
                break;
            case '\'' or '"':
                _json.WriteStringValue(String());
                break;
            case '-' or '+' or (>= '0' and <= '9') or '.':
                Number();
                break;
            default:
                Name();
                break;
        }
    }

    private void Dictionary(int depth)
    {
        _at++;
        _json.WriteStartObject();
        while (!Ends('}'))
        {
            if (Peek() is not ('\'' or '"'))
                throw Fault("the key of a dictionary must be a string");
            _json.WritePropertyName(String());
            SkipSpace();
            if (Peek() != ':')
                throw Fault("a colon must stand behind a key");
            _at++;
            Value(depth + 1);
            Comma('}');
        }

        _json.WriteEndObject();
    }

    private void List(char close, int depth)
    {
        _at++;
        _json.WriteStartArray();
        while (!Ends(close))
        {
            Value(depth + 1);
            Comma(close);
        }

        _json.WriteEndArray();
    }

    private bool Ends(char close)
    {
        SkipSpace();
        if (Peek() != close)
            return false;
        _at++;
        return true;
    }

    private void Comma(char close)
    {
        SkipSpace();
        if (Peek() == ',')
            _at++;
        else if (Peek() != close)
            throw Fault($"a comma or {close} must stand here");
    }

    private string String()
    {
        var quote = _text[_at++];
        _string.Clear();
        while (true)
        {
            if (_at >= _text.Length)
                throw Fault("a string does not end");
            var letter = _text[_at++];
            if (letter == quote)
                return Whole(_string.ToString());
            if (letter is '\n' or '\r')
                throw Fault("a string does not end with its line");
            if (letter == '\\')
                Escape();
            else
                _string.Append(letter);
        }
    }

    private void Escape()
    {
        var letter = _at < _text.Length ? _text[_at++] : throw Fault("a string does not end");
        _ = letter switch
        {
            'n' => _string.Append('\n'),
            't' => _string.Append('\t'),
            'r' => _string.Append('\r'),
            '\\' or '\'' or '"' => _string.Append(letter),
            'a' => _string.Append('\a'),
            'b' => _string.Append('\b'),
            'f' => _string.Append('\f'),
            'v' => _string.Append('\v'),
            'x' => _string.Append((char)Hex(2)),
            'u' => _string.Append((char)Hex(4)),
            'U' => Rune.TryCreate(Hex(8), out var rune) ? _string.Append(rune.ToString()) : throw Fault("an escape names no character"),
            >= '0' and <= '7' => _string.Append(Octal(letter)),
            _ => throw Fault($"\\{letter} is no escape"),
        };
    }

    private uint Hex(int digits)
    {
        if (_at + digits > _text.Length
            || !uint.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw Fault($"an escape needs {digits} hexadecimal digits");
        }

        _at += digits;
        return value;
    }

    private char Octal(char first)
    {
        var value = first - '0';
        for (var more = 0; more < 2 && Peek() is >= '0' and <= '7'; more++)
            value = (value * 8) + _text[_at++] - '0';
        return (char)value;
    }

    private void Number()
    {
        var from = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '.' or '+' or '-')
            _at++;
        var digits = _text.AsSpan(from, _at - from);
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            _json.WriteNumberValue(whole);
        else if (digits.ContainsAnyInRange('0', '9') && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            _json.WriteNumberValue(number);
        else if (digits.TrimStart("+-") is "inf" or "nan")
            _json.WriteNullValue();
        else
            throw Fault($"“{Shown(digits)}” is no number");
    }

    private void Name()
    {
        var from = _at;
        while (char.IsAsciiLetter(Peek()))
            _at++;
        switch (_text.AsSpan(from, _at - from))
        {
            case "True":
                _json.WriteBooleanValue(true);
                break;
            case "False":
                _json.WriteBooleanValue(false);
                break;

            // A table prints what it has not got as a number that is none.
            case "None" or "nan" or "inf":
                _json.WriteNullValue();
                break;
            default:
                throw Fault($"“{Shown(_text.AsSpan(from))}” is no value");
        }
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\n' or '\r' or '\t')
            _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    // Python prints a half of a surrogate pair as it is; JSON has no place for it.
    private string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                throw Fault("a string holds half of a surrogate pair");
            i++;
        }

        return text;
    }

    private FormatException Fault(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"no printed Python value: {what} (at character {Math.Min(_at, _text.Length) + 1})"));

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 20 ? text.ToString() : string.Concat(text[..20], "…");
}
