using System.Text.RegularExpressions;
using Paperboy.Catalog.Bibliographies;

namespace Paperboy.Discover.Drafts;

/// <summary>
/// Reads a LaTeX source as far as a search needs it: title, abstract, sections, the keys that it cites, and the references
/// of its thebibliography. It is no TeX: nothing is expanded but macros without arguments, and no other file is opened.
/// Any text can be read.
/// </summary>
internal sealed partial class TexDraftReader
{
    private const int LongestPart = 4_000;
    private const int LongestMacro = 200;
    private const int MostKeys = 5_000;
    private const int MostSections = 100;

    private readonly TexSource _source;
    private readonly Dictionary<string, string> _macros = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Heading, int From)> _sections = [];
    private readonly List<(string Key, int From)> _references = [];
    private readonly TexDraft _draft = new();
    private readonly TexProse _prose;
    private Range? _title;
    private Range? _abstract;
    private int _body;
    private int _end;
    private int? _appendix;

    private TexDraftReader(string source)
    {
        _source = new TexSource(source);
        _prose = new TexProse(_source, _macros);
        _end = _source.Text.Length;
    }

    public static TexDraft Read(string source)
    {
        var reader = new TexDraftReader(source);
        reader.Scan();
        return reader.Finish();
    }

    private string Text => _source.Text;

    private void Scan()
    {
        for (var at = Text.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at < _end; at = Text.IndexOf('\\', at))
        {
            var end = _source.NameEnd(at);
            var name = Text[(at + 1)..end];
            if (name.Length > 0)
                Command(name, at, end);
            at = Math.Max(end, at + (name.Length > 0 ? 1 : 2));
            if (at >= Text.Length)
                break;
        }
    }

    private void Command(string name, int at, int end)
    {
        switch (name)
        {
            case "title" or "icmltitle" when _title is null && _source.TryArgument(end, out var title):
                _title = title;
                break;
            case "abstract" when _abstract is null && _source.TryArgument(end, out var summary):
                _abstract = summary;
                break;
            case "begin" or "end" when _source.TryArgument(end, out var environment):
                Environment(name == "begin", Text[environment], at, environment.End.Value + 1);
                break;
            case "section" or "chapter" when _sections.Count < MostSections && _source.TryArgument(end, out var heading):
                _sections.Add((_prose.Words(heading.Start.Value, heading.End.Value, LongestMacro), at, heading.End.Value + 1));
                break;
            case "appendix":
                _appendix ??= at;
                break;
            case "bibitem" when _references.Count < MostKeys && _source.TryArgument(end, out var key):
                _references.Add((Text[key].Trim(), key.End.Value + 1));
                break;
            case "input" or "include" or "subfile" when _source.TryArgument(end, out var file):
                _draft.Inputs.Add((_source.LineOf(at), TexSource.Shown(Text[file])));
                break;
            case "newcommand" or "renewcommand" or "providecommand" or "def" or "gdef":
                Macro(end);
                break;
            default:
                if (TexProse.IsCitation(name))
                    Cite(end);
                break;
        }
    }

    private void Environment(bool begins, string name, int at, int after)
    {
        if (name == "document")
        {
            if (begins)
                _body = after;
            else
                _end = at;
        }
        else if (begins && name == "abstract" && _abstract is null)
        {
            var end = _source.EndOf("abstract", after);
            _abstract = after..(end < 0 ? Math.Min(Text.Length, after + LongestPart) : end);
        }
        else if (name == "thebibliography" && !begins)
        {
            _references.Add(("", at));
        }
    }

    // \newcommand{\method}{FooNet}, \newcommand\method{FooNet}, \def\method{FooNet}
    private void Macro(int end)
    {
        while (end < Text.Length && Text[end] is '*' or ' ' or '{')
            end++;
        if (end >= Text.Length || Text[end] != '\\')
            return;
        var nameEnd = _source.NameEnd(end);
        var name = Text[(end + 1)..nameEnd];
        if (nameEnd < Text.Length && Text[nameEnd] == '}')
            nameEnd++;
        // One with arguments has their number in brackets, or # in its text.
        if (name.Length == 0 || (nameEnd < Text.Length && Text[nameEnd] == '[') || !_source.TryArgument(nameEnd, out var stands)
            || Text[stands] is not { Length: > 0 and < LongestMacro } text || text.Contains('#', StringComparison.Ordinal))
            return;
        _macros.TryAdd(name, text);
    }

    // \cite[see][p. 3]{one,two}, and \cites{one}[p. 3]{two}
    private void Cite(int end)
    {
        while (_source.TryArgument(end, out var keys) && _draft.Keys.Count < MostKeys)
        {
            foreach (var key in Text[keys].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                _draft.Keys.Add(key);
            end = keys.End.Value + 1;
            if (end >= Text.Length || Text[end] is not ('{' or '['))
                break;
        }
    }

    private TexDraft Finish()
    {
        _draft.Bibliographies.AddRange(_source.Bibliographies);
        if (_title is { } title)
            _draft.Title = Words(title);
        if (_abstract is { } summary)
            _draft.Abstract = Words(summary);
        var bibliography = _references.Count > 0 ? _references[0].From : _end;
        var last = Math.Min(Math.Min(_appendix ?? _end, _end), bibliography);
        var first = _abstract is { } before && before.End.Value < last ? Math.Max(_body, before.End.Value) : _body;
        Part("", first, _sections.Count == 0 ? last : Math.Min(last, _sections[0].Heading));
        for (var i = 0; i < _sections.Count; i++)
            Part(_sections[i].Name, Math.Max(first, _sections[i].From), i + 1 < _sections.Count ? Math.Min(last, _sections[i + 1].Heading) : last);
        for (var i = 0; i < _references.Count; i++)
        {
            var end = i + 1 < _references.Count ? _references[i + 1].From : _end;
            if (_references[i].Key.Length > 0 && end > _references[i].From)
                _draft.References.Add(Reference(_references[i].Key, _references[i].From, Math.Min(end, _references[i].From + LongestPart)));
        }

        _draft.Ids.AddRange(EntryIds.In(Text[.._end]).Distinct(StringComparer.OrdinalIgnoreCase));
        return _draft;
    }

    private void Part(string name, int from, int to)
    {
        if (from < to && _prose.Words(from, to, LongestPart) is { Length: > 0 } words)
            _draft.Sections.Add((name, words));
    }

    private string Words(Range range) => _prose.Words(range.Start.Value, range.End.Value, LongestPart);

    // Authors, title and the rest stand in blocks, or else one after the other: then any sentence may be the title.
    private TexReference Reference(string key, int from, int to)
    {
        var text = Text[from..to];
        if (text.LastIndexOf("\\bibitem", StringComparison.Ordinal) is > 0 and var next)
            text = text[..next];
        var blocks = text.Split("\\newblock");
        var plain = BibTexText.Plain(text.Replace("\\newblock", " ", StringComparison.Ordinal));
        var titles = blocks.Length > 2
            ? [BibTexText.Plain(blocks[1]).TrimEnd('.', ',')]
            : Sentences().Split(plain).Select(part => part.Trim(' ', '.', ',', '“', '”', '"')).Where(part => part.Count(' '.Equals) >= 2).Take(12).ToList();
        var authors = blocks.Length > 1 ? BibTexText.Plain(blocks[0]) : plain;
        return new TexReference(key, FirstAuthor(authors), titles, BibTexText.YearIn(plain), [.. EntryIds.In(text)]);
    }

    private static string FirstAuthor(string authors)
    {
        var end = AuthorEnd().Match(authors) is { Success: true } match ? match.Index : Math.Min(authors.Length, 60);
        return authors[..end].Trim();
    }

    // Not after an initial: A. Example.
    [GeneratedRegex(@"(?<=[^\s.][^\s.])[.?!]\s+|[“”""]|,\s+(?=[“""])|``|''", RegexOptions.CultureInvariant)]
    private static partial Regex Sentences();

    [GeneratedRegex(@",|\s+and\s|\s+et\s+al|\s+&|:|\(|(?<=[^\s.]{2})\.", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorEnd();
}

/// <summary>What a LaTeX source says.</summary>
internal sealed class TexDraft
{
    public string Title { get; set; } = "";

    public string Abstract { get; set; } = "";

    /// <summary>Sections with their words; one without a name stands before the first heading.</summary>
    public List<(string Name, string Words)> Sections { get; } = [];

    /// <summary>The keys that are cited.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>What thebibliography says.</summary>
    public List<TexReference> References { get; } = [];

    /// <summary>Ids that stand anywhere in the text.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Bibliographies that the source carries within itself.</summary>
    public List<string> Bibliographies { get; } = [];

    /// <summary>Files that it takes in, with the line that says so.</summary>
    public List<(int Line, string Name)> Inputs { get; } = [];
}

/// <summary>A reference of thebibliography.</summary>
/// <param name="Key">By which it is cited.</param>
/// <param name="Author">The first author, as far as it can be told.</param>
/// <param name="Titles">What may be the title: one, where blocks are marked.</param>
/// <param name="Year">Of publication.</param>
/// <param name="Ids">That stand in it.</param>
internal sealed record TexReference(string Key, string Author, IReadOnlyList<string> Titles, int? Year, IReadOnlyList<string> Ids);
