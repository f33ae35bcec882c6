namespace Paperboy.Search;

/// <summary>A word, or an exact phrase of several, that passages are to show.</summary>
/// <param name="Text">The word or the phrase as it was typed; analysed as documents are.</param>
/// <param name="Weight">What it is worth to show it, such as its inverse document frequency: finite, from 0 to 10^6.</param>
public sealed record PassageTerm(string Text, double Weight = 1);

/// <summary>A stretch of a text that shows the words of a query.</summary>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Highlights">
/// The stretches of the text in it that match, in ascending order and apart: words of the query that stand side by side in
/// the query's order are one.
/// </param>
public sealed record Passage(TextSpan Span, IReadOnlyList<TextSpan> Highlights);
