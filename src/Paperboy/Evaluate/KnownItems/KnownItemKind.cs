using System.Text.RegularExpressions;
using Paperboy.Catalog;
using Paperboy.Evaluate.Collections;
using Paperboy.Search.Text;
using Paperboy.Text;

namespace Paperboy.Evaluate.KnownItems;

/// <summary>
/// A way of making a query out of a paper, so that the paper is what the query looks for: the known item. What becomes the
/// query is taken out of the document.
/// </summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Make">Of a paper the document and, where it is fit for one, the query; null: too little text.</param>
internal sealed partial record KnownItemKind(string Name, Func<PaperRecord, KnownItem?> Make)
{
    private const int ShortestText = 200;
    private const int FewestTitleWords = 3;

    // A sentence that says what the paper is about, not a fragment and not a paragraph.
    private const int ShortestSummary = 60;
    private const int LongestSummary = 300;

    /// <summary>The title asks for the abstract.</summary>
    public static KnownItemKind Titles { get; } = new("titles", OfTitle);

    /// <summary>The sentence in which the authors say what they do asks for the title with the rest of the abstract.</summary>
    public static KnownItemKind Summaries { get; } = new("summaries", OfSummary);

    public static IReadOnlyList<KnownItemKind> All { get; } = [Titles, Summaries];

    private static KnownItem? OfTitle(PaperRecord paper)
    {
        var title = OneLine(paper.Title);
        return paper.Abstract.Length < ShortestText
            ? null
            : new KnownItem(new CollectionDocument(paper.Key, "", OneLine(paper.Abstract)), title.Count(c => c == ' ') + 1 < FewestTitleWords ? null : title);
    }

    private static KnownItem? OfSummary(PaperRecord paper)
    {
        var text = OneLine(paper.Abstract);
        var (start, length) = SummaryIn(text);
        var rest = text.Remove(start, length).Trim();
        return rest.Length < ShortestText
            ? null
            : new KnownItem(new CollectionDocument(paper.Key, OneLine(paper.Title), rest), length == 0 ? null : text.Substring(start, length).Trim());
    }

    /// <summary>Where the first sentence stands that says what the paper does; of length 0 where none does.</summary>
    internal static (int Start, int Length) SummaryIn(string text)
    {
        var starts = Sentences.Starts(text);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : text.Length;
            var sentence = text.AsSpan(starts[i]..end).Trim();
            if (sentence.Length is >= ShortestSummary and <= LongestSummary && Contribution().IsMatch(sentence))
                return (starts[i], end - starts[i]);
        }

        return (0, 0);
    }

    // As people see and type it.
    private static string OneLine(string source) => Spaces().Replace(PaperText.Parse(source).ToPlainText(), " ").Trim();

    [GeneratedRegex(@"\b[Ww]e (propose|present|introduce|describe|develop|show|demonstrate|prove|find|study|investigate|examine|argue|report)\b|^(In )?[Tt]his (paper|work|study|article|thesis)\b")]
    private static partial Regex Contribution();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>A paper as a document, with the query that looks for it; null where it is fit for none.</summary>
internal sealed record KnownItem(CollectionDocument Document, string? Query);
