using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv;

/// <summary>One record element of an OAI-PMH reply: exactly one of a record, the key of a deleted one, and a rejected one.</summary>
/// <param name="Record">The record, read.</param>
/// <param name="Datestamp">The day of its last change, in the service's own terms; null where it is not told.</param>
/// <param name="Deleted">The key of a paper that the service has taken back.</param>
/// <param name="Rejected">What is no record, and why.</param>
internal readonly record struct OaiEntry(PaperRecord? Record, DateOnly? Datestamp, string? Deleted, RejectedRecord? Rejected);

/// <summary>What an OAI-PMH reply says besides its records (openarchives.org/OAI/2.0/openarchivesprotocol.htm, 3.2, 3.5, 3.6).</summary>
internal sealed class OaiReply
{
    /// <summary>As the service names the moment of its answer; empty where it does not.</summary>
    public string ResponseDate { get; set; } = "";

    /// <summary>noRecordsMatch, badResumptionToken...; null where the service has answered.</summary>
    public string? ErrorCode { get; set; }

    public string ErrorMessage { get; set; } = "";

    /// <summary>What leads to the next page: opaque; null on the last one.</summary>
    public string? Token { get; set; }

    /// <summary>How many records the whole list has, where the service says so.</summary>
    public int? ListSize { get; set; }

    /// <summary>How many records went before this page, where the service says so.</summary>
    public int? Cursor { get; set; }

    /// <summary>Until when the token is good, where the service says so.</summary>
    public string? Expires { get; set; }
}

/// <summary>One whole page of a list.</summary>
internal sealed record OaiPage(
    OaiReply Reply, IReadOnlyList<PaperRecord> Records, IReadOnlyList<string> Deleted, IReadOnlyList<RejectedRecord> Rejected);
