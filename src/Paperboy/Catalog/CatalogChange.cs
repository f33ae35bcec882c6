namespace Paperboy.Catalog;

/// <summary>What one transaction brings into the catalog.</summary>
/// <param name="Records">What sources say, saved in this order.</param>
/// <param name="Withdrawal">What a source no longer says; taken back before the records are saved.</param>
internal sealed record CatalogChange(IReadOnlyList<PaperRecord> Records, Withdrawal? Withdrawal = null);

/// <summary>That a source has deleted records, as OAI-PMH tells by <c>status="deleted"</c>.</summary>
/// <param name="Source">Whose records they were.</param>
/// <param name="Keys">The source's ids of the papers (<see cref="PaperRecord.Key"/>); unknown ones change nothing.</param>
internal sealed record Withdrawal(string Source, IReadOnlyList<string> Keys);
