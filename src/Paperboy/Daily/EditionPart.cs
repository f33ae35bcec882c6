namespace Paperboy.Daily;

/// <summary>The parts of an edition, in their order.</summary>
public enum EditionPart
{
    /// <summary>What curators put into it, in their order.</summary>
    Picked,

    /// <summary>What a source featured, by the upvotes that it counted.</summary>
    Featured,

    /// <summary>The rest: by counted interest, then by what is foreseen, then as it came.</summary>
    Announced,
}
