using Paperboy.Web;

namespace Paperboy.Discover.Drafts;

/// <summary>How a draft was read, in the same words on the page and on the command line.</summary>
internal static class DraftWords
{
    /// <summary>Why nothing is shown that is close and not cited.</summary>
    public static string Nothing(DraftAnswer answer) =>
        answer.Draft.HasText || answer.Cited.Count > 0
            ? "Nothing in this catalog is close to it in meaning. While papers are new here, the server may not have read them all yet."
            : "None of its references is a paper of this catalog, so there is nothing to go by. Add its abstract.";

    /// <summary>“On lamps” with 7 parts; 12 of its 31 references are papers here. Empty for a draft that holds nothing.</summary>
    public static string Of(DraftAnswer answer)
    {
        var draft = answer.Draft;
        if (draft.IsEmpty)
            return "";
        var read = draft.HasText
            ? $"Read {(draft.Title.Length > 0 ? $"“{draft.Title}”" : "a text without a title")}{(draft.Parts.Count > 1 ? $", {draft.Parts.Count} parts" : "")}"
            : "Read a bibliography without a text: what it cites stands for it";
        if (draft.Citations.Count == 0)
            return $"{read}. It cites nothing that could be told.";
        var here = answer.Cited.Count;
        return $"{read}. {Words.Number(here)} of its {Words.Count(draft.Citations.Count, "reference")} {(here == 1 ? "is a paper" : "are papers")} of this catalog.";
    }
}
