namespace Paperboy.Readers.Choices;

/// <summary>How a paper stands with the readers of this Paperboy.</summary>
/// <param name="Votes">How many accounts upvote it.</param>
/// <param name="Saves">How many have saved it.</param>
/// <param name="Comments">How many comments are shown.</param>
public sealed record PaperStanding(int Votes, int Saves, int Comments)
{
    /// <summary>With nobody.</summary>
    public static readonly PaperStanding None = new(0, 0, 0);

    /// <summary>Whether the account that asks upvotes it.</summary>
    public bool Voted { get; init; }

    /// <summary>Whether the account that asks has saved it.</summary>
    public bool Saved { get; init; }
}

/// <summary>What a reader says of a paper by a button.</summary>
public enum Choice
{
    Vote,
    Save,
}
