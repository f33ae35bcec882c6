using System.Globalization;

namespace Paperboy.Evaluate.Collections;

/// <summary>The judgements of one file: query TAB document TAB grade, a judgement a line.</summary>
internal sealed class Judgements
{
    private readonly Dictionary<string, Judged> _byQuery = new(StringComparer.Ordinal);

    private Judgements()
    {
    }

    /// <summary>By query, in the order of the file.</summary>
    public IReadOnlyDictionary<string, Judged> ByQuery => _byQuery;

    /// <summary>The files of judgements of a collection, by name.</summary>
    public static IReadOnlyList<string> Files(string folder)
    {
        var qrels = Path.Combine(folder, "qrels");
        return !Directory.Exists(qrels) ? [] : [.. Directory.EnumerateFiles(qrels)
            .Where(file => file.EndsWith(".tsv", StringComparison.Ordinal) || file.EndsWith(".tsv.gz", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>What a file of judgements is named, without endings.</summary>
    public static string NameOf(string path) => Path.GetFileName(path).Split(".tsv")[0];

    /// <exception cref="Cli.VerbFailedException">The file is missing or broken.</exception>
    public static Judgements Read(string path, CancellationToken cancel)
    {
        var judgements = new Judgements();
        foreach (var line in CollectionFile.Lines(path, cancel))
        {
            var columns = line.Text.Split('\t');
            if (columns.Length != 3)
                throw line.Broken($"a judgement is query TAB document TAB grade; here are {columns.Length} columns");
            if (int.TryParse(columns[2], NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var grade))
                judgements.Add(line, columns[0], columns[1], grade);
            else if (line.Number > 1)
                throw line.Broken($"the grade \"{columns[2]}\" is not a whole number");
        }

        return judgements;
    }

    /// <summary>The queries with at least one relevant document.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> WithRelevant() => _byQuery
        .Where(pair => pair.Value.Grades.Values.Any(grade => grade > 0))
        .ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, int>)pair.Value.Grades, StringComparer.Ordinal);

    /// <summary>How many judgements are of documents that are not known.</summary>
    public int CountUnknown(HashSet<string> known) => _byQuery.Values.Sum(judged => judged.Grades.Keys.Count(id => !known.Contains(id)));

    private void Add(FileLine line, string query, string document, int grade)
    {
        if (!_byQuery.TryGetValue(query, out var judged))
            _byQuery[query] = judged = new Judged(line, new Dictionary<string, int>(StringComparer.Ordinal));
        if (!judged.Grades.TryAdd(document, grade) && judged.Grades[document] != grade)
            throw line.Broken($"document {document} has two grades for query {query}: {judged.Grades[document]} and {grade}");
    }

    /// <summary>What is judged of a query, and where that begins.</summary>
    internal sealed record Judged(FileLine First, Dictionary<string, int> Grades);
}
