using System.Net;
using System.Net.Sockets;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// Connects to services by their names: resolves the name itself, refuses addresses that are not public, and connects to
/// exactly an address that was looked at. A name that is resolved a second time may lead elsewhere (DNS rebinding).
/// </summary>
/// <param name="allowPrivate">Whether any address will do.</param>
/// <param name="resolve">Gives the addresses of a name.</param>
/// <param name="time">The clock of the time limits.</param>
internal sealed class SafeConnection(
    bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time)
{
    // For each address: one that does not answer must not use up the time of those that would.
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    /// <summary>A handler that follows no redirect, keeps no cookie, asks no proxy and unpacks what it is given.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // A proxy would resolve names by itself, and the addresses could not be looked at.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli | DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, cancel),
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint point, CancellationToken cancel)
    {
        Exception? failure = null;
        foreach (var address in Permitted(point.Host, await AddressesAsync(point.Host, cancel)))
        {
            using var limit = new CancellationTokenSource(ConnectLimit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, point.Port), either.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
            {
                socket.Dispose();
                failure = e is SocketException ? e : new IOException($"{address} does not answer within {ConnectLimit.TotalSeconds:N0} s");
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure ?? new IOException($"{point.Host} has no address");
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancel) =>
        IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel);

    private IPAddress[] Permitted(string host, IPAddress[] addresses)
    {
        var permitted = allowPrivate ? addresses : [.. addresses.Where(PrivateNetwork.IsPublic)];
        return permitted.Length > 0 || addresses.Length == 0 ? permitted : throw new ForbiddenAddressException(
            $"{host} is at {addresses[0]}, which is not on the public internet (Sources:AllowPrivateNetwork allows it)");
    }
}

/// <summary>A name leads into a private network.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);
