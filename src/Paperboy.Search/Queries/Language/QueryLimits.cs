namespace Paperboy.Search.Queries.Language;

/// <summary>How much of a text is read.</summary>
/// <param name="Characters">UTF-16 code units; the rest is cut off.</param>
/// <param name="Leaves">Words, phrases, ranges and keywords; further ones are left out.</param>
/// <param name="Depth">How deep brackets nest; further ones are left out, but not what they hold.</param>
internal readonly record struct QueryLimits(int Characters, int Leaves, int Depth)
{
    public static QueryLimits Typed { get; } = new(2_000, 256, 32);

    // A canonical form spells out what was typed shorter (`a|b` as `a OR b`, `ti:(a|b)` as `ti:a OR ti:b`): of one that
    // was read from 2,000 characters every one must be read again. `a AND 46` gets brackets: `+a +(46)`.
    public static QueryLimits Canonical { get; } = Typed with { Characters = 32_000, Depth = 33 };
}
