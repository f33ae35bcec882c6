namespace Paperboy.Search.Queries.Language;

/// <summary>
/// Reads what a person typed. Nothing is an error: what is doubtful is read the most sensible way, and
/// <see cref="ParsedQuery.Notes"/> say how. docs/query-language.md describes the language. Its grammar, loosest first:
/// <code>
/// sequence    = { clause }
/// clause      = conjunction { ("OR" | "|") conjunction }
/// conjunction = unit { ("AND" | "&amp;&amp;") unit }
/// unit        = { "-" | "NOT" | "+" | prefix ":" } ( "(" sequence ")" | quoted | run )
/// </code>
/// </summary>
public static class QueryParser
{
    /// <summary>Reads a query as typed: at most 2,000 characters and 256 words, phrases and conditions.</summary>
    public static ParsedQuery Parse(string text, QueryVocabulary vocabulary) => Parse(text, vocabulary, QueryLimits.Typed);

    /// <summary>Reads what <see cref="ParsedQuery.ToString"/> gave, which may be longer than what may be typed.</summary>
    public static ParsedQuery ParseCanonical(string text, QueryVocabulary vocabulary) => Parse(text, vocabulary, QueryLimits.Canonical);

    /// <summary>
    /// Reads prose that was not written as a query (a question, an abstract): its words are wanted, at most 256, and no sign is
    /// an operator.
    /// </summary>
    public static ParsedQuery ParseWords(string text, QueryVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var words = QueryWords.Read(text, 0, text.Length).Take(QueryLimits.Typed.Leaves).Select(word =>
            new WordNode(text[word.Start..word.End], null, IsPrefix: false, new TextSpan(word.Start, word.End - word.Start)));
        return new ParsedQuery(new SequenceNode([.. words], []), null, [], vocabulary);
    }

    internal static ParsedQuery Parse(string text, QueryVocabulary vocabulary, QueryLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var notes = new QueryNotes();
        var grammar = new QueryGrammar(QueryText.Normalise(Cut(text, limits.Characters, notes)), vocabulary, limits, notes);
        var root = AloneIds(grammar.ReadAll(), text.Length, vocabulary, notes);
        if (root.IsEmpty && grammar.Sort is null && notes.All.Count == 0 && !string.IsNullOrWhiteSpace(text))
            notes.Add(0, text.Length, "The text has nothing that can be searched for.");
        return new ParsedQuery(root, grammar.Sort, notes.All, vocabulary);
    }

    private static string Cut(string text, int most, QueryNotes notes)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        notes.Add(end, text.Length - end, $"The text is longer than {most} characters; what follows from {end + 1} on is not read.");
        return text[..end];
    }

    // A number such as 2503.11731 beside words is a word; by itself it is an id. Of several ids no document has all.
    private static SequenceNode AloneIds(SequenceNode root, int length, QueryVocabulary vocabulary, QueryNotes notes)
    {
        if (vocabulary.Ids is not { } ids || root.IsEmpty)
            return root;
        var found = new List<QueryNode>();
        foreach (var word in root.Words)
        {
            if (word.Field is not null || word.IsPrefix || ids.Recognise(word.Text) is null)
                return root;
            found.Add(KeywordValue.Read(ids, word.Text, isQuoted: false)!);
        }

        foreach (var node in root.Required)
        {
            if (node is not KeywordNode keyword || keyword.Column != ids.Name)
                return root;
            found.Add(node);
        }

        if (found.Count == 1)
            return new SequenceNode([], found);
        notes.Add(0, length, $"The {found.Count} ids are read as any of them.");
        return new SequenceNode([], [new AnyNode(found)]);
    }
}
