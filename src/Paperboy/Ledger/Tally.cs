namespace Paperboy.Ledger;

/// <summary>What became of records that a source gave.</summary>
/// <param name="Fetched">Records that were read and saved.</param>
/// <param name="New">Papers that the catalog did not have.</param>
/// <param name="Changed">Known papers that know more, or something else, now.</param>
/// <param name="Unchanged">Records of which the catalog had everything already.</param>
/// <param name="Withdrawn">Records that the source has taken back.</param>
/// <param name="Rejected">What was there and is no record.</param>
public readonly record struct Tally(int Fetched, int New, int Changed, int Unchanged, int Withdrawn, int Rejected)
{
    /// <summary>All that the source gave, fit or not: what a source that says how many there are is compared with.</summary>
    public int Given => Fetched + Withdrawn + Rejected;

    public static Tally operator +(Tally one, Tally other) => new(
        one.Fetched + other.Fetched, one.New + other.New, one.Changed + other.Changed,
        one.Unchanged + other.Unchanged, one.Withdrawn + other.Withdrawn, one.Rejected + other.Rejected);

    public static Tally Add(Tally one, Tally other) => one + other;
}
