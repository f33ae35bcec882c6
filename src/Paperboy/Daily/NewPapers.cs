namespace Paperboy.Daily;

/// <summary>What of an edition came into the catalog since its reader was here last.</summary>
/// <param name="Count">How many of its papers.</param>
/// <param name="Since">When that visit ended.</param>
public sealed record NewPapers(int Count, DateTimeOffset Since);
