using System.Text;

namespace Paperboy.Harvest.Files.Bibliographies;

/// <summary>
/// Reads lines of tags: RIS ("TY  - JOUR" until "ER  -") and the export of the Web of Science ("PT J" until "ER", further
/// lines of a value indented). A line without a tag goes on with the value before it; numbers between entries, headers and
/// empty lines are passed over; an entry without its end ends where the next one begins. Linear in the length.
/// </summary>
internal sealed class RisReader
{
    private readonly List<RisEntry> _entries = [];
    private readonly bool _tight;
    private readonly bool _ofScience;
    private RisEntry? _entry;
    private StringBuilder? _value;
    private string _tag = "";

    private RisReader(string text)
    {
        var first = Lines(text).Select(line => line.Text).FirstOrDefault(line => TagOf(line, tight: true) is ("TY", _) || IsScience(line)) ?? "";
        _ofScience = IsScience(first);

        // "AI-based" goes on with an abstract where tags stand as they should; where they do not, it is taken for one.
        _tight = !_ofScience && TagOf(first, tight: false) is null;
    }

    public static IReadOnlyList<RisEntry> Read(string text)
    {
        var reader = new RisReader(text);
        foreach (var (number, line) in Lines(text))
            reader.ReadLine(number, line);
        reader.End();
        return reader._entries;
    }

    private static bool IsScience(string line) => line.StartsWith("PT ", StringComparison.Ordinal) || line.StartsWith("FN ", StringComparison.Ordinal);

    private void ReadLine(int number, string line)
    {
        var tagged = _ofScience ? ScienceTagOf(line) : TagOf(line, _tight);
        if (tagged is not var (tag, value))
        {
            if (_value is not null && line.Trim() is { Length: > 0 } more)
                _value.Append(_value.Length > 0 ? "\n" : "").Append(more);
            return;
        }

        if (tag == (_ofScience ? "PT" : "TY"))
        {
            End();
            _entry = new RisEntry(number);
            _entries.Add(_entry);
        }
        else if (tag is "ER" or "EF")
        {
            End();
        }

        Finish();
        if (_entry is not null)
            (_tag, _value) = (tag, new StringBuilder(value));
    }

    private void End()
    {
        Finish();
        _entry = null;
    }

    private void Finish()
    {
        if (_entry is not null && _value is { Length: > 0 })
            _entry.Add(_tag, _value.ToString());
        _value = null;
    }

    // Two characters, two blanks, a hyphen and a blank, which many programs leave out in part.
    private static (string Tag, string Value)? TagOf(string line, bool tight)
    {
        if (line.Length < 3 || !char.IsAsciiLetterUpper(line[0]) || !(char.IsAsciiLetterUpper(line[1]) || char.IsAsciiDigit(line[1])))
            return null;
        var hyphen = 2;
        while (hyphen < line.Length && hyphen < 5 && line[hyphen] == ' ')
            hyphen++;
        if (hyphen >= line.Length || line[hyphen] != '-' || (!tight && hyphen == 2))
            return null;
        return (line[..2], line[(hyphen + 1)..].Trim());
    }

    private static (string Tag, string Value)? ScienceTagOf(string line) =>
        line.Length >= 2 && char.IsAsciiLetterUpper(line[0]) && (char.IsAsciiLetterUpper(line[1]) || char.IsAsciiDigit(line[1])) && (line.Length == 2 || line[2] == ' ')
            ? (line[..2], line[2..].Trim()) : null;

    private static IEnumerable<(int Number, string Text)> Lines(string text)
    {
        var reader = new StringReader(text);
        for (var number = 1; reader.ReadLine() is { } line; number++)
            yield return (number, line.TrimEnd());
    }
}

/// <summary>An entry of tags.</summary>
/// <param name="line">Where it begins, counted from 1.</param>
internal sealed class RisEntry(int line)
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public int Line => line;

    public void Add(string tag, string value)
    {
        if (!_values.TryGetValue(tag, out var values))
            _values[tag] = values = [];
        values.Add(value);
    }

    /// <summary>The values of some tags, those of the first tag first.</summary>
    public IEnumerable<string> All(params string[] tags) => tags.SelectMany(tag => _values.GetValueOrDefault(tag) ?? []);

    /// <summary>The first value of the first tag that has one, on one line; null where none has.</summary>
    public string? First(params string[] tags) => All(tags).FirstOrDefault()?.ReplaceLineEndings(" ");
}
