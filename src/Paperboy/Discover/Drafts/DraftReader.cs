using Paperboy.Catalog.Bibliographies;
using Paperboy.Text;

namespace Paperboy.Discover.Drafts;

/// <summary>Makes one draft of files and pasted text: what it says, and what it cites by which bibliography.</summary>
internal sealed class DraftReader
{
    private const int MostCitations = 5_000;
    private const int MostParts = 24;
    private const int LongestLead = 4_000;
    private const int LongestTitle = 300;

    // A shorter part says too little to be close to anything.
    private const int FewestWords = 25;

    private readonly Dictionary<string, Citation> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Citation> _entries = [];
    private readonly List<TexReference> _references = [];
    private readonly HashSet<string> _cited = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _ids = [];
    private readonly List<DraftPart> _parts = [];
    private readonly List<DraftProblem> _problems = [];
    private string _title = "";
    private string _lead = "";

    private DraftReader()
    {
    }

    /// <summary>Reads a draft.</summary>
    /// <param name="files">Its files and what was pasted; the order of texts is the order of parts.</param>
    /// <param name="problems">What could not even be opened.</param>
    public static Draft Read(IReadOnlyList<DraftFile> files, IReadOnlyList<DraftProblem> problems)
    {
        var reader = new DraftReader();
        reader._problems.AddRange(problems);
        foreach (var file in files)
            reader.Add(file, files);
        return reader.Finish();
    }

    private void Add(DraftFile file, IReadOnlyList<DraftFile> all)
    {
        if (string.IsNullOrWhiteSpace(file.Text))
        {
            if (file.Name is not null)
                _problems.Add(new DraftProblem(file.Name, null, "is empty"));
        }
        else if (file.Kind == DraftKind.Tex)
        {
            AddTex(file, all);
        }
        else
        {
            var entries = file.Kind == DraftKind.BibTex ? file.FirstEntry : -1;
            if (file.Name is null && entries > 0)
                AddPlain(file.Text[..entries]);
            if (file.Kind == DraftKind.BibTex)
                AddBibTex(file.Name, file.Text);
            else
                AddPlain(file.Text);
        }
    }

    private void AddBibTex(string? name, string text)
    {
        var bibliography = BibTexReader.Read(text);
        _problems.AddRange(bibliography.Problems.Select(problem => new DraftProblem(name, problem.Line, problem.What)));
        if (bibliography is { Entries.Count: 0, Problems.Count: 0 })
            _problems.Add(new DraftProblem(name, null, "has no entry of BibTeX"));
        foreach (var citation in bibliography.Entries.Where(entry => entry.Type is not "xdata").Take(MostCitations).Select(Citation.Of))
        {
            _entries.Add(citation);
            _byKey.TryAdd(citation.Key, citation);
        }
    }

