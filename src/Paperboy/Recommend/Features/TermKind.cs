namespace Paperboy.Recommend.Features;

/// <summary>What a term of a candidate is; each kind has its own weight and its own least frequency.</summary>
internal enum TermKind : byte
{
    /// <summary>A word of title or abstract.</summary>
    Word,

    /// <summary>Two words that stand side by side.</summary>
    Pair,

    /// <summary>A category, the primary one once more as such.</summary>
    Category,

    /// <summary>An author's name.</summary>
    Author,

    /// <summary>The form of title, abstract and team, and the addresses of code.</summary>
    Shape,
}
