namespace Paperboy.Discover.Drafts;

/// <summary>What a draft says and whom it cites, read from what its author gave.</summary>
public sealed record Draft
{
    /// <summary>The title; empty if there is none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The abstract, else the beginning; plain text. Empty where there are only references.</summary>
    public string Lead { get; init; } = "";

    /// <summary>The sections, or the paragraphs of a text that has none; the lead is not among them.</summary>
    public IReadOnlyList<DraftPart> Parts { get; init; } = [];

    /// <summary>The works that it cites, each once.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>What could not be read, or was not followed.</summary>
    public IReadOnlyList<DraftProblem> Problems { get; init; } = [];

    public bool HasText => Lead.Length > 0 || Parts.Count > 0;

    public bool IsEmpty => !HasText && Citations.Count == 0;
}

/// <summary>A part of a draft.</summary>
/// <param name="Name">As a reason calls it: section “Training”, paragraph 2.</param>
/// <param name="Text">Plain text.</param>
public sealed record DraftPart(string Name, string Text);

/// <summary>Something in a draft that could not be read.</summary>
/// <param name="File">The file's name; null: what was pasted.</param>
/// <param name="Line">Counted from 1; null: the whole.</param>
/// <param name="What">What is wrong, in words.</param>
public sealed record DraftProblem(string? File, int? Line, string What)
{
    /// <summary>What, where and why, in one sentence.</summary>
    public override string ToString() =>
        $"{File ?? "What was pasted"}{(Line is { } line ? $", line {line.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "")}: {What}.";
}
