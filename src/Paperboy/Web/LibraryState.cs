namespace Paperboy.Web;

/// <summary>
/// What every page says of the catalog. The shell is plumbing and does not know the catalog: the host hands these in.
/// </summary>
/// <param name="Papers">How many papers there are.</param>
/// <param name="HasSample">Whether invented papers are among them.</param>
public sealed record LibraryState(Func<long> Papers, Func<bool> HasSample);