    private void AddTex(DraftFile file, IReadOnlyList<DraftFile> all)
    {
        var tex = TexDraftReader.Read(file.Text);
        if (_title.Length == 0)
            _title = Cut(tex.Title, LongestTitle);
        if (_lead.Length == 0)
            _lead = tex.Abstract;
        foreach (var (name, words) in tex.Sections)
        {
            if (name.Length > 0)
                AddPart($"section “{name}”", words);
            else
                AddPart("text before the first section", words);
        }

        _cited.UnionWith(tex.Keys);
        _references.AddRange(tex.References);
        _ids.AddRange(tex.Ids);
        foreach (var embedded in tex.Bibliographies)
            AddBibTex(file.Name, embedded);
        var given = all.Select(other => Path.GetFileNameWithoutExtension(other.Name ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (line, name) in tex.Inputs.Where(input => !given.Contains(Path.GetFileNameWithoutExtension(input.Name))).Take(20))
            _problems.Add(new DraftProblem(file.Name, line, $"takes in “{name}”, which was not given, so it is not read"));
    }

    // A first line that is no sentence is a title; what an empty line parts are paragraphs.
    private void AddPlain(string text)
    {
        _ids.AddRange(EntryIds.In(text));
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(paragraph => paragraph.Any(char.IsLetter)).ToList();
        if (paragraphs.Count == 0)
            return;
        var first = paragraphs[0].Split('\n', 2, StringSplitOptions.TrimEntries);
        var titled = _title.Length == 0 && first[0].Length is > 0 and < LongestTitle && WordCount(first[0]) <= FewestWords && !first[0].EndsWith('.')
            && (first.Length > 1 || paragraphs.Count > 1);
        if (titled && (first.Length == 1 || char.IsUpper(first[1].FirstOrDefault(char.IsLetter))))
        {
            _title = Plain(first[0]);
            paragraphs[0] = first.Length > 1 ? first[1] : "";
        }

        var words = paragraphs.Where(paragraph => paragraph.Length > 0).Select(paragraph => Plain(Cut(paragraph, LongestLead))).ToList();
        if (_lead.Length == 0)
            _lead = Cut(string.Join(' ', words), LongestLead);
        if (words.Count < 2)
            return;
        for (var i = 0; i < words.Count; i++)
            AddPart(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"paragraph {i + 1}"), words[i]);
    }

    private void AddPart(string name, string words)
    {
        if (_parts.Count < MostParts && WordCount(words) >= FewestWords)
            _parts.Add(new DraftPart(name, words));
    }

    private Draft Finish()
    {
        var citations = Citations();
        if (_lead.Length == 0 && _parts.Count > 0)
            _lead = Cut(string.Join(' ', _parts.Select(part => part.Text)), LongestLead);
        return new Draft { Title = _title, Lead = _lead, Parts = _parts, Citations = citations, Problems = _problems };
    }

    // What the text cites; a text that cites nothing, or everything, has the whole bibliography.
    private List<Citation> Citations()
    {
        var chosen = new List<Citation>();
        var missing = new List<string>();
        var references = _references.ToLookup(reference => reference.Key, StringComparer.OrdinalIgnoreCase);
        if (_cited.Count == 0 || _cited.Contains("*"))
        {
            chosen.AddRange(_entries);
            chosen.AddRange(_references.Select(Of));
        }
        else
        {
            foreach (var key in _cited)
            {
                if (_byKey.TryGetValue(key, out var entry))
                    chosen.Add(entry);
                else if (references[key].FirstOrDefault() is { } reference)
                    chosen.Add(Of(reference));
                else
                    missing.Add(key);
            }
        }

        if (missing.Count > 0)
        {
            var some = string.Join(", ", missing.Take(5).Select(key => TexSource.Shown(key))) + (missing.Count > 5 ? ", …" : "");
            _problems.Add(new DraftProblem(
                "Citations", null,
                _entries.Count + _references.Count == 0
                    ? $"{Web.Words.Count(missing.Count, "work")} cited, but no bibliography was given; add the .bib file"
                    : $"{Web.Words.Count(missing.Count, "key")} cited that no bibliography given has: {some}"));
        }

        var known = chosen.SelectMany(citation => citation.Ids).ToHashSet(StringComparer.OrdinalIgnoreCase);
        chosen.AddRange(_ids.Where(known.Add).Select(id => new Citation { Ids = [id] }));
        return [.. chosen.Distinct().Take(MostCitations)];
    }

    private static Citation Of(TexReference reference) => new()
    {
        Key = reference.Key,
        Title = reference.Titles.Count > 0 ? reference.Titles[0] : "",
        PossibleTitles = reference.Titles,
        Author = reference.Author,
        Year = reference.Year,
        Ids = reference.Ids,
    };

    private static string Plain(string text) => PaperText.Parse(text).ToPlainText().ReplaceLineEndings(" ").Trim();

    private static int WordCount(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    // At a space, so that no word is cut.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(text.LastIndexOf(' ', most) is > 0 and var space ? space : most)];
}
