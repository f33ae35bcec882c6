using System.Text;
using System.Text.RegularExpressions;

namespace Paperboy.Catalog.Bibliographies;

/// <summary>
/// Reads BibTeX (Patashnik, "BibTeXing", 1988) and biblatex: entries with their fields as written, <c>@string</c>,
/// <c>#</c>, braces and quotes. A broken entry is told with its line; what it had until there is kept, and reading goes on
/// with the next line that begins an entry. Time is linear in the length of the source.
/// </summary>
internal sealed partial class BibTexReader
{
    private readonly string _source;
    private readonly int[] _starts;
    private readonly Dictionary<string, string> _strings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<BibTexEntry> _entries = [];
    private readonly List<(int Line, string What)> _problems = [];
    private int _at;
    private int _end;
    private int _line = 1;
    private int _counted;

    private BibTexReader(string source)
    {
        _source = source;
        _starts = [.. Beginnings().Matches(source).Select(match => match.Index)];
    }

    public static BibTexFile Read(string source)
    {
        var reader = new BibTexReader(source);
        reader.ReadAll();
        return new BibTexFile(reader._entries, reader._problems);
    }

    private void ReadAll()
    {
        var next = 0;
        while (_at < _source.Length && _source.IndexOf('@', _at) is >= 0 and var sign)
        {
            // What an entry lacks must not be looked for in the entries that follow.
            while (next < _starts.Length && _starts[next] <= sign)
                next++;
            _end = next < _starts.Length ? _starts[next] : _source.Length;
            _at = sign + 1;
            SkipSpace();
            var type = Name().ToLowerInvariant();
            SkipSpace();
            if (type.Length > 0 && _at < _end && _source[_at] is '{' or '(')
                ReadBlock(type, sign);
        }
    }

    private void ReadBlock(string type, int sign)
    {
        var close = _source[_at] == '{' ? '}' : ')';
        if (type is "comment" or "preamble")
        {
            // One without an end hides none of the entries that follow.
            if (ReadBraced() is null)
                _at = _end;
            return;
        }

        _at++;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var key = type == "string" ? "" : ReadKey(close);
        var fault = ReadFields(fields, close);
        if (type == "string")
        {
            foreach (var (name, value) in fields)
                _strings[name] = value;
        }
        else
        {
            _entries.Add(new BibTexEntry(type, key, LineOf(sign), fields));
        }

        if (fault is null)
            return;
        _problems.Add((LineOf(sign), $"{(type == "string" ? "@string" : $"the entry “{Shown(key)}”")} {fault}"));
        _at = Math.Max(_at, _end);
    }

    private string ReadKey(char close)
    {
        var from = _at;
        while (_at < _end && _source[_at] != ',' && _source[_at] != close && _source[_at] != '=')
            _at++;
        if (_at < _end && _source[_at] == '=')
        {
            // There is no key: the first field begins here.
            _at = from;
            return "";
        }

        return _source[from.._at].Trim();
    }

    // What is wrong, in words that follow the entry's name; null: nothing.
    private string? ReadFields(Dictionary<string, string> fields, char close)
    {
        while (true)
        {
            while (_at < _end && (char.IsWhiteSpace(_source[_at]) || _source[_at] == ','))
                _at++;
            if (_at >= _end)
                return $"has no closing {(close == '}' ? "brace" : "bracket")}";
            if (_source[_at] == close)
            {
                _at++;
                return null;
            }

            var name = Name();
            SkipSpace();
            if (name.Length == 0 || _at >= _end || _source[_at] != '=')
                return name.Length == 0 ? $"has “{Shown(_source[_at.._end])}” where a field should be" : $"has no “=” behind “{Shown(name)}”";
            _at++;
            if (ReadValue() is not { } value)
                return $"has a field “{Shown(name)}” whose value does not end";
            fields.TryAdd(name, value);
        }
    }

    private string? ReadValue()
    {
        var value = new StringBuilder();
        while (true)
        {
            SkipSpace();
            if (_at >= _end)
                return null;
            var part = _source[_at] switch { '{' => ReadBraced(), '"' => ReadQuoted(), _ => ReadBare() };
            if (part is null)
                return null;
            value.Append(part);
            SkipSpace();
            if (_at >= _end || _source[_at] != '#')
                return value.ToString();
            _at++;
        }
    }

    // From an opening brace to its closing one; a comment may also stand in round brackets.
    private string? ReadBraced()
    {
        var close = _source[_at] == '{' ? '}' : ')';
        var depth = 0;
        for (var at = _at; at < _end; at++)
        {
            depth += _source[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth > 0 || _source[at] != close)
                continue;
            var inside = _source[(_at + 1)..at];
            _at = at + 1;
            return inside;
        }

        return null;
    }

    private string? ReadQuoted()
    {
        var depth = 0;
        for (var at = _at + 1; at < _end; at++)
        {
            depth += _source[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (_source[at] != '"' || depth > 0)
                continue;
            var inside = _source[(_at + 1)..at];
            _at = at + 1;
            return inside;
        }

        return null;
    }

    // A number, the name of a string, or a month, which is its own value.
    private string? ReadBare()
    {
        var word = Name();
        return word.Length == 0 ? null : _strings.GetValueOrDefault(word, word);
    }

    private string Name()
    {
        var from = _at;
        while (_at < _end && !char.IsWhiteSpace(_source[_at]) && _source[_at] is not ('=' or ',' or '#' or '{' or '}' or '(' or ')' or '"' or '@'))
            _at++;
        return _source[from.._at];
    }

    private void SkipSpace()
    {
        while (_at < _end && char.IsWhiteSpace(_source[_at]))
            _at++;
    }

    private int LineOf(int offset)
    {
        // Entries come in their order, so that no line is counted twice.
        if (offset > _counted)
        {
            _line += _source.AsSpan(_counted, offset - _counted).Count('\n');
            _counted = offset;
        }

        return _line;
    }

    private static string Shown(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end];
        return line.Length <= 40 ? line.ToString() : string.Concat(line[..40], "…");
    }

    [GeneratedRegex(@"^[ \t]*@[A-Za-z]+[ \t]*[{(]", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Beginnings();
}

/// <summary>What stands in a file of BibTeX.</summary>
/// <param name="Entries">In their order.</param>
/// <param name="Problems">What could not be read: by line, counted from 1, in words.</param>
internal sealed record BibTexFile(IReadOnlyList<BibTexEntry> Entries, IReadOnlyList<(int Line, string What)> Problems);

/// <summary>An entry of a bibliography.</summary>
/// <param name="Type">In lower case: article.</param>
/// <param name="Key">By which it is cited.</param>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="Fields">By name in any case; the values as written, without their outer braces or quotes.</param>
internal sealed record BibTexEntry(string Type, string Key, int Line, IReadOnlyDictionary<string, string> Fields);
