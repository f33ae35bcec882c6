namespace Paperboy.Web;

/// <summary>
/// What every page says of the catalog, and of who reads. The shell is plumbing and knows neither: the host hands these in.
/// </summary>
/// <param name="Papers">How many papers there are.</param>
/// <param name="HasSample">Whether invented papers are among them.</param>
/// <param name="ReaderName">The name of the account that a request comes from; null for a visitor.</param>
public sealed record LibraryState(Func<long> Papers, Func<bool> HasSample, Func<HttpContext, string?> ReaderName);
