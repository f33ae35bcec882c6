namespace Paperboy.Readers.Comments;

/// <summary>Whether a comment is to be read.</summary>
public enum CommentState
{
    Shown,

    /// <summary>Its writer took it back; its text is gone.</summary>
    Deleted,

    /// <summary>A curator hid it; the text waits in case that was wrong.</summary>
    Hidden,
}

/// <summary>What a reader wrote about a paper.</summary>
/// <param name="Handle">Random, in addresses and events.</param>
/// <param name="Paper">The paper's id when it was written.</param>
/// <param name="Parent">The handle of the comment that it answers; null where it begins a thread.</param>
/// <param name="Writer">Who wrote it; null when that account is gone.</param>
/// <param name="Text">Markdown, as typed; empty when deleted.</param>
/// <param name="State">Whether it is to be read.</param>
/// <param name="At">When it was written.</param>
/// <param name="EditedAt">When its writer changed it last; null when never.</param>
public sealed record Comment(
    string Handle, string Paper, string? Parent, CommentWriter? Writer, string Text, CommentState State, DateTimeOffset At, DateTimeOffset? EditedAt)
{
    /// <summary>The most characters.</summary>
    public const int MostCharacters = 10_000;
}

/// <param name="Handle">The account's.</param>
/// <param name="Name">As it stands beside the comment.</param>
public sealed record CommentWriter(string Handle, string Name);
