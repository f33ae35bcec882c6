namespace Paperboy.Search;

/// <summary>A stretch of a text, in UTF-16 code units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The place after the last code unit.</summary>
    public int End => Start + Length;
}
