using Paperboy.Readers.Moderation;

namespace Paperboy.Community;

/// <summary>How reports and curators' acts are called.</summary>
internal static class ModerationWords
{
    /// <summary>The most of what is said beside a report or an act.</summary>
    public const int MostCharacters = 1_000;

    public static string Of(ReportReason reason) => reason switch
    {
        ReportReason.Spam => "Advertising or spam",
        ReportReason.Abuse => "Insults, threats, hate",
        ReportReason.Rights => "It breaks somebody’s rights or privacy",
        ReportReason.Wrong => "It is wrong: the wrong paper, false facts, two papers in one",
        _ => "Something else",
    };

    public static string Of(ModerationAct act) => act switch
    {
        ModerationAct.HideComment => "hid a comment",
        ModerationAct.RestoreComment => "showed a comment again",
        ModerationAct.Dismiss => "found nothing wrong",
        ModerationAct.Ban => "shut a reader out",
        ModerationAct.Unban => "let a reader in again",
        ModerationAct.TakeDown => "took a paper down",
        ModerationAct.RestorePaper => "showed a paper again",
        ModerationAct.ConfirmClaim => "confirmed an author",
        _ => "refused a claim of authorship",
    };
}
