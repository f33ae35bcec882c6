namespace Paperboy.Text;

/// <summary>How a run of text is set. The styles combine: bold italics are <c>Emphasis | Strong</c>.</summary>
[Flags]
public enum TextStyle
{
    None = 0,
    Emphasis = 1,
    Strong = 2,
    Code = 4,
    SmallCaps = 8,
}

/// <summary>
/// A stretch of a paper's text that is set in one way: words in one style, or one formula.
/// </summary>
/// <param name="Text">What is read: never empty; for a formula its Unicode rendering.</param>
/// <param name="Style">How it is set.</param>
/// <param name="Href">The absolute http, https or mailto address it links to, or null.</param>
/// <param name="Tex">A formula's TeX source without its delimiters; null when the run is not a formula.</param>
/// <param name="Display">Whether the formula stood on a line of its own.</param>
public sealed record TextRun(
    string Text,
    TextStyle Style = TextStyle.None,
    string? Href = null,
    string? Tex = null,
    bool Display = false)
{
    /// <summary>Whether this run is a formula, which nothing may cut or mark in part.</summary>
    public bool IsMath => Tex is not null;
}

/// <summary>A stretch of a paper's plain text, by UTF-16 offset: <c>Start</c> inclusive, <c>End</c> exclusive.</summary>
public readonly record struct PlainSpan(int Start, int End);
