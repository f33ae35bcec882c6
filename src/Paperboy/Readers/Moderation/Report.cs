namespace Paperboy.Readers.Moderation;

/// <summary>Why something is reported.</summary>
public enum ReportReason
{
    Spam,

    /// <summary>Insults, threats, hate.</summary>
    Abuse,

    /// <summary>It breaks somebody's rights: of authors, of privacy.</summary>
    Rights,

    /// <summary>The wrong paper, wrong facts, or two papers in one.</summary>
    Wrong,
    Other,
}

/// <summary>A report of a reader.</summary>
/// <param name="Reason">Of the kinds that the form offers.</param>
/// <param name="Words">What the reader adds; may be empty.</param>
/// <param name="Reporter">The reader's name; null when the account is gone.</param>
/// <param name="At">When.</param>
public sealed record Report(ReportReason Reason, string Words, string? Reporter, DateTimeOffset At);

/// <summary>A comment or a paper with the reports on it that nobody has settled.</summary>
/// <param name="Paper">The paper's id.</param>
/// <param name="Comment">The comment's handle; null where it is about the paper.</param>
/// <param name="Reports">The first one first.</param>
public sealed record ReportedThing(string Paper, string? Comment, IReadOnlyList<Report> Reports);

/// <summary>What a curator did.</summary>
/// <param name="At">When.</param>
/// <param name="Curator">The curator's name; null when the account is gone.</param>
/// <param name="Act">What.</param>
/// <param name="Subject">With what: a paper's id, or the handle of a comment or an account.</param>
/// <param name="Paper">The paper that it is about, or empty.</param>
/// <param name="Words">Why, as the curator says.</param>
public sealed record ModerationEntry(DateTimeOffset At, string? Curator, ModerationAct Act, string Subject, string Paper, string Words);

/// <summary>What curators do here.</summary>
public enum ModerationAct
{
    HideComment,
    RestoreComment,

    /// <summary>Reports were looked at, and nothing was wrong.</summary>
    Dismiss,
    Ban,
    Unban,
    TakeDown,
    RestorePaper,
    ConfirmClaim,
    RefuseClaim,
}
