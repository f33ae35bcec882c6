namespace Paperboy.Harvest.Arxiv;

/// <summary>arXiv as a source of papers.</summary>
public static class ArxivSource
{
    /// <summary>By which its records, its windows and the ledger name it.</summary>
    public const string SourceName = "arxiv";
}
