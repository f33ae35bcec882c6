namespace Paperboy.Discover;

/// <summary>What the page on searching shows of the query language; docs/query-language.md says all of it.</summary>
internal static class SearchHelp
{
    public static IReadOnlyList<HelpTopic> Topics { get; } =
    [
        new("Words",
        [
            new("graph neural networks", "papers with at least one of the words; those with all of them come first, above all where they stand side by side"),
            new("\"graph neural\" networks", "the words in quotes stand side by side, as written"),
            new("neur*", "words that begin so"),
            new("graph networks +neural", "with neural, and with at least one of the others"),
            new("graph -tree", "without tree"),
            new("graph OR tree", "one or the other (OR in capitals)"),
            new("graph AND neural", "both"),
            new("-(graph tree)", "brackets hold things together: neither graph nor tree"),
        ]),
        new("Where they stand",
        [
            new("ti:graph", "in the title"),
            new("ti:\"graph neural\"", "the phrase in the title"),
            new("abs:(graph neural)", "one of the words in the abstract"),
            new("au:\"Yann LeCun\" -venue:workshop", "of this author, and not of a workshop"),
            new("kw:robotics", "among the keywords"),
        ]),
        new("Conditions",
        [
            new("cat:cs.CL", "of this category; cat:cs stands for all of cs"),
            new("cat:cs.CL|cs.LG", "of one or the other"),
            new("year:2024", "of this year; also year:>=2024 and year:2020..2024"),
            new("date:2025-01..2025-06", "from January to the end of June; also date:2025-03-17"),
            new("votes:>10", "with more than 10 upvotes"),
            new("has:code", "with code; also has:project, has:abstract, has:doi, has:venue"),
        ]),
        new("Order",
        [
            new("graph sort:new", "the newest first"),
            new("graph sort:top", "the most upvoted first"),
        ]),
        new("One paper",
        [
            new("2503.11731", "by its arXiv id"),
            new("https://arxiv.org/abs/2503.11731", "by its address"),
            new("10.1000/xyz", "by its DOI"),
        ]),
    ];
}

/// <summary>Examples that belong together.</summary>
internal sealed record HelpTopic(string Title, IReadOnlyList<HelpExample> Examples);

/// <param name="Query">What to type.</param>
/// <param name="Meaning">What it finds.</param>
internal sealed record HelpExample(string Query, string Meaning);
